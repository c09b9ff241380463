import type { HistoryColumns } from '../shared/history';
import type { ClosedChunk } from './chunk';
import { unpackColumn, valueAt } from './packedColumn';

/**
 * The rows of chunks between two times (epoch milliseconds) as columns, a row of -1 halfway into each gap.
 *
 * @param chunks in the order of time
 */
export function collectRows(
  chunks: readonly ClosedChunk[],
  columnCount: number,
  from: number,
  to: number,
): HistoryColumns {
  const mostRows = chunks.reduce((sum, { rows, breaks }) => sum + rows + breaks.length, 0);
  const collector = new RowCollector(columnCount, mostRows);
  for (const chunk of chunks) collector.add(chunk, from, to);
  return collector.columns();
}

class RowCollector {
  readonly #at: Float64Array;
  readonly #values: readonly Float64Array[];
  #length = 0;

  constructor(columnCount: number, mostRows: number) {
    this.#at = new Float64Array(mostRows);
    this.#values = Array.from({ length: columnCount }, () => new Float64Array(mostRows));
  }

  add(chunk: ClosedChunk, from: number, to: number): void {
    const times = timesOf(chunk);
    const end = chunk.lastAt <= to ? chunk.rows : countUntil(times, (at) => at > to);
    let start = chunk.firstAt >= from ? 0 : countUntil(times, (at) => at >= from);
    for (const row of chunk.breaks) {
      if (row < start || row >= end) continue;
      this.#copy(chunk, times, start, row);
      this.#addGap(times[row] ?? 0);
      start = row;
    }
    this.#copy(chunk, times, start, end);
  }

  columns(): HistoryColumns {
    const used = (column: Float64Array) =>
      this.#length === column.length ? column : column.slice(0, this.#length);
    return { at: used(this.#at), values: this.#values.map(used) };
  }

  #copy({ columns }: ClosedChunk, times: Float64Array, start: number, end: number): void {
    if (end <= start) return;
    this.#at.set(times.subarray(start, end), this.#length);
    for (const [index, column] of this.#values.entries()) {
      const packed = columns[index];
      if (packed) unpackColumn(packed, start, end, column, this.#length);
    }
    this.#length += end - start;
  }

  /** Before the first row there is nothing to be apart from. */
  #addGap(nextAt: number): void {
    if (this.#length === 0) return;
    for (const column of this.#values) column[this.#length] = -1;
    this.#at[this.#length] = ((this.#at[this.#length - 1] ?? nextAt) + nextAt) / 2;
    this.#length += 1;
  }
}

/** Epoch milliseconds of each row. */
function timesOf({ firstAt, rows, steps }: ClosedChunk): Float64Array {
  const times = new Float64Array(rows);
  let at = firstAt;
  for (let row = 0; row < rows; row++) {
    if (row > 0) at += valueAt(steps, row);
    times[row] = at;
  }
  return times;
}

/** How many times come before the first one of which this is true. */
function countUntil(times: Float64Array, isReached: (at: number) => boolean): number {
  const index = times.findIndex(isReached);
  return index < 0 ? times.length : index;
}
