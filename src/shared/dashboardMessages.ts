import type { HistoryColumns } from './history';
import type { EventMark, MarkKind } from './marks';
import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';
import type { QueueCounts } from './queue';

/** Why no samples come, and since when (epoch milliseconds). */
export interface Outage {
  readonly since: number;
  /** One sentence, or two, for people. */
  readonly text: string;
}

/** One chart of the dashboard. */
export interface WatchedQueue {
  readonly heading: QueueHeading;
  /** The dead-letter queue of the panel's queue is watched along with it; others were added by the user. */
  readonly role: 'queue' | 'deadLetterQueue' | 'added';
  /** Columns: latency (ms), visible, in flight, delayed; times are those of the answers. */
  readonly counts: HistoryColumns;
  /** Columns: sent, received, deleted, dead-lettered in the second that ends then. Empty where that is not known. */
  readonly rates: HistoryColumns;
  /** Epoch milliseconds; rows before this time are thinned out. */
  readonly wholeFrom: number;
  /** True where rates are exact: queues of the emulator. */
  readonly hasRates: boolean;
  /** Milliseconds from one sample to the next. */
  readonly intervalMs: number;
  /** It is sampled even when nothing shows it. */
  readonly isKept: boolean;
  readonly outage?: Outage | undefined;
  /** What CloudWatch said of the queue, in `CLOUD_WATCH_COLUMNS`; undefined until it was asked. */
  readonly cloudWatch?: HistoryColumns | undefined;
  /** `none`: nothing is said of CloudWatch; `impossible`: the page says that there is none. */
  readonly cloudWatchOffer: 'none' | 'possible' | 'impossible';
}

/** One sample, as columns have it. `at`: when it was answered. */
export interface SampleEvent {
  readonly type: 'sample';
  readonly key: string;
  readonly at: number;
  readonly latencyMs: number;
  readonly counts: QueueCounts;
  readonly isAfterGap: boolean;
  readonly intervalMs: number;
}

/** What happened in one second; `at`: its end. */
export interface RatesEvent {
  readonly type: 'rates';
  readonly key: string;
  readonly at: number;
  readonly values: readonly number[];
  readonly isAfterGap: boolean;
}

/** The rows of one queue in the place of those that the page has between two times. */
export interface FinerRows {
  readonly key: string;
  readonly counts: HistoryColumns;
  readonly rates: HistoryColumns;
}

/** A mark as a page gets it. `key`: of the queue that it concerns; undefined for all. */
export type PageMark = Omit<EventMark, 'queue'> & { readonly key?: string | undefined };

/** Host to page. */
export type DashboardEvent =
  | {
      readonly type: 'state';
      readonly strings: DashboardStrings;
      readonly queues: readonly WatchedQueue[];
      readonly marks: readonly PageMark[];
      /** How far back CloudWatch was asked while there was no page to tell. */
      readonly cloudWatchHours?: number | undefined;
    }
  /** What goes with the document, before samples are read: the page without its charts. */
  | { readonly type: 'outline'; readonly strings: DashboardStrings; readonly heading: QueueHeading }
  | {
      readonly type: 'finerRows';
      readonly from: number;
      readonly to: number;
      readonly queues: readonly FinerRows[];
    }
  | SampleEvent
  | RatesEvent
  | { readonly type: 'outage'; readonly key: string; readonly outage: Outage }
  | { readonly type: 'kept'; readonly key: string; readonly isKept: boolean }
  | {
      /** What CloudWatch said of a queue; without rows it was taken away. */
      readonly type: 'cloudWatch';
      readonly key: string;
      readonly rows?: HistoryColumns | undefined;
      /** How far back was asked just now. */
      readonly hours?: number | undefined;
    }
  | { readonly type: 'mark'; readonly mark: PageMark };

