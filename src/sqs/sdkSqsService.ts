import type { BatchResultErrorEntry, QueueAttributeName } from '@aws-sdk/client-sqs';
import {
  allAttributes,
  type MessageDraft,
  type ReceivedMessage,
  type ReceiveOptions,
  type SentMessage,
} from '../shared/message';
import { type QueueCounts, type QueueRef, queueKey } from '../shared/queue';
import type { SqsClient } from './clients';
import type { Connection } from './connection';
import { toFailure } from './failure';
import type { LeanCounts } from './leanCounts';
import { toAttributeNames, toReceivedMessage, toSendEntry, toSendInput } from './messages';
import { MOVE_TASKS_LISTED, toMoveTask, toMoveTaskInput } from './moveTasks';
import { countAttributes, toCounts } from './queueCounts';
import { queueRef, queueUrlOfArn } from './queueUrl';
import type { SQS } from './sqs';
import type { EntryFailure, MoveTask, MoveTaskRequest, QueueChange, SqsService } from './sqsService';

const PAGE_SIZE = 1_000;
/** SetQueueAttributes takes up to a minute to act, so a known visibility timeout is as good as a fresh one. */
const VISIBILITY_KEPT_MS = 60_000;
/** Assumed when the queue does not say: the default of SQS. */
const DEFAULT_VISIBILITY_SECONDS = 30;

type SdkCall<T> = (sqs: SQS, options: { abortSignal?: AbortSignal }) => Promise<T>;

/** What a service needs besides its client. */
export interface ServiceContext {
  readonly connection: Connection;
  readonly region: string;
  readonly client: SqsClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly didChange: (change: QueueChange) => void;
  /** Of the emulator: a shorter way to the counts. */
  readonly leanCounts?: LeanCounts | undefined;
  /** Called after every call that SQS answered without an error. */
  readonly didAnswer?: (() => void) | undefined;
}

/** `SqsService` by the AWS SDK. */
export class SdkSqsService implements SqsService {
  readonly connection: Connection;
  readonly region: string;
  readonly #context: ServiceContext;
  readonly #visibilityTimeouts = new Map<string, { readonly seconds: number; readonly readAt: number }>();

  constructor(context: ServiceContext) {
    this.connection = context.connection;
    this.region = context.region;
    this.#context = context;
  }

