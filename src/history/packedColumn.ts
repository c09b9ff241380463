/** Whole numbers that change no more, in as few bytes as they need: what each has beyond the least of them. */
export interface PackedColumn {
  readonly least: number;
  /** Undefined where all are the least. */
  readonly beyond: Uint8Array | Uint16Array | Uint32Array | undefined;
}

/** @param values whole numbers, 0 … 2^32 - 1, at least one */
export function packColumn(values: Uint32Array): PackedColumn {
  let least = values[0] ?? 0;
  let most = least;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (most === least) return { least, beyond: undefined };
  const beyond = emptyColumn(most - least, values.length);
  for (let row = 0; row < values.length; row++) beyond[row] = (values[row] ?? 0) - least;
  return { least, beyond };
}

function emptyColumn(most: number, length: number): Uint8Array | Uint16Array | Uint32Array {
  if (most <= 0xff) return new Uint8Array(length);
  return most <= 0xffff ? new Uint16Array(length) : new Uint32Array(length);
}

export function valueAt({ least, beyond }: PackedColumn, row: number): number {
  return least + (beyond?.[row] ?? 0);
}

/** Writes the values of the rows from `start` to before `end` into `target`, from the place `at` on. */
export function unpackColumn(
  { least, beyond }: PackedColumn,
  start: number,
  end: number,
  target: Float64Array,
  at: number,
): void {
  if (!beyond) {
    target.fill(least, at, at + end - start);
    return;
  }
  for (let row = start; row < end; row++) target[at + row - start] = least + (beyond[row] ?? 0);
}

/** Bytes that it holds beside the object itself. */
export function packedBytes({ beyond }: PackedColumn): number {
  return beyond?.byteLength ?? 0;
}
