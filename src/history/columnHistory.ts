import { type ClosedChunk, chunkBytes, OpenChunk } from './chunk';

/** Rows of whole numbers by time, in little memory: chunks that are full are packed. */
export class ColumnHistory {
  readonly #columnCount: number;
  #closed: ClosedChunk[] = [];
  #open: OpenChunk | undefined;
  #closedBytes = 0;

  constructor(columnCount: number) {
    this.#columnCount = columnCount;
  }

  /** Bytes of numbers held. */
  get bytes(): number {
    return this.#closedBytes + (this.#open?.bytes ?? 0);
  }

  /** Epoch milliseconds of the newest row; undefined before the first. */
  get lastAt(): number | undefined {
    return this.#open?.lastAt ?? this.#closed.at(-1)?.lastAt;
  }

  /** When the oldest closed chunk ends; undefined while there is none. */
  get oldestEnd(): number | undefined {
    return this.#closed[0]?.lastAt;
  }

  /**
   * Adds a row; one that is not newer than the last is dropped.
   * @returns the chunk that this row has filled
   */
  push(at: number, values: readonly number[], isAfterBreak: boolean): ClosedChunk | undefined {
    if (at <= (this.lastAt ?? Number.NEGATIVE_INFINITY)) return undefined;
    this.#open ??= new OpenChunk(this.#columnCount);
    this.#open.push(at, values, isAfterBreak);
    if (!this.#open.isFull) return undefined;
    const chunk = this.#open.close();
    this.#open = undefined;
    this.#append(chunk);
    return chunk;
  }

  /** Puts back a chunk that was stored. Chunks come in the order of time; one that does not fit in is dropped. */
  restore(chunk: ClosedChunk): void {
    if (chunk.columns.length !== this.#columnCount) return;
    const isAfter = chunk.firstAt > (this.#closed.at(-1)?.lastAt ?? Number.NEGATIVE_INFINITY);
    const isBefore = chunk.lastAt < (this.#open?.firstAt ?? Number.POSITIVE_INFINITY);
    if (isAfter && isBefore) this.#append(chunk);
  }

  /** Chunks with all rows from `from` to `to`, oldest first, and perhaps some before and after. */
  chunksBetween(from: number, to: number): readonly ClosedChunk[] {
    const open = this.openRows;
    const chunks = open ? [...this.#closed, open] : this.#closed;
    return chunks.filter(({ firstAt, lastAt }) => lastAt >= from && firstAt <= to);
  }

  /** The rows that no closed chunk has yet. */
  get openRows(): ClosedChunk | undefined {
    return this.#open?.close();
  }

  get closedChunks(): readonly ClosedChunk[] {
    return this.#closed;
  }

  /** Forgets the oldest closed chunk. */
  dropOldest(): void {
    const [oldest, ...others] = this.#closed;
    if (!oldest) return;
    this.#closedBytes -= chunkBytes(oldest);
    this.#closed = others;
  }

  #append(chunk: ClosedChunk): void {
    this.#closed.push(chunk);
    this.#closedBytes += chunkBytes(chunk);
  }
}
