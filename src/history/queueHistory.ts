import { Emitter } from '../shared/event';
import type { HistoryColumns } from '../shared/history';
import { type CountSample, type QueueRef, queueKey } from '../shared/queue';
import type { ClosedChunk } from './chunk';
import { ColumnHistory } from './columnHistory';
import { collectRows } from './rowCollector';
import type { Rates } from './secondBins';

export const DAY_MS = 24 * 60 * 60_000;
/** Room for a day of 50 queues, sampled once a second. */
const MAX_BYTES = 64 * 1024 * 1024;

/** `counts`: latency in ms, visible, in flight, delayed. `rates`: sent, received, deleted, dead-lettered in a second. */
export type SeriesKind = 'counts' | 'rates';

const COLUMNS: Readonly<Record<SeriesKind, number>> = { counts: 4, rates: 4 };

/** A chunk with whose it is, to be stored. */
export interface HistoryRecord {
  readonly queue: QueueRef;
  readonly series: SeriesKind;
  readonly chunk: ClosedChunk;
}

interface Kept {
  readonly queue: QueueRef;
  readonly series: SeriesKind;
  readonly rows: ColumnHistory;
}

export interface HistoryLimits {
  /** Older rows are forgotten, chunk by chunk. */
  readonly keptMs?: number;
  /** Bytes of all rows; the oldest chunks go when there are more. */
  readonly maxBytes?: number;
}

/** What was sampled of all queues in the last day. */
export class QueueHistory {
  readonly #kept = new Map<string, Kept>();
  readonly #keptMs: number;
  readonly #maxBytes: number;
  readonly #onDidClose = new Emitter<HistoryRecord>();
  /** Fires for every chunk that is complete. */
  readonly onDidClose = this.#onDidClose.event;
  readonly #onDidRestore = new Emitter<void>();
  /** Fires when all that was stored is there again. */
  readonly onDidRestore = this.#onDidRestore.event;

  constructor({ keptMs = DAY_MS, maxBytes = MAX_BYTES }: HistoryLimits = {}) {
    this.#keptMs = keptMs;
    this.#maxBytes = maxBytes;
  }

  /** @param isAfterBreak nothing is known of the time between this sample and the one before */
  pushSample(queue: QueueRef, sample: CountSample, isAfterBreak: boolean): void {
    const { askedAt, answeredAt, visible, inFlight, delayed } = sample;
    const values = [answeredAt - askedAt, visible, inFlight, delayed];
    this.#push('counts', queue, answeredAt, values, isAfterBreak);
  }

  /** @param at end of the second that the numbers are of */
  pushRates(
    queue: QueueRef,
    at: number,
    { sent, received, deleted, deadLettered }: Rates,
    isAfterBreak: boolean,
  ): void {
    this.#push('rates', queue, at, [sent, received, deleted, deadLettered], isAfterBreak);
  }

  /** When the queue was sampled last; undefined if never. */
  lastSampleAt(queue: QueueRef): number | undefined {
    return this.#kept.get(keyOf('counts', queue))?.rows.lastAt;
  }

  /** Rows between two times (epoch milliseconds), with a row of -1 in each gap. */
  read(series: SeriesKind, queue: QueueRef, from = 0, to = Number.POSITIVE_INFINITY): HistoryColumns {
    const chunks = this.#kept.get(keyOf(series, queue))?.rows.chunksBetween(from, to) ?? [];
    return collectRows(chunks, COLUMNS[series], from, to);
  }

  get queues(): readonly QueueRef[] {
    return [...this.#kept.values()].filter(({ series }) => series === 'counts').map(({ queue }) => queue);
  }

  get bytes(): number {
    return [...this.#kept.values()].reduce((sum, { rows }) => sum + rows.bytes, 0);
  }

  /** All rows: those of closed chunks, or those that no closed chunk has yet. */
  *records(kind: 'closed' | 'open'): Generator<HistoryRecord> {
    for (const { queue, series, rows } of this.#kept.values()) {
      const open = rows.openRows;
      const chunks = kind === 'closed' ? rows.closedChunks : open ? [open] : [];
      for (const chunk of chunks) yield { queue, series, chunk };
    }
  }

  /** Puts back what was stored, in the order of time, before the rows that were added since. */
  restore(records: readonly HistoryRecord[], now: number): void {
    for (const { queue, series, chunk } of records) {
      const isWanted = COLUMNS[series] !== undefined && chunk.lastAt >= now - this.#keptMs;
      if (isWanted) this.#find(series, queue).rows.restore(chunk);
    }
    this.#onDidRestore.fire();
  }

  #push(
    series: SeriesKind,
    queue: QueueRef,
    at: number,
    values: readonly number[],
    isAfterBreak: boolean,
  ): void {
    const chunk = this.#find(series, queue).rows.push(at, values, isAfterBreak);
    if (!chunk) return;
    this.#forget(at - this.#keptMs);
    this.#onDidClose.fire({ queue, series, chunk });
  }

  #find(series: SeriesKind, queue: QueueRef): Kept {
    const key = keyOf(series, queue);
    const known = this.#kept.get(key);
    if (known) return known;
    const kept = { queue, series, rows: new ColumnHistory(COLUMNS[series]) };
    this.#kept.set(key, kept);
    return kept;
  }

  #forget(oldest: number): void {
    for (const { rows } of this.#kept.values()) {
      while ((rows.oldestEnd ?? oldest) < oldest) rows.dropOldest();
    }
    for (let bytes = this.bytes; bytes > this.#maxBytes; ) {
      const rows = this.#withOldest();
      if (!rows) return;
      const before = rows.bytes;
      rows.dropOldest();
      bytes -= before - rows.bytes;
    }
  }

  #withOldest(): ColumnHistory | undefined {
    let found: ColumnHistory | undefined;
    for (const { rows } of this.#kept.values()) {
      if (rows.oldestEnd !== undefined && rows.oldestEnd < (found?.oldestEnd ?? Number.POSITIVE_INFINITY))
        found = rows;
    }
    return found;
  }
}

function keyOf(series: SeriesKind, queue: QueueRef): string {
  return `${series}|${queueKey(queue)}`;
}
