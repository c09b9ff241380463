import type { HistoryColumns } from '../shared/history';

/** The newest rows are all kept, up to so many. */
const NEWEST_KEPT = 900;

/** How many of the newest rows stay as they are; of a small number of rows half. */
export function newestKept(mostRows: number): number {
  return Math.min(NEWEST_KEPT, Math.floor(mostRows / 2));
}

/**
 * At most so many rows (and those of gaps), each one as it was: of the older ones, the row with the least and the row
 * with the most of every stretch.
 * @param weighed the columns whose sum is compared
 * @param newest how many of the newest are all kept
 */
export function thinRows(
  columns: HistoryColumns,
  mostRows: number,
  weighed: readonly number[],
  newest = newestKept(mostRows),
): HistoryColumns {
  const { at, values } = columns;
  const end = Math.max(at.length - newest, 0);
  if (at.length <= mostRows) return columns;
  const weights = sumOf(
    weighed.flatMap((column) => values[column] ?? []),
    end,
  );
  const stretch = Math.ceil((2 * end) / Math.max(mostRows - (at.length - end), 2));
  const rows: number[] = [];
  for (let first = 0; first < end; first += stretch)
    addRowsOfStretch(rows, weights, first, Math.min(first + stretch, end));
  for (let row = end; row < at.length; row++) rows.push(row);
  return { at: pick(at, rows), values: values.map((column) => pick(column, rows)) };
}

/** The gaps, the least and the most of a stretch, in the order of time. In a gap all values are negative. */
function addRowsOfStretch(rows: number[], weights: Float64Array, first: number, end: number): void {
  let least = -1;
  let most = -1;
  for (let row = first; row < end; row++) {
    const weight = weights[row] ?? 0;
    if (weight < 0) continue;
    if (least < 0 || weight < (weights[least] ?? 0)) least = row;
    if (most < 0 || weight > (weights[most] ?? 0)) most = row;
  }
  for (let row = first; row < end; row++)
    if (row === least || row === most || (weights[row] ?? 0) < 0) rows.push(row);
}

/** `Float64Array.from` with a function takes ten times as long. */
function pick(column: Float64Array, rows: readonly number[]): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index] ?? 0] ?? 0;
  return picked;
}

/** The first `length` rows of some columns, added up. */
function sumOf(columns: readonly Float64Array[], length: number): Float64Array {
  const sums = new Float64Array(length);
  for (const column of columns)
    for (let row = 0; row < length; row++) sums[row] = (sums[row] ?? 0) + (column[row] ?? 0);
  return sums;
}
