/** Names one queue of one connection and region: what commands, tree and panels hand to each other. */
export interface QueueRef {
  readonly connectionId: string;
  readonly region: string;
  readonly queueUrl: string;
  readonly queueName: string;
}

/** A string that is the same for the same queue, and only for it: to key maps and to be sent to pages. */
export function queueKey(queue: QueueRef): string {
  return `${queue.connectionId}|${queue.region}|${queue.queueUrl}`;
}

/** True for a FIFO queue: SQS ties the type to the suffix of the name. */
export function isFifoQueueName(queueName: string): boolean {
  return queueName.endsWith('.fifo');
}

/** The three approximate counts of GetQueueAttributes. On AWS they lag by up to a minute. */
export interface QueueCounts {
  /** ApproximateNumberOfMessages */
  readonly visible: number;
  /** ApproximateNumberOfMessagesNotVisible */
  readonly inFlight: number;
  /** ApproximateNumberOfMessagesDelayed */
  readonly delayed: number;
}

/** Counts with when they were asked for and answered (epoch milliseconds). */
export interface CountSample extends QueueCounts {
  readonly askedAt: number;
  readonly answeredAt: number;
}
