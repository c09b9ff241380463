import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';
import type { QueueCounts } from './queue';
import type { Alarm, Thresholds } from './thresholds';

/** What a sparkline shows: visible messages over the last minutes. `at` in epoch milliseconds, ascending; -1 in a gap. */
export interface Spark {
  readonly at: readonly number[];
  readonly visible: readonly number[];
}

/** One row of the overview. */
export interface OverviewRow {
  readonly heading: QueueHeading;
  /** Undefined until the first answer. */
  readonly counts?: QueueCounts | undefined;
  readonly spark: Spark;
  readonly isKept: boolean;
  readonly thresholds: Thresholds;
  readonly alarms: readonly Alarm[];
  /** Milliseconds from one sample to the next. */
  readonly intervalMs: number;
  readonly isSilenced: boolean;
  /** Why no samples come. */
  readonly outage?: string | undefined;
}

/** What is new of one row. */
export interface OverviewSample {
  readonly key: string;
  readonly at: number;
  readonly counts?: QueueCounts | undefined;
  readonly isAfterGap: boolean;
  readonly alarms: readonly Alarm[];
  /** Milliseconds from one sample to the next, as it is now. */
  readonly intervalMs: number;
  readonly outage?: string | undefined;
}

/** Host to page. Samples come in batches. */
export type OverviewEvent =
  | { readonly type: 'state'; readonly strings: OverviewStrings; readonly rows: readonly OverviewRow[] }
  | { readonly type: 'samples'; readonly samples: readonly OverviewSample[] };

/** Page to host. `key` is one that the state gave out. */
export type OverviewRequest =
  | ReadyRequest
  | { readonly type: 'addQueues' }
  | { readonly type: 'open' | 'remove'; readonly key: string }
  | { readonly type: 'keep'; readonly key: string; readonly isKept: boolean }
  | { readonly type: 'silence'; readonly key: string; readonly isSilenced: boolean }
  | { readonly type: 'setThresholds'; readonly key: string; readonly thresholds: Thresholds };

/** Every word on the page. */
export interface OverviewStrings extends HeadingStrings {
  readonly title: string;
  readonly queue: string;
  readonly place: string;
  readonly visible: string;
  readonly inFlight: string;
  readonly delayed: string;
  readonly trend: string;
  /** {0} name of the queue. */
  readonly trendLabel: string;
  readonly state: string;
  readonly actions: string;
  readonly addQueues: string;
  readonly none: string;
  readonly noneHint: string;
  readonly remove: string;
  readonly keepWatching: string;
  readonly thresholds: string;
  /** {0} name of the queue. */
  readonly thresholdsOf: string;
  readonly depth: string;
  readonly notEmpty: string;
  readonly notDraining: string;
  readonly silence: string;
  readonly save: string;
  readonly cancel: string;
  readonly thresholdHint: string;
  readonly invalidDepth: string;
  readonly invalidMinutes: string;
  readonly alarms: Readonly<Record<Alarm, string>>;
  readonly fine: string;
  readonly approximate: string;
  /** {0} requests an hour, {1} dollars. */
  readonly cost: string;
  /** {0} how many queues, {1} how many are beyond a threshold. */
  readonly summary: string;
}
