import { Emitter } from '../../src/shared/event';
import { type CountSample, type QueueCounts, type QueueRef, queueKey } from '../../src/shared/queue';
import type { Failure } from '../../src/sqs/failure';
import type { MonitorResult, QueueMonitor } from '../../src/sqs/queueMonitor';

/** A monitor that samples what the test says. */
export class ManualQueueMonitor implements QueueMonitor {
  readonly #onDidSample = new Emitter<MonitorResult>();
  readonly #samples = new Map<string, CountSample[]>();
  readonly onDidSample = this.#onDidSample.event;
  /** Keys of the queues that are watched now. */
  readonly watched = new Set<string>();

  watch(queue: QueueRef): { dispose(): void } {
    this.watched.add(queueKey(queue));
    return { dispose: () => this.watched.delete(queueKey(queue)) };
  }

  samples(queue: QueueRef): readonly CountSample[] {
    return this.#samples.get(queueKey(queue)) ?? [];
  }

  /** Adds a sample and tells the listeners; `at` in epoch milliseconds. */
  sample(queue: QueueRef, at: number, counts: QueueCounts): void {
    const sample = { ...counts, askedAt: at, answeredAt: at };
    this.#samples.set(queueKey(queue), [...this.samples(queue), sample]);
    this.#onDidSample.fire({ queue, sample });
  }

  fail(queue: QueueRef, failure: Failure): void {
    this.#onDidSample.fire({ queue, failure });
  }
}
