import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import type { HistoryColumns } from '../shared/history';
import { type QueueRef, queueKey } from '../shared/queue';

/** More queues than anybody asks about; the one that was read longest ago goes. */
const MOST_QUEUES = 200;
/** Seven days, the longest that is asked for: older rows are forgotten. */
export const CLOUD_WATCH_KEPT_MS = 7 * 24 * 3_600_000;

export interface CloudWatchChange {
  readonly queue: QueueRef;
  /** What was asked for just now, in hours; undefined when the rows were taken away or put back. */
  readonly hours?: number | undefined;
}

/** What CloudWatch said of one queue, as columns of `CLOUD_WATCH_COLUMNS`. */
export interface CloudWatchRecord {
  readonly queue: QueueRef;
  readonly rows: HistoryColumns;
}

/** What CloudWatch said of queues, until it is taken away or too old. */
export class CloudWatchHistory implements Disposable {
  #records = new Map<string, CloudWatchRecord>();
  readonly #onDidChange = new Emitter<CloudWatchChange>();
  readonly onDidChange = this.#onDidChange.event;

  read(queue: QueueRef): HistoryColumns | undefined {
    return this.#records.get(queueKey(queue))?.rows;
  }

  /** Of all queues, the one that was read longest ago first. */
  get records(): readonly CloudWatchRecord[] {
    return [...this.#records.values()];
  }

  /** @param hours how far back was asked */
  set(queue: QueueRef, rows: HistoryColumns, hours: number): void {
    const key = queueKey(queue);
    this.#records.delete(key);
    this.#records.set(key, { queue, rows });
    this.#forgetOldest();
    this.#onDidChange.fire({ queue, hours });
  }

  remove(queue: QueueRef): void {
    if (this.#records.delete(queueKey(queue))) this.#onDidChange.fire({ queue });
  }

  /** Puts back what was stored, but what is too old; what was read since stays. @param now epoch milliseconds */
  restore(stored: readonly CloudWatchRecord[], now: number): void {
    const since = this.#records;
    const young = stored.flatMap(({ queue, rows }) => {
      const kept = rowsFrom(rows, now - CLOUD_WATCH_KEPT_MS);
      return kept && !since.has(queueKey(queue)) ? [{ queue, rows: kept }] : [];
    });
    this.#records = new Map([...young.map((record) => [queueKey(record.queue), record] as const), ...since]);
    this.#forgetOldest();
    for (const { queue } of young) this.#onDidChange.fire({ queue });
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  #forgetOldest(): void {
    for (const key of this.#records.keys()) {
      if (this.#records.size <= MOST_QUEUES) return;
      this.#records.delete(key);
    }
  }
}

/** Rows from a time on, the first one with values; undefined when there is none. */
function rowsFrom({ at, values }: HistoryColumns, oldest: number): HistoryColumns | undefined {
  const [periods] = values;
  const first = at.findIndex((time, row) => time >= oldest && (periods?.[row] ?? -1) > 0);
  if (first < 0) return undefined;
  return { at: at.slice(first), values: values.map((column) => column.slice(first)) };
}
