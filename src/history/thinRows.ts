import type { HistoryColumns } from '../shared/history';

/** The newest rows are all kept, up to so many. */
const NEWEST_KEPT = 3_600;

/** How many of the newest rows stay as they are; of a small number of rows half. */
export function newestKept(mostRows: number): number {
  return Math.min(NEWEST_KEPT, Math.floor(mostRows / 2));
}

/**
 * At most so many rows (and those of gaps), each one as it was: of the older ones, the row with the least and the row
 * with the most of every stretch.
 * @param weightOf what is compared, of the values of a row
 * @param newest how many of the newest are all kept
 */
export function thinRows(
  columns: HistoryColumns,
  mostRows: number,
  weightOf: (values: readonly number[]) => number,
  newest = newestKept(mostRows),
): HistoryColumns {
  const { at, values } = columns;
  const end = Math.max(at.length - newest, 0);
  if (at.length <= mostRows) return columns;
  const stretch = Math.ceil((2 * end) / Math.max(mostRows - (at.length - end), 2));
  const rows: number[] = [];
  for (let first = 0; first < end; first += stretch)
    rows.push(...rowsOfStretch(columns, first, Math.min(first + stretch, end), weightOf));
  for (let row = end; row < at.length; row++) rows.push(row);
  return {
    at: Float64Array.from(rows, (row) => at[row] ?? 0),
    values: values.map((column) => Float64Array.from(rows, (row) => column[row] ?? 0)),
  };
}

/** The least, the most and the gaps, in the order of time. */
function rowsOfStretch(
  { values }: HistoryColumns,
  first: number,
  end: number,
  weightOf: (values: readonly number[]) => number,
): number[] {
  const chosen = new Set<number>();
  let least = { row: -1, weight: Number.POSITIVE_INFINITY };
  let most = { row: -1, weight: Number.NEGATIVE_INFINITY };
  const numbers: number[] = [];
  for (let row = first; row < end; row++) {
    for (let index = 0; index < values.length; index++) numbers[index] = values[index]?.[row] ?? 0;
    if ((numbers[0] ?? 0) < 0) {
      chosen.add(row);
      continue;
    }
    const weight = weightOf(numbers);
    if (weight < least.weight) least = { row, weight };
    if (weight > most.weight) most = { row, weight };
  }
  for (const { row } of [least, most]) if (row >= 0) chosen.add(row);
  return [...chosen].sort((a, b) => a - b);
}
