import type { MessageAttribute } from '../shared/message';

/** What a producer or consumer does: plain data, so that it can be saved, shared and handed to a worker. */
export type TrafficSpec = ProducerSpec | ConsumerSpec;

/** Sends messages to one queue. */
export interface ProducerSpec {
  readonly kind: 'producer';
  readonly pace: Pace;
  /** A template; see `compileTemplate` for its placeholders. */
  readonly body: string;
  /** Values are templates too, save those of type Binary. */
  readonly attributes: readonly MessageAttribute[];
  /** 0 … 900; the queue decides where it is absent. */
  readonly delaySeconds?: number | undefined;
  /** Required on FIFO queues. */
  readonly groups?: GroupDistribution | undefined;
  /** A template; FIFO queues only, and required there without content-based deduplication. */
  readonly deduplicationId?: string | undefined;
  readonly failedEntries: FailedEntries;
  readonly limit?: TrafficLimit | undefined;
}

/** When messages are sent. */
export type Pace =
  /** Evenly: more than 0 up to 10,000 messages a second. */
  | { readonly kind: 'rate'; readonly perSecond: number }
  /** 1 … 100,000 messages at once; again every so many seconds, or just once where that is absent. */
  | { readonly kind: 'burst'; readonly size: number; readonly everySeconds?: number | undefined };

/** Which message group a message belongs to; groups are called `group-1`, `group-2` and so on. */
export type GroupDistribution =
  | { readonly kind: 'one'; readonly messageGroupId: string }
  | { readonly kind: 'roundRobin' | 'random'; readonly count: number }
  /** The k-th group gets messages in proportion to 1/k: a few busy groups and many quiet ones. */
  | { readonly kind: 'zipf'; readonly count: number };

/** Receives messages from one queue, works on them and deletes them. */
export interface ConsumerSpec {
  readonly kind: 'consumer';
  /** How many receive side by side: 1 … 50. */
  readonly workers: number;
  /** MaxNumberOfMessages: 1 … 10. What was received together is worked on in turn and deleted together. */
  readonly batchSize: number;
  /** 0 … 43200; the queue decides where it is absent. */
  readonly visibilityTimeout?: number | undefined;
  /** 0 … 20; the queue decides where it is absent. */
  readonly waitTimeSeconds?: number | undefined;
  /** How long a message is worked on, in milliseconds: always `from`, or evenly spread where `to` is larger. */
  readonly workMs: { readonly from: number; readonly to: number };
  /** The share of messages whose work fails, 0 … 1. They are not deleted, unless that was done before the work. */
  readonly failureRate: number;
  readonly deletes: 'beforeWork' | 'afterWork' | 'never';
  readonly failedEntries: FailedEntries;
  readonly limit?: TrafficLimit | undefined;
}

/** What to do with the `Failed` list of a batch: forget it as careless programs do, try again, or stop. */
export type FailedEntries = 'ignore' | 'retry' | 'stop';

/** When to end by itself, whichever comes first. */
export interface TrafficLimit {
  /** Messages sent, or tried to; messages received. */
  readonly messages?: number | undefined;
  readonly seconds?: number | undefined;
}
