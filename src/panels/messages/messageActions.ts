import { l10n } from 'vscode';
import { decodeBody } from '../../decoders/decodeBody';
import { lambdaEvent } from '../../messageFormats/lambdaEvent';
import { awsCliCommands, sdkProgram } from '../../messageFormats/sendCommand';
import type { ActionFailure, CopyFormat } from '../../shared/messagesPanelMessages';
import { isFifoQueueName, type QueueRef } from '../../shared/queue';
import type { EntryFailure } from '../../sqs/sqsService';
import { headingPlace } from '../queueHeading';
import { messageDetail } from './messageRows';
import type { StoredMessage } from './messageStore';
import type { MessagesContext, TextDocument } from './messagesContext';

const BATCH_SIZE = 10;

type BatchCall = (handles: readonly string[]) => Promise<readonly EntryFailure[]>;

/** How an action on many messages went: each by itself. */
export interface ActionResult {
  readonly done: readonly StoredMessage[];
  readonly failures: readonly ActionFailure[];
}

const nothingDone: ActionResult = { done: [], failures: [] };

/** What can be done with messages of one page. Every message is one that the page's host knows. */
export class MessageActions {
  readonly #queue: QueueRef;
  readonly #context: MessagesContext;
  readonly #signal: AbortSignal;

  constructor(queue: QueueRef, context: MessagesContext, signal: AbortSignal) {
    this.#queue = queue;
    this.#context = context;
    this.#signal = signal;
  }

