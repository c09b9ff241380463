import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';
import type { QueueCounts } from './queue';

/** Samples as columns of one length: `at` in epoch milliseconds, ascending. */
export interface CountColumns {
  readonly at: readonly number[];
  readonly visible: readonly number[];
  readonly inFlight: readonly number[];
  readonly delayed: readonly number[];
}

/** Why no samples come, and since when (epoch milliseconds). */
export interface Outage {
  readonly since: number;
  /** One sentence, or two, for people. */
  readonly text: string;
}

/** One chart of the dashboard. */
export interface WatchedQueue {
  readonly heading: QueueHeading;
  /** The dead-letter queue of the panel's queue is watched along with it. */
  readonly role: 'queue' | 'deadLetterQueue';
  readonly samples: CountColumns;
  readonly outage?: Outage | undefined;
}

/** Host to page. */
export type DashboardEvent =
  | {
      readonly type: 'state';
      readonly strings: DashboardStrings;
      readonly queues: readonly WatchedQueue[];
    }
  | { readonly type: 'sample'; readonly key: string; readonly at: number; readonly counts: QueueCounts }
  | { readonly type: 'outage'; readonly key: string; readonly outage: Outage };

/** Page to host. `key` is one that the state gave out. */
export type DashboardRequest =
  | ReadyRequest
  | { readonly type: 'openComposer'; readonly key: string }
  | { readonly type: 'openMessages'; readonly key: string };

/** Every word on the page. `{0}` and so on are filled in by the page. */
export interface DashboardStrings extends HeadingStrings {
  readonly deadLetterQueue: string;
  readonly visible: string;
  readonly inFlight: string;
  readonly delayed: string;
  readonly solidLine: string;
  readonly dashedLine: string;
  readonly dottedLine: string;
  readonly now: string;
  readonly atTime: string;
  readonly sendMessage: string;
  readonly receiveMessages: string;
  readonly window: string;
  readonly minutes: string;
  readonly pause: string;
  readonly resume: string;
  readonly paused: string;
  readonly noSamples: string;
  readonly noSamplesHint: string;
  /** {0} time, {1} what happened. */
  readonly outage: string;
  /** {0} name of the queue. */
  readonly chartLabel: string;
  readonly chartHint: string;
  /** {0} name of the queue, {1} minutes, {2} the series, each as `seriesSummary`. */
  readonly summary: string;
  /** {0} name of the series, {1} now, {2} lowest, {3} highest. */
  readonly seriesSummary: string;
  readonly approximate: string;
  readonly table: string;
  /** {0} name of the queue. */
  readonly tableCaption: string;
  readonly time: string;
}
