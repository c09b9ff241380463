import type { QueueRef } from './queue';

/** What can be marked on the time axis of a chart. */
export const MARK_KINDS = [
  'sent',
  'received',
  'deleted',
  'purged',
  'redriven',
  'attributesChanged',
  'trafficStarted',
  'trafficStopped',
  'deadLettered',
  'faultOn',
  'faultOff',
  'clockAdvanced',
  'debugStarted',
  'debugStopped',
] as const;

export type MarkKind = (typeof MARK_KINDS)[number];

/** Something that happened, to be shown on the time axis. */
export interface EventMark {
  readonly id: number;
  /** Undefined when it concerns all queues. */
  readonly queue?: QueueRef | undefined;
  /** Epoch milliseconds of this machine's clock. */
  readonly at: number;
  readonly kind: MarkKind;
  /** How many messages, where it is about messages. */
  readonly count?: number | undefined;
  /** What is to be said beyond kind and count, in the words of the user's language. */
  readonly text?: string | undefined;
}
