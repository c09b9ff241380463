import { QueueHistory } from '../../src/history/queueHistory';
import { Emitter } from '../../src/shared/event';
import { type QueueCounts, type QueueRef, queueKey } from '../../src/shared/queue';
import type { Failure } from '../../src/sqs/failure';
import type { MonitorResult, QueueMonitor } from '../../src/sqs/queueMonitor';

const INTERVAL_MS = 1_000;

/** A monitor that samples what the test says, as if once a second: what is three seconds apart has a gap between. */
export class ManualQueueMonitor implements QueueMonitor {
  readonly #onDidSample = new Emitter<MonitorResult>();
  readonly onDidSample = this.#onDidSample.event;
  readonly history = new QueueHistory();
  readonly #watchers: string[] = [];

  /** Keys of the queues that are watched now. */
  get watched(): ReadonlySet<string> {
    return new Set(this.#watchers);
  }

  watch(queue: QueueRef): { dispose(): void } {
    const key = queueKey(queue);
    this.#watchers.push(key);
    return { dispose: () => void this.#watchers.splice(this.#watchers.indexOf(key), 1) };
  }

  intervalOf(): number {
    return INTERVAL_MS;
  }

  /** Adds a sample and tells the listeners; `at` in epoch milliseconds. */
  sample(queue: QueueRef, at: number, counts: QueueCounts): void {
    const sample = { ...counts, askedAt: at, answeredAt: at };
    const isAfterGap = at - (this.history.lastSampleAt(queue) ?? at) >= 3 * INTERVAL_MS;
    this.history.pushSample(queue, sample, isAfterGap);
    this.#onDidSample.fire({ queue, sample, isAfterGap });
  }

  fail(queue: QueueRef, failure: Failure): void {
    this.#onDidSample.fire({ queue, failure });
  }
}
