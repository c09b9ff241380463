import type { QueueRef } from './queue';

/** One message attribute. A `Binary` value (with or without custom suffix) is base64, all else is text. */
export interface MessageAttribute {
  readonly name: string;
  /** `String`, `Number` or `Binary`, each with an optional `.suffix`. */
  readonly dataType: string;
  readonly value: string;
}

/** A message as it is typed before it is sent. Only what is set goes to SQS. */
export interface MessageDraft {
  readonly body: string;
  readonly attributes: readonly MessageAttribute[];
  /** 0 … 900; not allowed above 0 on FIFO queues. */
  readonly delaySeconds?: number | undefined;
  /** Required on FIFO queues; on standard queues the tenant of a fair queue. */
  readonly messageGroupId?: string | undefined;
  /** FIFO queues only. */
  readonly messageDeduplicationId?: string | undefined;
  /** The system attribute AWSTraceHeader, for X-Ray. Does not count towards the size. */
  readonly traceHeader?: string | undefined;
}

/** What SQS answers to a send. */
export interface SentMessage {
  readonly messageId: string;
  readonly md5OfBody: string;
  /** FIFO queues only; up to 128 bits, so text. */
  readonly sequenceNumber?: string | undefined;
  /** Calls that it took: above 1, an earlier one may have been taken too, its answer lost. */
  readonly attempts?: number | undefined;
}

/** A message as it was received. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  /** SentTimestamp, ApproximateReceiveCount, MessageGroupId, …: as SQS names and writes them. */
  readonly systemAttributes: Readonly<Record<string, string>>;
  /** When the answer came (epoch milliseconds). */
  readonly receivedAt: number;
  /** When the receipt lapses and the message is visible again (epoch milliseconds, this machine's clock). */
  readonly visibleAgainAt: number;
  /** Not all of its attributes were asked for: sent on, it would lose those. */
  readonly isPartial?: boolean | undefined;
}

/** The system attributes that a receive can ask for (ReceiveMessage, `MessageSystemAttributeNames`), besides `All`. */
export const systemAttributeNames = [
  'SentTimestamp',
  'ApproximateReceiveCount',
  'ApproximateFirstReceiveTimestamp',
  'SenderId',
  'MessageGroupId',
  'MessageDeduplicationId',
  'SequenceNumber',
  'AWSTraceHeader',
  'DeadLetterQueueSourceArn',
] as const;
export type SystemAttributeName = (typeof systemAttributeNames)[number];

/** What a receive asks for beside the body. */
export interface AttributeSelection {
  /** `All`, or names of message attributes and beginnings of them such as `trace.*`; none for none. */
  readonly messageAttributes: 'All' | readonly string[];
  readonly systemAttributes: 'All' | readonly SystemAttributeName[];
}

export const allAttributes: AttributeSelection = { messageAttributes: 'All', systemAttributes: 'All' };

/** Messages that were received from one queue. */
export interface MessageSelection {
  readonly queue: QueueRef;
  readonly messages: readonly ReceivedMessage[];
}

/** How to receive. What is left out is decided by the queue. */
export interface ReceiveOptions {
  /** 1 … 10 */
  readonly maxNumberOfMessages: number;
  /** 0 … 20 */
  readonly waitTimeSeconds?: number | undefined;
  /** 0 … 43200 */
  readonly visibilityTimeout?: number | undefined;
  /** All by default. */
  readonly attributes?: AttributeSelection | undefined;
  /** One of many calls that nobody starts by hand: refused on production. Stays here; SQS is not told. */
  readonly isContinuous?: boolean | undefined;
}
