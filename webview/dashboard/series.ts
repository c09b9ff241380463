import type { HistoryColumns } from '../../src/shared/history';

/** Older rows are forgotten: the longest window, and some to spare. */
const KEPT_MS = 25 * 60 * 60_000;
/** Forgets in chunks, so that columns are seldom moved. */
const FORGET_AT_ONCE = 4_096;
const FIRST_CAPACITY = 256;

/** Rows of numbers over time, oldest first; a row of -1 is a gap. Times are epoch milliseconds. */
export class Series {
  #at: Float64Array;
  #columns: Float64Array[];
  #length: number;

  constructor({ at, values }: HistoryColumns) {
    this.#at = at;
    this.#columns = [...values];
    this.#length = at.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The time of the last row; undefined before the first. */
  get lastAt(): number | undefined {
    return this.#length === 0 ? undefined : this.#at[this.#length - 1];
  }

  get firstAt(): number | undefined {
    return this.#length === 0 ? undefined : this.#at[0];
  }

  at(row: number): number {
    return this.#at[row] ?? Number.NaN;
  }

  /** The value at a row; -1 in a gap. */
  value(column: number, row: number): number {
    return this.#columns[column]?.[row] ?? -1;
  }

  isGap(row: number): boolean {
    return this.value(0, row) < 0;
  }

  /** Adds a row; one that is not newer than the last is dropped. */
  push(at: number, values: readonly number[], isAfterGap: boolean): void {
    const { lastAt } = this;
    if (lastAt !== undefined && at <= lastAt) return;
    if (isAfterGap && lastAt !== undefined) {
      const gap = this.#columns.map(() => -1);
      this.#append((lastAt + at) / 2, gap);
    }
    this.#append(at, values);
    this.#forget(at - KEPT_MS);
  }

  /** Puts these rows in the place of those between two times. */
  replace(from: number, to: number, { at, values }: HistoryColumns): void {
    const first = this.rowFrom(from);
    let end = this.rowFrom(to);
    while (end < this.#length && this.at(end) <= to) end += 1;
    const join = (old: Float64Array, between: Float64Array) => {
      const joined = new Float64Array(first + between.length + this.#length - end);
      joined.set(old.subarray(0, first));
      joined.set(between, first);
      joined.set(old.subarray(end, this.#length), first + between.length);
      return joined;
    };
    this.#at = join(this.#at, at);
    this.#columns = this.#columns.map((column, index) => join(column, values[index] ?? at));
    this.#length = this.#at.length;
  }

  /** The first row at or after a time; `length` when there is none. */
  rowFrom(at: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#at[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row whose time is nearest; undefined without rows, and in a gap. */
  nearestRow(at: number): number | undefined {
    if (this.#length === 0) return undefined;
    const after = Math.min(this.rowFrom(at), this.#length - 1);
    const before = Math.max(after - 1, 0);
    const nearest = at - this.at(before) < this.at(after) - at ? before : after;
    return this.isGap(nearest) ? undefined : nearest;
  }

  /** The last row that is no gap, up to a time. */
  lastRowTo(at: number): number | undefined {
    let row = this.rowFrom(at);
    if (row === this.#length || this.at(row) > at) row -= 1;
    while (row >= 0 && this.isGap(row)) row -= 1;
    return row >= 0 ? row : undefined;
  }

  #append(at: number, values: readonly number[]): void {
    if (this.#length === this.#at.length) this.#grow();
    this.#at[this.#length] = at;
    for (const [index, column] of this.#columns.entries()) column[this.#length] = values[index] ?? 0;
    this.#length += 1;
  }

  #grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, this.#length * 2);
    this.#at = grown(this.#at, capacity);
    this.#columns = this.#columns.map((column) => grown(column, capacity));
  }

  #forget(oldest: number): void {
    const count = this.rowFrom(oldest);
    if (count < FORGET_AT_ONCE) return;
    this.#at.copyWithin(0, count, this.#length);
    for (const column of this.#columns) column.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

function grown(values: Float64Array, capacity: number): Float64Array {
  const larger = new Float64Array(capacity);
  larger.set(values);
  return larger;
}