  /** Deletes by receipt. A FIFO queue takes no receipt that has lapsed, a standard queue does. */
  async delete(messages: readonly StoredMessage[]): Promise<ActionResult> {
    if (!(await this.#confirmDelete(messages))) return nothingDone;
    const now = this.#context.now();
    const isFifo = isFifoQueueName(this.#queue.queueName);
    const isLapsed = ({ visibleAgainAt = 0 }: StoredMessage) => isFifo && visibleAgainAt <= now;
    const result = await this.#inBatches(
      messages.filter((message) => !isLapsed(message)),
      (handles) => this.#context.service().deleteMessageBatch(this.#queue, handles, this.#signal),
    );
    const refused = messages.filter(isLapsed).map(({ id }) => ({
      id,
      text: this.#context.strings.receiptLapsedFifo,
    }));
    return { done: result.done, failures: [...refused, ...result.failures] };
  }

  /** @param seconds from now; 0 makes them visible at once, the later ones of a FIFO group first */
  changeVisibility(messages: readonly StoredMessage[], seconds: number): Promise<ActionResult> {
    return this.#inBatches(seconds === 0 ? [...messages].reverse() : messages, (handles) =>
      this.#context.service().changeVisibilityBatch(this.#queue, handles, seconds, this.#signal),
    );
  }

  /** Returns what there is to say of it. */
  async copy(messages: readonly StoredMessage[], format: CopyFormat): Promise<string | undefined> {
    await this.#context.editor.copy(this.#copied(messages, format));
    if (format === 'body') return this.#pointerText(messages);
    return partialText(messages) ?? (format === 'lambdaEvent' ? undefined : this.#pointerText(messages));
  }

  /** Returns what there is to say of it. */
  async save(messages: readonly StoredMessage[]): Promise<string | undefined> {
    const file = await this.#context.editor.save(this.#queue.queueName, messages);
    if (file === undefined) return undefined;
    const saved =
      messages.length === 1
        ? l10n.t('Saved 1 message to {0}.', file)
        : l10n.t('Saved {0} messages to {1}.', messages.length, file);
    return [saved, partialText(messages) ?? ''].join(' ').trim();
  }

  /** @param layer from 0; the message as a whole where there is no such layer */
  async open(message: StoredMessage, layer: number): Promise<void> {
    await this.#context.editor.open(toDocument(message, layer));
  }

  async compare(left: StoredMessage, right: StoredMessage): Promise<void> {
    const title = l10n.t('{0} ↔ {1}', left.messageId.slice(0, 8), right.messageId.slice(0, 8));
    await this.#context.editor.compare(toComparable(left), toComparable(right), title);
  }

  #copied(messages: readonly StoredMessage[], format: CopyFormat): string {
    const target = this.#context.target();
    switch (format) {
      case 'body':
        return messages.map(({ body }) => body).join('\n');
      case 'awsCli':
        return awsCliCommands(messages, target);
      case 'sdk':
        return sdkProgram(messages, target);
      case 'lambdaEvent': {
        const { region, queueName } = this.#queue;
        const arn = `arn:aws:sqs:${region}:${this.#context.heading.account}:${queueName}`;
        return lambdaEvent(messages, { arn, region });
      }
    }
  }

  /** One message is deleted by its button; many, or one whose payload is elsewhere, only after a question. */
  async #confirmDelete(messages: readonly StoredMessage[]): Promise<boolean> {
    const pointer = this.#pointerText(messages);
    if (messages.length === 1 && pointer === undefined) return true;
    const { heading } = this.#context;
    const { queueName } = heading;
    const question =
      messages.length === 1
        ? l10n.t('Delete this message from {0}?', queueName)
        : l10n.t('Delete {0} messages from {1}?', messages.length, queueName);
    return this.#context.editor.confirm(
      question,
      [headingPlace(heading), ...(pointer === undefined ? [] : [pointer])].join('\n\n'),
      this.#context.strings.delete,
    );
  }

  #pointerText(messages: readonly StoredMessage[]): string | undefined {
    const pointers = messages.flatMap(({ body }) =>
      body.includes('S3Pointer') ? (decodeBody(body)[0]?.pointer ?? []) : [],
    );
    const [pointer] = pointers;
    if (!pointer) return undefined;
    return l10n.t(
      'The body is a pointer to s3://{0}/{1}: a copy shares that object, and the consumer that deletes one of the messages deletes the payload of both. Deleting here leaves the object where it is.',
      pointer.bucket,
      pointer.key,
    );
  }

  async #inBatches(messages: readonly StoredMessage[], call: BatchCall): Promise<ActionResult> {
    const done: StoredMessage[] = [];
    const failures: ActionFailure[] = [];
    for (let start = 0; start < messages.length; start += BATCH_SIZE) {
      const batch = messages.slice(start, start + BATCH_SIZE);
      const failed = await this.#tryBatch(batch, call);
      failures.push(...failed.map(({ index, text }) => ({ id: batch[index]?.id ?? '', text })));
      const refused = new Set(failed.map(({ index }) => index));
      done.push(...batch.filter((_, index) => !refused.has(index)));
    }
    return { done, failures };
  }

  async #tryBatch(
    batch: readonly StoredMessage[],
    call: BatchCall,
  ): Promise<readonly { readonly index: number; readonly text: string }[]> {
    try {
      const handles = batch.map(({ receiptHandle = '' }) => receiptHandle);
      const failures = await call(handles);
      return failures.map(({ index, code, message }) => ({ index, text: `${code}: ${message}` }));
    } catch (error) {
      const text = this.#context.describe(error);
      return batch.map((_, index) => ({ index, text }));
    }
  }
}

/** Undefined where all attributes of all messages are known. */
function partialText(messages: readonly StoredMessage[]): string | undefined {
  if (!messages.some(({ isPartial }) => isPartial)) return undefined;
  return l10n.t('Attributes that were not asked for at the receive are missing in it.');
}

function toDocument(message: StoredMessage, layer: number): TextDocument {
  const { layers, raw, messageId } = messageDetail(message);
  const chosen = layers[layer];
  if (!chosen) return { name: `${messageId}.json`, text: `${raw}\n` };
  const name = layer === 0 ? messageId : `${messageId}.${chosen.origin}`;
  const extension = { json: 'json', xml: 'xml', text: 'txt', binary: 'txt' }[chosen.format];
  return { name: `${name}.${extension}`, text: chosen.formatted ?? chosen.text };
}

/** Body laid out and attributes in order, so that the diff shows what differs and nothing else. */
function toComparable(message: StoredMessage): TextDocument {
  const { layers, attributes, systemAttributes, messageId } = messageDetail(message);
  const body = layers.at(-1);
  const byName = [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [
    body?.formatted ?? body?.text ?? '',
    '',
    ...byName.map(({ name, dataType, value }) => `${name} (${dataType}): ${value}`),
    '',
    ...Object.entries(systemAttributes).map(([name, value]) => `${name}: ${value}`),
  ];
  return { name: `${messageId}.txt`, text: `${lines.join('\n')}\n` };
}
