import type { CountColumns } from '../../src/shared/dashboardMessages';
import type { QueueCounts } from '../../src/shared/queue';

/** The series in the order of columns, colours and dashes. */
export const SERIES = ['visible', 'inFlight', 'delayed'] as const;
export type SeriesName = (typeof SERIES)[number];

/** A sample, or a gap: a moment for which there is none. */
export type Column = (number | null)[];

/** Times (epoch milliseconds) and one column for each of `SERIES`; null breaks the line. */
export type ChartData = [number[], Column, Column, Column];

/** What was seen of one series in a window. */
export interface Extent {
  readonly now: number;
  readonly lowest: number;
  readonly highest: number;
}

/** A pause this much longer than the intervals before it is a gap. */
const GAP_FACTOR = 3;
/** Intervals that the usual one is judged by. */
const RECENT_INTERVALS = 5;
/** Older samples are forgotten: the longest window, and some to spare. */
const KEPT_MS = 65 * 60_000;
/** Forgets in chunks, so that columns are seldom moved. */
const FORGET_AT_ONCE = 120;

/** The samples of one queue, with gaps where none came. */
export class CountSeries {
  readonly #data: ChartData = [[], [], [], []];
  #intervals: number[] = [];
  #lastAt: number | undefined;
  #isBroken = false;

  constructor(samples: CountColumns) {
    samples.at.forEach((at, index) => {
      this.push(at, {
        visible: samples.visible[index] ?? 0,
        inFlight: samples.inFlight[index] ?? 0,
        delayed: samples.delayed[index] ?? 0,
      });
    });
  }

  get data(): ChartData {
    return this.#data;
  }

  /** When the last sample came; undefined before the first. */
  get lastAt(): number | undefined {
    return this.#lastAt;
  }

  /** Adds a sample; one that is not newer than the last is dropped. */
  push(at: number, counts: QueueCounts): void {
    if (this.#lastAt !== undefined) {
      if (at <= this.#lastAt) return;
      this.#noteInterval(at - this.#lastAt, this.#lastAt);
    }
    this.#append(at, [counts.visible, counts.inFlight, counts.delayed]);
    this.#lastAt = at;
    this.#isBroken = false;
    this.#forget(at - KEPT_MS);
  }

  /** Breaks the line: what comes next is not joined to what was. */
  break(): void {
    this.#isBroken = true;
  }

  /** The counts at a row of `data`; undefined in a gap. */
  countsAt(index: number): QueueCounts | undefined {
    const [, visible, inFlight, delayed] = this.#data.map((column) => column[index]);
    if (typeof visible !== 'number' || typeof inFlight !== 'number' || typeof delayed !== 'number')
      return undefined;
    return { visible, inFlight, delayed };
  }

  get latest(): QueueCounts | undefined {
    return this.countsAt(this.#data[0].length - 1);
  }

  /** Rows of samples between two times, oldest first; gaps are left out. */
  rowsBetween(from: number, to: number): readonly number[] {
    return [...this.#data[0].keys()].filter((index) => {
      const at = this.#data[0][index] ?? 0;
      return at >= from && at <= to && this.countsAt(index) !== undefined;
    });
  }

  /** Now, lowest and highest of each series between two times; undefined when nothing was sampled there. */
  extents(from: number, to: number): Record<SeriesName, Extent> | undefined {
    const samples = this.rowsBetween(from, to).flatMap((index) => this.countsAt(index) ?? []);
    const last = samples.at(-1);
    if (!last) return undefined;
    const extent = (name: SeriesName): Extent => {
      const values = samples.map((counts) => counts[name]);
      const lowest = values.reduce((least, value) => Math.min(least, value));
      const highest = values.reduce((most, value) => Math.max(most, value));
      return { now: last[name], lowest, highest };
    };
    return { visible: extent('visible'), inFlight: extent('inFlight'), delayed: extent('delayed') };
  }

  #noteInterval(interval: number, lastAt: number): void {
    const usual = median(this.#intervals);
    const isGap = this.#isBroken || (usual !== undefined && interval > usual * GAP_FACTOR);
    if (isGap) this.#append(lastAt + interval / 2, [null, null, null]);
    this.#intervals = [...this.#intervals, interval].slice(-RECENT_INTERVALS);
  }

  #append(at: number, values: readonly [number | null, number | null, number | null]): void {
    this.#data[0].push(at);
    this.#data[1].push(values[0]);
    this.#data[2].push(values[1]);
    this.#data[3].push(values[2]);
  }

  #forget(oldest: number): void {
    const count = this.#data[0].findIndex((at) => at >= oldest);
    if (count < FORGET_AT_ONCE) return;
    for (const column of this.#data) column.splice(0, count);
  }
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
