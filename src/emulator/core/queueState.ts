import { Delivery, type Message, type MessageDetails, type MessageState, type NewMessage } from './message';
import type { MoveTaskRequest, MoveTaskStatus } from './moveTask';
import type { DeduplicationScope, QueueSettings } from './queueSettings';

/*
 * The state of an account as plain data: what a restart, a snapshot or a peek needs. Exported without side effects
 * (no time passes, nothing is released or dropped) and restored without events. Times are epoch milliseconds, as they
 * were: what became due in between happens at the first access to the restored queue.
 *
 * Not part of it: long polls, the fair share of message groups, and receives that a ReceiveRequestAttemptId could
 * repeat.
 */

/** What happened to a message since it was sent; see `Delivery` for the fields. */
export interface DeliveryRecord {
  readonly state: MessageState;
  readonly receiveCount: number;
  /** 0 when left out. */
  readonly receivedBefore?: number;
  readonly firstReceivedAt: number;
  readonly receivedAt: number;
  readonly visibleAt: number;
  readonly deadLetterSourceArn: string | undefined;
  /** Whether this queue gave out a receipt handle for it, with which it can be deleted. */
  readonly hasReceipt: boolean;
}

export interface MessageRecord {
  readonly id: string;
  /** Unique in the queue; rises with every message that it takes in. */
  readonly order: number;
  readonly sentAt: number;
  readonly body: string;
  readonly bodyMd5: string | undefined;
  readonly details: MessageDetails | undefined;
  readonly senderId: string;
  readonly groupId: string | undefined;
  /** FIFO queues only. */
  readonly deduplicationId: string | undefined;
  /** undefined for one that waits for its first receive, and for a delayed one of a FIFO queue. */
  readonly delivery: DeliveryRecord | undefined;
}

/** The first send of a deduplication ID in a FIFO queue, which holds for five minutes. */
export interface FirstSendRecord {
  /** The deduplication ID, together with the message group where that is the scope. */
  readonly key: string;
  readonly messageId: string;
  readonly order: number;
  readonly sentAt: number;
}

/** A queue without its messages. */
export interface QueueHeader {
  readonly region: string;
  readonly name: string;
  readonly isFifo: boolean;
  readonly createdAt: number;
  /** Latest change of attributes. */
  readonly lastModifiedAt: number;
  /** Latest purge, undefined when there was none. */
  readonly lastPurgedAt: number | undefined;
  /** The highest `order` given out so far. */
  readonly lastOrder: number;
  /** FIFO queues: fixed when the queue is made, whatever the attribute says now. */
  readonly deduplicationScope: DeduplicationScope;
  readonly settings: QueueSettings;
  readonly tags: readonly (readonly [key: string, value: string])[];
}

export interface QueueRecord extends QueueHeader {
  /** In any order. */
  readonly messages: readonly MessageRecord[];
  /** Oldest first. */
  readonly firstSends: readonly FirstSendRecord[];
}

/** A queue that was deleted less than 60 seconds ago: its name cannot be used yet. */
export interface DeletedQueueRecord {
  readonly region: string;
  readonly name: string;
  readonly deletedAt: number;
}

export interface MoveTaskRecord {
  readonly id: string;
  readonly request: MoveTaskRequest;
  readonly startedAt: number;
  /** How many messages there were to move at the start. */
  readonly messagesToMove: number;
  readonly movedCount: number;
  readonly status: MoveTaskStatus;
  /** Error code of what stopped it; only when it has failed. */
  readonly failureReason: string | undefined;
}

export interface AccountRecord {
  /** In the order in which they were made. */
  readonly queues: readonly QueueRecord[];
  readonly deletedQueues: readonly DeletedQueueRecord[];
  /** In the order in which they were started. A running one goes on after a restore. */
  readonly moveTasks: readonly MoveTaskRecord[];
}

/** @param hasReceipt whether its queue gave out a receipt handle for it */
export function toMessageRecord(
  message: Message,
  deduplicationId: string | undefined,
  hasReceipt: boolean,
): MessageRecord {
  const { id, order, sentAt, body, bodyMd5, details, senderId, groupId } = message;
  const delivery = message.delivery && toDeliveryRecord(message.delivery, hasReceipt);
  return { id, order, sentAt, body, bodyMd5, details, senderId, groupId, deduplicationId, delivery };
}

function toDeliveryRecord(delivery: Delivery, hasReceipt: boolean): DeliveryRecord {
  const { state, receiveCount, receivedBefore, firstReceivedAt, receivedAt, visibleAt, deadLetterSourceArn } =
    delivery;
  return {
    state,
    receiveCount,
    receivedBefore,
    firstReceivedAt,
    receivedAt,
    visibleAt,
    deadLetterSourceArn,
    hasReceipt,
  };
}

/** What the message was sent with. */
export function toNewMessage(record: MessageRecord): NewMessage {
  const { body, bodyMd5, details, senderId, groupId, deduplicationId } = record;
  return { body, bodyMd5, details, senderId, groupId, deduplicationId, delayMs: undefined };
}

export function toDelivery(record: DeliveryRecord): Delivery {
  const delivery = new Delivery();
  delivery.state = record.state;
  delivery.receiveCount = record.receiveCount;
  delivery.receivedBefore = record.receivedBefore ?? 0;
  delivery.firstReceivedAt = record.firstReceivedAt;
  delivery.receivedAt = record.receivedAt;
  delivery.visibleAt = record.visibleAt;
  delivery.deadLetterSourceArn = record.deadLetterSourceArn;
  return delivery;
}
