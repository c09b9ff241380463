import type { MessageDraft, ReceivedMessage, ReceiveOptions, SentMessage } from '../shared/message';
import type { QueueCounts, QueueRef } from '../shared/queue';
import type { Connection } from './connection';

/**
 * Every queue operation of one connection in one region. AWS and the emulator take the same path.
 *
 * All calls reject with `Failure`; an aborted call rejects with the signal's reason.
 */
export interface SqsService {
  readonly connection: Connection;
  readonly region: string;

  /** All queues, a page of at most 1,000 at a time. */
  listQueues(options?: { prefix?: string; signal?: AbortSignal }): AsyncIterable<readonly QueueRef[]>;
  createQueue(
    name: string,
    attributes: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<QueueRef>;
  deleteQueue(queue: QueueRef, signal?: AbortSignal): Promise<void>;
  purgeQueue(queue: QueueRef, signal?: AbortSignal): Promise<void>;
  /** All attributes, as SQS names and writes them. */
  readAttributes(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  readCounts(queue: QueueRef, signal?: AbortSignal): Promise<QueueCounts>;

  sendMessage(queue: QueueRef, draft: MessageDraft, signal?: AbortSignal): Promise<SentMessage>;
  receiveMessages(
    queue: QueueRef,
    options: ReceiveOptions,
    signal?: AbortSignal,
  ): Promise<readonly ReceivedMessage[]>;
  deleteMessage(queue: QueueRef, receiptHandle: string, signal?: AbortSignal): Promise<void>;
  /** `seconds` from now: 0 … 43200; 0 makes the message visible at once. */
  changeVisibility(
    queue: QueueRef,
    receiptHandle: string,
    seconds: number,
    signal?: AbortSignal,
  ): Promise<void>;
}

/** Finds the service of a connection and region; made on first use and kept. */
export interface SqsServices {
  get(connectionId: string, region: string): SqsService;
}

/** What a call of this window did to a queue; others learn of changes by asking. */
export interface QueueChange {
  /** `counts`: messages were sent, received, released, deleted or purged. */
  readonly kind: 'created' | 'deleted' | 'counts';
  readonly queue: QueueRef;
}
