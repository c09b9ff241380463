import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import type { HistoryColumns } from '../shared/history';
import { type QueueRef, queueKey } from '../shared/queue';

/** More queues than anybody asks about; the one that was read longest ago goes. */
const MOST_QUEUES = 200;

export interface CloudWatchChange {
  readonly queue: QueueRef;
  /** What was asked for just now, in hours; undefined when the rows were taken away. */
  readonly hours?: number | undefined;
}

/** What CloudWatch said of queues, as columns of `CLOUD_WATCH_COLUMNS`; for as long as the window is open. */
export class CloudWatchHistory implements Disposable {
  readonly #rows = new Map<string, HistoryColumns>();
  readonly #onDidChange = new Emitter<CloudWatchChange>();
  readonly onDidChange = this.#onDidChange.event;

  read(queue: QueueRef): HistoryColumns | undefined {
    return this.#rows.get(queueKey(queue));
  }

  /** @param hours how far back was asked */
  set(queue: QueueRef, rows: HistoryColumns, hours: number): void {
    const key = queueKey(queue);
    this.#rows.delete(key);
    this.#rows.set(key, rows);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > MOST_QUEUES && oldest !== undefined) this.#rows.delete(oldest);
    this.#onDidChange.fire({ queue, hours });
  }

  remove(queue: QueueRef): void {
    if (this.#rows.delete(queueKey(queue))) this.#onDidChange.fire({ queue });
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}
