/** Where messages go that were received too often. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  /** 1 … 1000 */
  readonly maxReceiveCount: number;
}

/** Which queues may name this one as their dead-letter queue. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  /** With `byQueue` only. */
  readonly sourceQueueArns: readonly string[];
  /** The policy as it was set, which is what GetQueueAttributes returns. */
  readonly text: string;
}

export type DeduplicationScope = 'queue' | 'messageGroup';
export type FifoThroughputLimit = 'perQueue' | 'perMessageGroupId';

/** The settable attributes of a queue. Times are milliseconds. */
export interface QueueSettings {
  /** 0 … 900 s */
  readonly delayMs: number;
  /** 0 … 43 200 s */
  readonly visibilityMs: number;
  /** 60 … 1 209 600 s */
  readonly retentionMs: number;
  /** 0 … 20 s */
  readonly receiveWaitMs: number;
  /** 1024 … 1 048 576 bytes */
  readonly maximumMessageSize: number;
  readonly isSqsManagedSseEnabled: boolean;
  readonly kmsMasterKeyId: string | undefined;
  readonly kmsDataKeyReusePeriodSeconds: number | undefined;
  /** IAM policy as JSON text. */
  readonly policy: string | undefined;
  readonly redrivePolicy: RedrivePolicy | undefined;
  readonly redriveAllowPolicy: RedriveAllowPolicy | undefined;
  /** FIFO queues only. */
  readonly isContentBasedDeduplication: boolean;
  /** FIFO queues only. */
  readonly deduplicationScope: DeduplicationScope;
  /** FIFO queues only. */
  readonly fifoThroughputLimit: FifoThroughputLimit;
}

/** What CreateQueue gives to a queue without attributes (recorded from AWS). */
export const defaultSettings: QueueSettings = {
  delayMs: 0,
  visibilityMs: 30_000,
  retentionMs: 345_600_000,
  receiveWaitMs: 0,
  maximumMessageSize: 1_048_576,
  isSqsManagedSseEnabled: true,
  kmsMasterKeyId: undefined,
  kmsDataKeyReusePeriodSeconds: undefined,
  policy: undefined,
  redrivePolicy: undefined,
  redriveAllowPolicy: undefined,
  isContentBasedDeduplication: false,
  deduplicationScope: 'queue',
  fifoThroughputLimit: 'perQueue',
};
