import type { Series } from './series';

/** Columns as the chart wants them: times, then one column for each line; null breaks a line, undefined says nothing. */
export type ChartColumns = [number[], ...(number | null | undefined)[][]];

/** The values of the lines at a row of a series. */
export type RowValues = (row: number) => readonly number[];

/**
 * The rows of a series between two times, and one more on either side, so that lines reach the edges.
 *
 * Where there are more than two for a pixel, the lowest and the highest of each pixel stand for all: no peak is lost.
 */
export function chartColumns(
  series: Series,
  lines: number,
  valuesAt: RowValues,
  window: readonly [number, number],
  pixels: number,
): ChartColumns {
  const first = Math.max(series.rowFrom(window[0]) - 1, 0);
  const end = Math.min(series.rowFrom(window[1]) + 1, series.length);
  const columns: ChartColumns = [[], ...Array.from({ length: lines }, () => [])];
  const isThin = end - first <= pixels * 2;
  const bucketMs = (window[1] - window[0]) / Math.max(pixels, 1);
  const bucket = new Bucket(columns);
  for (let row = first; row < end; row++) {
    const at = series.at(row);
    if (series.isGap(row)) {
      bucket.flush();
      append(columns, at, undefined);
    } else if (isThin) append(columns, at, valuesAt(row));
    else bucket.add(Math.floor((at - window[0]) / bucketMs), at, valuesAt(row));
  }
  bucket.flush();
  return columns;
}

/** The columns of two series over the times of both. */
export function joinColumns(first: ChartColumns, second: ChartColumns): ChartColumns {
  const times = [...new Set([...first[0], ...second[0]])].sort((a, b) => a - b);
  return [times, ...linesAt(times, first), ...linesAt(times, second)];
}

/** The lines of a series at more times than its own. A gap reaches to the values on either side of it. */
function linesAt(times: readonly number[], [own, ...lines]: ChartColumns): (number | null | undefined)[][] {
  return lines.map((line) => {
    let next = 0;
    const spread = times.map((at) => (own[next] === at ? line[next++] : undefined));
    return widenGaps(widenGaps(spread).reverse()).reverse();
  });
}

/** What follows a gap is part of it until there is a value. */
function widenGaps(line: readonly (number | null | undefined)[]): (number | null | undefined)[] {
  let isGap = false;
  return line.map((value) => {
    if (value !== undefined) isGap = value === null;
    return isGap ? null : value;
  });
}

function append(columns: ChartColumns, at: number, values: readonly number[] | undefined): void {
  const [times, ...lines] = columns;
  times.push(at);
  for (const [index, line] of lines.entries()) line.push(values?.[index] ?? null);
}

/** All rows of one pixel, as two. */
class Bucket {
  readonly #columns: ChartColumns;
  #pixel = Number.NaN;
  #firstAt = 0;
  #lastAt = 0;
  #lowest: number[] = [];
  #highest: number[] = [];

  constructor(columns: ChartColumns) {
    this.#columns = columns;
  }

  add(pixel: number, at: number, values: readonly number[]): void {
    if (pixel !== this.#pixel) this.flush();
    if (Number.isNaN(this.#pixel)) {
      this.#pixel = pixel;
      this.#firstAt = at;
      this.#lowest = [...values];
      this.#highest = [...values];
    }
    this.#lastAt = at;
    for (const [index, value] of values.entries()) {
      if (value < (this.#lowest[index] ?? 0)) this.#lowest[index] = value;
      if (value > (this.#highest[index] ?? 0)) this.#highest[index] = value;
    }
  }

  flush(): void {
    if (Number.isNaN(this.#pixel)) return;
    append(this.#columns, this.#firstAt, this.#lowest);
    if (this.#lastAt > this.#firstAt) append(this.#columns, this.#lastAt, this.#highest);
    this.#pixel = Number.NaN;
  }
}