/** Page to host. `key` is one that the state gave out; times are epoch milliseconds. */
export type DashboardRequest =
  | ReadyRequest
  | { readonly type: 'openComposer' | 'openMessages' | 'openDashboard' | 'remove'; readonly key: string }
  | { readonly type: 'keep'; readonly key: string; readonly isKept: boolean }
  /** `readCloudWatch`: lets the user choose how far back, at what price; `removeCloudWatch`: takes what was read away. */
  | { readonly type: 'addQueues' | 'readCloudWatch' | 'removeCloudWatch' }
  | { readonly type: 'openMark'; readonly id: number }
  /** `png` is base64. */
  | { readonly type: 'savePicture'; readonly png: string }
  /** Wants `finerRows` of that span. */
  | { readonly type: 'readRows'; readonly from: number; readonly to: number }
  | { readonly type: 'saveCsv' | 'openSamples'; readonly from: number; readonly to: number }
  | { readonly type: 'copySummary'; readonly from: number; readonly to: number };

/** Every word on the page. `{0}` and so on are filled in by the page. */
export interface DashboardStrings extends HeadingStrings {
  readonly deadLetterQueue: string;
  readonly visible: string;
  readonly inFlight: string;
  readonly delayed: string;
  readonly sent: string;
  readonly received: string;
  readonly deleted: string;
  readonly net: string;
  readonly solidLine: string;
  readonly dashedLine: string;
  readonly dottedLine: string;
  readonly now: string;
  readonly atTime: string;
  /** {0} milliseconds. */
  readonly answeredIn: string;
  readonly sendMessage: string;
  readonly receiveMessages: string;
  readonly window: string;
  readonly minutes: string;
  readonly hours: string;
  readonly pause: string;
  readonly resume: string;
  readonly paused: string;
  readonly drawing: string;
  readonly lines: string;
  readonly stacked: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly panLeft: string;
  readonly panRight: string;
  readonly reset: string;
  readonly addQueues: string;
  readonly remove: string;
  readonly keepWatching: string;
  readonly keepWatchingHint: string;
  readonly export: string;
  readonly savePicture: string;
  readonly saveCsv: string;
  readonly openSamples: string;
  readonly copySummary: string;
  readonly noSamples: string;
  readonly noSamplesHint: string;
  /** {0} time, {1} what happened. */
  readonly outage: string;
  /** {0} name of the queue. */
  readonly chartLabel: string;
  readonly ratesLabel: string;
  readonly chartHint: string;
  /** {0} name of the queue, {1} span, {2} the series, each as `seriesSummary`. */
  readonly summary: string;
  /** {0} name of the series, {1} now, {2} lowest, {3} highest. */
  readonly seriesSummary: string;
  readonly approximate: string;
  /** {0} requests, {1} dollars. */
  readonly cost: string;
  readonly perSecond: string;
  /** {0} signed number. */
  readonly perMinute: string;
  readonly steady: string;
  /** {0} duration. */
  readonly drainsIn: string;
  readonly notDraining: string;
  readonly empty: string;
  /** {0} signed number, {1} span. */
  readonly growth: string;
  readonly table: string;
  /** {0} name of the queue. */
  readonly tableCaption: string;
  readonly time: string;
  /** Of each kind of mark; {0} the number of messages. */
  readonly marks: Readonly<Record<MarkKind, string>>;
  /** {0} how many events. */
  readonly events: string;
  readonly marksLabel: string;
  readonly cloudWatch: CloudWatchStrings;
}

/** Words around what CloudWatch says. */
export interface CloudWatchStrings {
  /** The name of the service. */
  readonly name: string;
  /** The button. */
  readonly read: string;
  readonly readHint: string;
  readonly remove: string;
  /** Why there is no button. */
  readonly impossible: string;
  readonly days: string;
  /** {0} from when to when. */
  readonly span: string;
  /** {0} how long a period is. */
  readonly period: string;
  /** {0} how long a period is. */
  readonly perSecond: string;
  readonly lag: string;
  readonly dashDotLine: string;
  /** Added to the hint of the chart where CloudWatch can be asked. */
  readonly keyHint: string;
  readonly emptyReceives: string;
  readonly oldestAge: string;
  /** {0} name of the queue. */
  readonly ratesLabel: string;
  readonly ageLabel: string;
  readonly tableTitle: string;
  readonly tableCaption: string;
  readonly tablePeriod: string;
  /** {0} name of the queue, {1} span, {2} the series. */
  readonly summary: string;
  /** {0} name of the series, {1} lowest, {2} highest. */
  readonly extent: string;
  /** {0} name of the series, {1} sum. */
  readonly total: string;
  /** {0} time, {1} the values. */
  readonly reading: string;
}
