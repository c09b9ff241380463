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
  /** The queue of that name in the connection's account. @throws Failure `notFound` */
  getQueueUrl(name: string, signal?: AbortSignal): Promise<QueueRef>;
  createQueue(
    name: string,
    attributes: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<QueueRef>;
  /** Sets these attributes, and leaves all others as they are. */
  setAttributes(
    queue: QueueRef,
    attributes: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<void>;
  readTags(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Adds these tags; a key that is there gets the new value. */
  tagQueue(queue: QueueRef, tags: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void>;
  /** Takes away the tags of these keys; a key that is not there is no error. */
  untagQueue(queue: QueueRef, keys: readonly string[], signal?: AbortSignal): Promise<void>;
  deleteQueue(queue: QueueRef, signal?: AbortSignal): Promise<void>;
  purgeQueue(queue: QueueRef, signal?: AbortSignal): Promise<void>;
  /** All attributes, as SQS names and writes them. */
  readAttributes(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  readCounts(queue: QueueRef, signal?: AbortSignal): Promise<QueueCounts>;

  /** The queues whose RedrivePolicy names this one, all pages. */
  listDeadLetterSourceQueues(queue: QueueRef, signal?: AbortSignal): Promise<readonly QueueRef[]>;
  /** @returns the task's handle */
  startMessageMoveTask(task: MoveTaskRequest, signal?: AbortSignal): Promise<string>;
  /** The ten newest tasks of a dead-letter queue, newest first; running and past ones. */
  listMessageMoveTasks(sourceArn: string, signal?: AbortSignal): Promise<readonly MoveTask[]>;
  /** Ends a running task; what it moved stays moved. @returns how many that were, approximately */
  cancelMessageMoveTask(taskHandle: string, signal?: AbortSignal): Promise<number>;

  sendMessage(queue: QueueRef, draft: MessageDraft, signal?: AbortSignal): Promise<SentMessage>;
  /** Sends 1 … 10 messages in one call. Each is taken or refused for itself. */
  sendMessageBatch(
    queue: QueueRef,
    drafts: readonly MessageDraft[],
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]>;
  receiveMessages(
    queue: QueueRef,
    options: ReceiveOptions,
    signal?: AbortSignal,
  ): Promise<readonly ReceivedMessage[]>;
  deleteMessage(queue: QueueRef, receiptHandle: string, signal?: AbortSignal): Promise<void>;
  /** Deletes 1 … 10 messages in one call. Each is deleted or refused for itself. */
  deleteMessageBatch(
    queue: QueueRef,
    receiptHandles: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]>;
  /** `seconds` from now: 0 … 43200; 0 makes the message visible at once. */
  changeVisibility(
    queue: QueueRef,
    receiptHandle: string,
    seconds: number,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Changes the visibility timeouts of 1 … 10 messages in one call, in their order. Each is changed or refused for itself. */
  changeVisibilityBatch(
    queue: QueueRef,
    receiptHandles: readonly string[],
    seconds: number,
    signal?: AbortSignal,
  ): Promise<readonly EntryFailure[]>;
}

/** What StartMessageMoveTask takes. */
export interface MoveTaskRequest {
  /** ARN of a dead-letter queue. */
  readonly sourceArn: string;
  /** Absent: each message goes back to the queue that it came from. */
  readonly destinationArn?: string | undefined;
  /** 1 … 500; absent: as fast as SQS sees fit. */
  readonly maxMessagesPerSecond?: number | undefined;
}

/** A message move task, as ListMessageMoveTasks tells of it. */
export interface MoveTask {
  readonly status: MoveTaskStatus;
  /** While it is RUNNING, and never else. */
  readonly handle?: string | undefined;
  readonly sourceArn: string;
  readonly destinationArn?: string | undefined;
  readonly maxMessagesPerSecond?: number | undefined;
  /** Approximate, counted when the task started. */
  readonly toMove?: number | undefined;
  /** Approximate, so far. */
  readonly moved: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Of a FAILED task. */
  readonly failureReason?: string | undefined;
}

export type MoveTaskStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';

/** An entry of a batch that SQS refused while the call itself succeeded: the `Failed` list of the answer. */
export interface EntryFailure {
  /** Which entry, counted from 0. */
  readonly index: number;
  /** Such as `InvalidMessageContents`. */
  readonly code: string;
  readonly message: string;
  /** True when the same entry would be refused again. */
  readonly isSenderFault: boolean;
}

/** Finds the service of a connection and region; made on first use and kept. */
export interface SqsServices {
  /** For what the user asked for. The rules of the connection stand in front of every call: see `guardedService.ts`. */
  get(connectionId: string, region: string): SqsService;
  /** For what runs by itself: reads only, and stops when the connection's calls of the hour are spent. */
  background(connectionId: string, region: string): SqsService;
}

/** What a call of this window did to a queue; others learn of changes by asking. */
export interface QueueChange {
  /** `counts`: messages were sent, received, released or deleted. */
  readonly kind: 'created' | 'deleted' | 'counts' | 'purged' | 'attributes';
  readonly queue: QueueRef;
  /** What is worth a mark on the time axis of a chart. */
  readonly deed?: QueueDeed | undefined;
}

/** What was done: with how many messages, or to which attributes. */
export type QueueDeed =
  | { readonly kind: 'sent' | 'received' | 'deleted'; readonly count: number }
  | { readonly kind: 'purged' | 'redriven' }
  | { readonly kind: 'attributesChanged'; readonly names: readonly string[] };