  async *listQueues(
    request: { prefix?: string; signal?: AbortSignal } = {},
  ): AsyncIterable<readonly QueueRef[]> {
    const { prefix, signal } = request;
    let token: string | undefined;
    do {
      const input = { QueueNamePrefix: prefix || undefined, MaxResults: PAGE_SIZE, NextToken: token };
      const page = await this.#call(signal, (sqs, options) => sqs.listQueues(input, options));
      yield (page.QueueUrls ?? []).map((url) => this.#queueRef(url));
      token = page.NextToken;
    } while (token);
  }

  async getQueueUrl(name: string, signal?: AbortSignal): Promise<QueueRef> {
    const answer = await this.#call(signal, (sqs, options) => sqs.getQueueUrl({ QueueName: name }, options));
    return this.#queueRef(answer.QueueUrl ?? '');
  }

  async createQueue(
    name: string,
    attributes: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<QueueRef> {
    const input = { QueueName: name, Attributes: { ...attributes } };
    const answer = await this.#call(signal, (sqs, options) => sqs.createQueue(input, options));
    const queue = this.#queueRef(answer.QueueUrl ?? '');
    this.#context.didChange({ kind: 'created', queue });
    return queue;
  }

  async setAttributes(
    queue: QueueRef,
    attributes: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<void> {
    const input = { QueueUrl: queue.queueUrl, Attributes: { ...attributes } };
    await this.#call(signal, (sqs, options) => sqs.setQueueAttributes(input, options));
    this.#visibilityTimeouts.delete(queueKey(queue));
    const deed = { kind: 'attributesChanged', names: Object.keys(attributes) } as const;
    this.#context.didChange({ kind: 'attributes', queue, deed });
  }

  async readTags(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const input = { QueueUrl: queue.queueUrl };
    const answer = await this.#call(signal, (sqs, options) => sqs.listQueueTags(input, options));
    return answer.Tags ?? {};
  }

  async tagQueue(
    queue: QueueRef,
    tags: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<void> {
    const input = { QueueUrl: queue.queueUrl, Tags: { ...tags } };
    await this.#call(signal, (sqs, options) => sqs.tagQueue(input, options));
  }

  async untagQueue(queue: QueueRef, keys: readonly string[], signal?: AbortSignal): Promise<void> {
    const input = { QueueUrl: queue.queueUrl, TagKeys: [...keys] };
    await this.#call(signal, (sqs, options) => sqs.untagQueue(input, options));
  }

  async deleteQueue(queue: QueueRef, signal?: AbortSignal): Promise<void> {
    await this.#call(signal, (sqs, options) => sqs.deleteQueue({ QueueUrl: queue.queueUrl }, options));
    this.#visibilityTimeouts.delete(queueKey(queue));
    this.#context.didChange({ kind: 'deleted', queue });
  }

  async purgeQueue(queue: QueueRef, signal?: AbortSignal): Promise<void> {
    await this.#call(signal, (sqs, options) => sqs.purgeQueue({ QueueUrl: queue.queueUrl }, options));
    this.#context.didChange({ kind: 'purged', queue, deed: { kind: 'purged' } });
  }

  readAttributes(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    return this.#readAttributes(queue, ['All'], signal);
  }

  async readCounts(queue: QueueRef, signal?: AbortSignal): Promise<QueueCounts> {
    signal?.throwIfAborted();
    const counts = await this.#context.leanCounts?.read(queue.queueUrl);
    return counts ?? toCounts(await this.#readAttributes(queue, countAttributes, signal));
  }

  async listDeadLetterSourceQueues(queue: QueueRef, signal?: AbortSignal): Promise<readonly QueueRef[]> {
    const sources: QueueRef[] = [];
    let token: string | undefined;
    do {
      const input = { QueueUrl: queue.queueUrl, MaxResults: PAGE_SIZE, NextToken: token };
      const page = await this.#call(signal, (sqs, options) => sqs.listDeadLetterSourceQueues(input, options));
      sources.push(...(page.queueUrls ?? []).map((url) => this.#queueRef(url)));
      token = page.NextToken;
    } while (token);
    return sources;
  }

  async startMessageMoveTask(task: MoveTaskRequest, signal?: AbortSignal): Promise<string> {
    const answer = await this.#call(signal, (sqs, options) =>
      sqs.startMessageMoveTask(toMoveTaskInput(task), options),
    );
    const queue = this.#queueRef(queueUrlOfArn(task.sourceArn));
    this.#context.didChange({ kind: 'counts', queue, deed: { kind: 'redriven' } });
    return answer.TaskHandle ?? '';
  }

  async listMessageMoveTasks(sourceArn: string, signal?: AbortSignal): Promise<readonly MoveTask[]> {
    const input = { SourceArn: sourceArn, MaxResults: MOVE_TASKS_LISTED };
    const answer = await this.#call(signal, (sqs, options) => sqs.listMessageMoveTasks(input, options));
    return (answer.Results ?? []).map((entry) => toMoveTask(entry, sourceArn));
  }

  async cancelMessageMoveTask(taskHandle: string, signal?: AbortSignal): Promise<number> {
    const answer = await this.#call(signal, (sqs, options) =>
      sqs.cancelMessageMoveTask({ TaskHandle: taskHandle }, options),
    );
    return answer.ApproximateNumberOfMessagesMoved ?? 0;
  }

  async #readAttributes(
    queue: QueueRef,
    names: readonly QueueAttributeName[],
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, string>>> {
    const input = { QueueUrl: queue.queueUrl, AttributeNames: [...names] };
    const answer = await this.#call(signal, (sqs, options) => sqs.getQueueAttributes(input, options));
    return answer.Attributes ?? {};
  }

  async sendMessage(queue: QueueRef, draft: MessageDraft, signal?: AbortSignal): Promise<SentMessage> {
    const input = toSendInput(queue.queueUrl, draft);
    const answer = await this.#call(signal, (sqs, options) => sqs.sendMessage(input, options));
    this.#did(queue, 'sent', 1);
    return {
      messageId: answer.MessageId ?? '',
      md5OfBody: answer.MD5OfMessageBody ?? '',
      sequenceNumber: answer.SequenceNumber,
      attempts: answer.$metadata.attempts,
    };
  }

  async sendMessageBatch(
    queue: QueueRef,
    drafts: readonly MessageDraft[],
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]> {
    const entries = drafts.map((draft, index) => ({ Id: String(index), ...toSendEntry(draft) }));
    const input = { QueueUrl: queue.queueUrl, Entries: entries };
    const answer = await this.#call(signal, (sqs, options) => sqs.sendMessageBatch(input, options));
    this.#did(queue, 'sent', drafts.length - (answer.Failed?.length ?? 0));
    return toEntryFailures(answer.Failed);
  }

  async receiveMessages(
    queue: QueueRef,
    options: ReceiveOptions,
    signal?: AbortSignal,
  ): Promise<readonly ReceivedMessage[]> {
    const { attributes = allAttributes } = options;
    const input = {
      QueueUrl: queue.queueUrl,
      MaxNumberOfMessages: options.maxNumberOfMessages,
      WaitTimeSeconds: options.waitTimeSeconds,
      VisibilityTimeout: options.visibilityTimeout,
      ...toAttributeNames(attributes),
    };
    const { Messages: messages = [] } = await this.#call(signal, (sqs, callOptions) =>
      sqs.receiveMessage(input, callOptions),
    );
    const receivedAt = this.#context.now();
    if (messages.length === 0) return [];
    this.#did(queue, 'received', messages.length);
    const seconds = options.visibilityTimeout ?? (await this.#visibilityTimeout(queue));
    const visibleAgainAt = receivedAt + seconds * 1_000;
    return messages.map((message) => toReceivedMessage(message, { receivedAt, visibleAgainAt, attributes }));
  }

  /** The queue's own visibility timeout in seconds. An abort does not reach it: messages were received already. */
  async #visibilityTimeout(queue: QueueRef): Promise<number> {
    const now = this.#context.now();
    const known = this.#visibilityTimeouts.get(queueKey(queue));
    if (known && now - known.readAt < VISIBILITY_KEPT_MS) return known.seconds;
    const attributes = await this.#readAttributes(queue, ['VisibilityTimeout']).catch(noAttributes);
    const seconds = Number(attributes['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS);
    this.#visibilityTimeouts.set(queueKey(queue), { seconds, readAt: now });
    return seconds;
  }

  async deleteMessage(queue: QueueRef, receiptHandle: string, signal?: AbortSignal): Promise<void> {
    const input = { QueueUrl: queue.queueUrl, ReceiptHandle: receiptHandle };
    await this.#call(signal, (sqs, options) => sqs.deleteMessage(input, options));
    this.#did(queue, 'deleted', 1);
  }

  async deleteMessageBatch(
    queue: QueueRef,
    receiptHandles: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]> {
    const entries = receiptHandles.map((handle, index) => ({ Id: String(index), ReceiptHandle: handle }));
    const input = { QueueUrl: queue.queueUrl, Entries: entries };
    const answer = await this.#call(signal, (sqs, options) => sqs.deleteMessageBatch(input, options));
    this.#did(queue, 'deleted', receiptHandles.length - (answer.Failed?.length ?? 0));
    return toEntryFailures(answer.Failed);
  }

  async changeVisibility(
    queue: QueueRef,
    receiptHandle: string,
    seconds: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const input = { QueueUrl: queue.queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
    await this.#call(signal, (sqs, options) => sqs.changeMessageVisibility(input, options));
    this.#context.didChange({ kind: 'counts', queue });
  }

  async changeVisibilityBatch(
    queue: QueueRef,
    receiptHandles: readonly string[],
    seconds: number,
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]> {
    const entries = receiptHandles.map((handle, index) => ({
      Id: String(index),
      ReceiptHandle: handle,
      VisibilityTimeout: seconds,
    }));
    const input = { QueueUrl: queue.queueUrl, Entries: entries };
    const answer = await this.#call(signal, (sqs, options) =>
      sqs.changeMessageVisibilityBatch(input, options),
    );
    this.#context.didChange({ kind: 'counts', queue });
    return toEntryFailures(answer.Failed);
  }

  #did(queue: QueueRef, kind: 'sent' | 'received' | 'deleted', count: number): void {
    this.#context.didChange({ kind: 'counts', queue, ...(count > 0 && { deed: { kind, count } }) });
  }

  /** The one way to the SDK: an abort ends it with the signal's reason, all else that failed with a `Failure`. */
  async #call<T>(signal: AbortSignal | undefined, operation: SdkCall<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      const answer = await operation(await this.#context.client.get(), signal ? { abortSignal: signal } : {});
      this.#context.didAnswer?.();
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      throw toFailure(error) ?? error;
    }
  }

  #queueRef(queueUrl: string): QueueRef {
    return queueRef(this.connection.id, this.region, queueUrl);
  }
}

/** Stands in where attributes could not be read, though messages were received: those must not be lost. */
function noAttributes(): Readonly<Record<string, string>> {
  return {};
}

/** The `Failed` list of a batch, which SQS leaves out when it is empty. */
function toEntryFailures(failed: readonly BatchResultErrorEntry[] = []): readonly EntryFailure[] {
  return failed.map((entry) => ({
    index: Number(entry.Id),
    code: entry.Code ?? '',
    message: entry.Message ?? '',
    isSenderFault: entry.SenderFault ?? false,
  }));
}
