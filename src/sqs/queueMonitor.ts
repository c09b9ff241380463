import type { Disposable } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { CountSample, QueueRef } from '../shared/queue';
import type { Failure } from './failure';

/** A sample that was taken, or why it could not be. */
export type MonitorResult =
  | {
      readonly queue: QueueRef;
      readonly sample: CountSample;
      /** Nothing is known of the time between this sample and the one before. */
      readonly isAfterGap: boolean;
    }
  | { readonly queue: QueueRef; readonly failure: Failure };

/** Samples the counts of watched queues. */
export interface QueueMonitor {
  /** Fires for every sample of every watched queue. */
  readonly onDidSample: Event<MonitorResult>;
  /** Starts sampling; several watchers of a queue share one timer. Dispose to stop. */
  watch(queue: QueueRef): Disposable;
  /** Milliseconds from one sample of the queue to the next, as it is now: longer while SQS throttles. */
  intervalOf(queue: QueueRef): number;
}
