import type { MessageDraft } from '../shared/message';

/** Queues as a file defines them. The file names no connection: where they are made is decided by who applies it. */
export interface QueueFile {
  readonly queues: readonly QueueDefinition[];
}

/** A queue as it is to be. What is not named here is left as it is. */
export interface QueueDefinition {
  readonly name: string;
  readonly region: string;
  /** As SQS names and writes them, `FifoQueue` included, without the dead-letter link. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly deadLetterQueue?: DeadLetterLink | undefined;
  /** Sent when the queue is made, and never again. */
  readonly messages: readonly MessageDraft[];
}

export interface DeadLetterLink {
  /** A queue of the same file and region. */
  readonly name: string;
  /** 1 … 1000 */
  readonly maxReceiveCount: number;
}
