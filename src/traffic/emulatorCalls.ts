import { Agent, request } from 'node:http';
import type { Disposable } from '../shared/disposable';
import type { MessageDraft, ReceivedMessage, ReceiveOptions, SentMessage } from '../shared/message';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { toFailure } from '../sqs/failure';
import { toSendEntry } from '../sqs/messages';
import type { ClientCall } from '../sqs/meteredClient';
import type { EntryFailure } from '../sqs/sqsService';
import type { TrafficService } from './trafficContext';

/** As many as a producer and the consumers of a run have under way, and some. */
const MAX_SOCKETS = 256;

type Input = Readonly<Record<string, unknown>> & { readonly QueueUrl: string };

interface ErrorAnswer {
  /** Such as `com.amazonaws.sqs#QueueDoesNotExist`. */
  readonly __type?: string;
  readonly message?: string;
}

interface BatchAnswer {
  readonly Failed?: readonly {
    readonly Id?: string;
    readonly Code?: string;
    readonly Message?: string;
    readonly SenderFault?: boolean;
  }[];
}

interface ReceiveAnswer {
  readonly Messages?: readonly {
    readonly MessageId?: string;
    readonly ReceiptHandle?: string;
    readonly Body?: string;
    readonly MD5OfBody?: string;
  }[];
}

/**
 * The calls of traffic to the emulator, as AWS JSON 1.0 over connections that are kept: for the SDK each call is about
 * a millisecond of work, which 5,000 messages a second do not leave. Nothing is tried again, and attributes of
 * received messages, which traffic does not look at, are not asked for.
 */
export class EmulatorCalls implements TrafficService, Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  readonly #url: URL;
  readonly #authorization: string;

  readonly #onCall: (call: ClientCall) => void;

  /**
   * @param endpoint of the emulator, which reads the region from the signature and looks at nothing else of it
   * @param onCall told of every call that was answered
   */
  constructor(endpoint: string, region: string, onCall: (call: ClientCall) => void = () => undefined) {
    this.#onCall = onCall;
    this.#url = new URL(endpoint);
    const scope = `queuescope/20250101/${region}/sqs/aws4_request`;
    this.#authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  }

  async sendMessage(queue: QueueRef, draft: MessageDraft, signal?: AbortSignal): Promise<SentMessage> {
    await this.#call('SendMessage', { QueueUrl: queue.queueUrl, ...jsonEntry(draft) }, signal);
    return { messageId: '', md5OfBody: '', sequenceNumber: undefined };
  }

  async sendMessageBatch(queue: QueueRef, drafts: readonly MessageDraft[], signal?: AbortSignal) {
    const Entries = drafts.map((draft, index) => ({ Id: String(index), ...jsonEntry(draft) }));
    const input = { QueueUrl: queue.queueUrl, Entries };
    return toEntryFailures((await this.#call('SendMessageBatch', input, signal)) as BatchAnswer);
  }

  async receiveMessages(queue: QueueRef, options: ReceiveOptions, signal?: AbortSignal) {
    const input = {
      QueueUrl: queue.queueUrl,
      MaxNumberOfMessages: options.maxNumberOfMessages,
      WaitTimeSeconds: options.waitTimeSeconds,
      VisibilityTimeout: options.visibilityTimeout,
    };
    const { Messages = [] } = (await this.#call('ReceiveMessage', input, signal)) as ReceiveAnswer;
    return Messages.map(
      (message): ReceivedMessage => ({
        messageId: message.MessageId ?? '',
        receiptHandle: message.ReceiptHandle ?? '',
        body: message.Body ?? '',
        md5OfBody: message.MD5OfBody ?? '',
        attributes: [],
        systemAttributes: {},
        receivedAt: 0,
        visibleAgainAt: 0,
      }),
    );
  }

  async deleteMessage(queue: QueueRef, receiptHandle: string, signal?: AbortSignal): Promise<void> {
    await this.#call('DeleteMessage', { QueueUrl: queue.queueUrl, ReceiptHandle: receiptHandle }, signal);
  }

  async deleteMessageBatch(queue: QueueRef, receiptHandles: readonly string[], signal?: AbortSignal) {
    const Entries = receiptHandles.map((handle, index) => ({ Id: String(index), ReceiptHandle: handle }));
    const input = { QueueUrl: queue.queueUrl, Entries };
    return toEntryFailures((await this.#call('DeleteMessageBatch', input, signal)) as BatchAnswer);
  }

  dispose(): void {
    this.#agent.destroy();
  }

  /** @throws Failure; the signal's reason after an abort */
  async #call(action: string, input: Input, signal: AbortSignal | undefined): Promise<unknown> {
    signal?.throwIfAborted();
    try {
      const body = JSON.stringify(input);
      const { status, text } = await this.#post(action, body, signal);
      const answer: unknown = text === '' ? {} : JSON.parse(text);
      this.#onCall({
        action,
        isFifo: isFifoQueueName(input.QueueUrl),
        bytesSent: body.length,
        bytesReceived: text.length,
        isEmptyReceive: action === 'ReceiveMessage' && !(answer as ReceiveAnswer).Messages?.length,
      });
      if (status === 200) return answer;
      throw toException(answer as ErrorAnswer, status);
    } catch (error) {
      signal?.throwIfAborted();
      throw toFailure(error) ?? error;
    }
  }

  #post(
    action: string,
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#url;
      const headers = {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': `AmazonSQS.${action}`,
        'Content-Length': Buffer.byteLength(body),
        Authorization: this.#authorization,
      };
      const agent = this.#agent;
      const call = request(
        { method: 'POST', hostname, port, path: '/', headers, agent, signal },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }
}

/** Binary values travel as base64, which drafts have them in. */
function jsonEntry(draft: MessageDraft): object {
  const entry = toSendEntry(draft);
  if (draft.attributes.length === 0) return entry;
  const attributes = Object.entries(entry.MessageAttributes ?? {}).map(([name, value]) => {
    const { BinaryValue: binary } = value;
    return [name, binary ? { ...value, BinaryValue: Buffer.from(binary).toString('base64') } : value];
  });
  return { ...entry, MessageAttributes: Object.fromEntries(attributes) as object };
}

function toEntryFailures({ Failed = [] }: BatchAnswer): readonly EntryFailure[] {
  return Failed.map(({ Id, Code = '', Message = '', SenderFault = false }) => ({
    index: Number(Id),
    code: Code,
    message: Message,
    isSenderFault: SenderFault,
  }));
}

/** As the SDK would throw it. */
function toException({ __type: type = '', message = '' }: ErrorAnswer, status: number): Error {
  const name = type.slice(type.lastIndexOf('#') + 1);
  return Object.assign(new Error(message), { name, $fault: status >= 500 ? 'server' : 'client' });
}
