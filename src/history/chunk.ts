import { type PackedColumn, packColumn, packedBytes } from './packedColumn';

/** Rows of a chunk; a day at one row a second has 85 chunks. */
export const CHUNK_ROWS = 1_024;
/** The largest value that a row can hold; larger ones are cut to it. */
export const MAX_VALUE = 0xffff_ffff;
/** Of the objects around the numbers, so that a great many small chunks count too. */
const OBJECT_BYTES = 400;

/** Rows that are complete. Plain data, so that it can be stored as it is. */
export interface ClosedChunk {
  /** Epoch milliseconds of the first and of the last row. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly rows: number;
  /** Milliseconds since the row before. */
  readonly steps: PackedColumn;
  readonly columns: readonly PackedColumn[];
  /** Rows before which nothing was known for a while. */
  readonly breaks: Uint16Array;
}

export function chunkBytes(chunk: ClosedChunk): number {
  const columns = chunk.columns.reduce((sum, column) => sum + packedBytes(column), 0);
  return OBJECT_BYTES + packedBytes(chunk.steps) + columns + chunk.breaks.byteLength;
}

/** Rows that are still being added. */
export class OpenChunk {
  readonly #steps = new Uint32Array(CHUNK_ROWS);
  readonly #columns: readonly Uint32Array[];
  readonly #breaks: number[] = [];
  #firstAt = 0;
  #lastAt = 0;
  #rows = 0;

  constructor(columnCount: number) {
    this.#columns = Array.from({ length: columnCount }, () => new Uint32Array(CHUNK_ROWS));
  }

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows === CHUNK_ROWS;
  }

  get firstAt(): number {
    return this.#firstAt;
  }

  get lastAt(): number {
    return this.#lastAt;
  }

  get bytes(): number {
    return OBJECT_BYTES + (this.#columns.length + 1) * this.#steps.byteLength;
  }

  /** @param at not before the row before, and less than 49 days after it */
  push(at: number, values: readonly number[], isAfterBreak: boolean): void {
    if (this.#rows === 0) this.#firstAt = at;
    this.#steps[this.#rows] = this.#rows === 0 ? 0 : at - this.#lastAt;
    for (const [index, column] of this.#columns.entries()) {
      column[this.#rows] = Math.min(Math.max(Math.round(values[index] ?? 0), 0), MAX_VALUE);
    }
    if (isAfterBreak) this.#breaks.push(this.#rows);
    this.#lastAt = at;
    this.#rows += 1;
  }

  /** The rows so far, packed. To be called with at least one row. */
  close(): ClosedChunk {
    const steps = this.#steps.subarray(0, this.#rows).slice();
    // The first row has no step; that of its neighbour keeps the column narrow.
    if (this.#rows > 1) steps[0] = steps[1] ?? 0;
    return {
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      rows: this.#rows,
      steps: packColumn(steps),
      columns: this.#columns.map((column) => packColumn(column.subarray(0, this.#rows))),
      breaks: Uint16Array.from(this.#breaks),
    };
  }
}
