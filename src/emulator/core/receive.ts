import type { Message } from './message';

/** The part of an `AbortSignal` that a long poll needs. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** One ReceiveMessage call, all values checked. */
export interface ReceiveRequest {
  /** 1 … 10 */
  readonly maxMessages: number;
  /** undefined: the visibility timeout of the queue. */
  readonly visibilityMs: number | undefined;
  /** undefined: the wait time of the queue. 0 answers at once. */
  readonly waitMs: number | undefined;
  /** ReceiveRequestAttemptId; FIFO queues only. */
  readonly attemptId: string | undefined;
  /** Ends the wait; nothing is taken for a client that is gone. */
  readonly signal: CancelSignal | undefined;
  /** Who asks; stays with a message while it is in flight, for those who look in. */
  readonly receivedBy?: Receiver | undefined;
  /**
   * Standard queues: how many waiting messages to pass over for the next one (0 … 9), asked for each message.
   * Absent: none, which is as close to the order of sending as it gets.
   */
  readonly passOver?: (() => number) | undefined;
}

/** The client of a receive, as far as its request told. */
export interface Receiver {
  readonly accessKeyId: string | undefined;
  readonly userAgent: string | undefined;
}

/** One message as one receive saw it. */
export interface ReceivedMessage {
  readonly message: Message;
  readonly receiptHandle: string;
  /** Counting this receive. */
  readonly receiveCount: number;
  /** ARN of the queue that gave the message up, in its dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
}
