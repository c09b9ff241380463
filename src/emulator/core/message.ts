import type { FifoGroup } from './fifoGroup';
import type { Receiver } from './receive';

/** One message attribute, as sent. */
export interface MessageAttribute {
  readonly name: string;
  /** `String`, `Number` or `Binary`, each with an optional `.suffix`. */
  readonly dataType: string;
  readonly value: string | Uint8Array;
}

/** What only some messages have. */
export interface MessageDetails {
  /** Sorted by name in byte order; undefined when there are none. */
  readonly attributes: readonly MessageAttribute[] | undefined;
  /** System attribute AWSTraceHeader. */
  readonly traceHeader: string | undefined;
}

/** What a sender hands over. */
export interface NewMessage {
  readonly body: string;
  /** 32 hexadecimal digits; undefined for a short body, whose MD5 takes more memory than time. */
  readonly bodyMd5: string | undefined;
  readonly details: MessageDetails | undefined;
  readonly senderId: string;
  /** Required on FIFO queues; the tenant on standard queues. */
  readonly groupId: string | undefined;
  /** Required on FIFO queues, ignored on standard queues. */
  readonly deduplicationId: string | undefined;
  /** Standard queues only; undefined: the delay of the queue. */
  readonly delayMs: number | undefined;
}

export type MessageState = 'visible' | 'inFlight' | 'delayed';

/**
 * What happened to a message since it was sent. One that is waiting for its first receive has none:
 * a long backlog is made of such messages, and each word counts there.
 */
export class Delivery {
  state: MessageState = 'visible';
  /** ApproximateReceiveCount. */
  receiveCount = 0;
  /** Epoch milliseconds; 0 before the first receive. */
  firstReceivedAt = 0;
  /** Latest receive, epoch milliseconds. */
  receivedAt = 0;
  /** The client of the latest receive. */
  receivedBy: Receiver | undefined = undefined;
  /** When delay or visibility timeout end (epoch milliseconds); in the past when visible. */
  visibleAt = 0;
  /** When something will happen by itself: it becomes visible or expires (epoch milliseconds). */
  deadline = 0;
  /** How often it had been received when it came to this queue from another. */
  receivedBefore = 0;
  /** ARN of the queue that it was moved here from for being received too often. */
  deadLetterSourceArn: string | undefined = undefined;
  /** Its place among the deadlines of the queue; -1 when the message has left it. */
  deadlinePosition = -1;
  /** Its place among the messages that are visible again. */
  returnPosition = -1;
}

/** A message in a queue. */
export class Message {
  readonly id: string;
  readonly body: string;
  readonly bodyMd5: string | undefined;
  readonly details: MessageDetails | undefined;
  readonly senderId: string;
  readonly groupId: string | undefined;
  /** SentTimestamp, epoch milliseconds. */
  readonly sentAt: number;
  /** Rises with every message that a queue takes in; unique in the queue. */
  order: number;
  delivery: Delivery | undefined = undefined;
  next: Message | undefined = undefined;
  previous: Message | undefined = undefined;

  constructor(id: string, content: NewMessage, sentAt: number, order: number, groupId = content.groupId) {
    this.id = id;
    this.body = content.body;
    this.bodyMd5 = content.bodyMd5;
    this.details = content.details;
    this.senderId = content.senderId;
    this.groupId = groupId;
    this.sentAt = sentAt;
    this.order = order;
  }

  get receiveCount(): number {
    return this.delivery ? this.delivery.receiveCount : 0;
  }
}

/** A message in a FIFO queue, linked to its neighbours of the same message group. */
export class FifoMessage extends Message {
  readonly deduplicationId: string;
  readonly group: FifoGroup;
  nextInGroup: FifoMessage | undefined = undefined;
  previousInGroup: FifoMessage | undefined = undefined;

  constructor(
    id: string,
    content: NewMessage,
    deduplicationId: string,
    group: FifoGroup,
    sentAt: number,
    order: number,
  ) {
    // One copy of the id for all messages of the group.
    super(id, content, sentAt, order, group.id);
    this.deduplicationId = deduplicationId;
    this.group = group;
  }

  /** About 20 decimal digits that rise within the queue. */
  get sequenceNumber(): string {
    return toSequenceNumber(this.order);
  }
}

/** The SequenceNumber of the message that a FIFO queue took in as number `order`. */
export function toSequenceNumber(order: number): string {
  return `188${String(order * 256).padStart(17, '0')}`;
}

/** What a message was sent with, to be sent again. */
export function toContent(message: Message, deduplicationId?: string): NewMessage {
  const { body, bodyMd5, details, senderId, groupId } = message;
  return { body, bodyMd5, details, senderId, groupId, deduplicationId, delayMs: undefined };
}
