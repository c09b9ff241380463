import type { Disposable } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { CountSample, QueueRef } from '../shared/queue';
import type { Failure } from './failure';

/** A sample that was taken, or why it could not be. */
export type MonitorResult =
  | { readonly queue: QueueRef; readonly sample: CountSample }
  | { readonly queue: QueueRef; readonly failure: Failure };

/** Samples the counts of watched queues into ring buffers, so that a page opened later shows the past. */
export interface QueueMonitor {
  /** Fires for every sample of every watched queue. */
  readonly onDidSample: Event<MonitorResult>;
  /** Starts sampling; several watchers of a queue share one timer. Dispose to stop. */
  watch(queue: QueueRef): Disposable;
  /** What was sampled so far, oldest first. */
  samples(queue: QueueRef): readonly CountSample[];
}
