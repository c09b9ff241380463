import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format, formatInteger, formatTime } from '../text';
import { COUNT_COLUMNS, COUNTS, type CountName, LATENCY } from './derived';
import type { Series } from './series';

/** Rows of the data table at most, spread over the window. */
const TABLE_ROWS = 30;
const HOUR_MINUTES = 60;
const MINUTE_MS = 60_000;

/** A sample as the data table shows it; `at`: when it was answered, epoch milliseconds. */
export interface Reading {
  readonly at: number;
  readonly latencyMs: number;
  readonly counts: Readonly<Record<CountName, number>>;
}

export function readingAt(series: Series, row: number): Reading {
  const count = (name: CountName) => series.value(COUNT_COLUMNS[name], row);
  return {
    at: series.at(row),
    latencyMs: series.value(LATENCY, row),
    counts: { visible: count('visible'), inFlight: count('inFlight'), delayed: count('delayed') },
  };
}

/** Samples between two times, newest first, thinned out to a readable number. */
export function readings(series: Series, [from, to]: readonly [number, number]): readonly Reading[] {
  const rows = sampleRows(series, from, to).reverse();
  const every = Math.ceil(rows.length / TABLE_ROWS);
  return rows.filter((_row, index) => index % every === 0).map((row) => readingAt(series, row));
}

/** Rows of samples between two times, oldest first; gaps are left out. */
export function sampleRows(series: Series, from: number, to: number): number[] {
  const rows: number[] = [];
  for (let row = series.rowFrom(from); row < series.length && series.at(row) <= to; row++) {
    if (!series.isGap(row)) rows.push(row);
  }
  return rows;
}

/** The chart in one sentence, for who cannot see it; empty when there is nothing to say. */
export function summarize(
  series: Series,
  queueName: string,
  [from, to]: readonly [number, number],
  strings: DashboardStrings,
): string {
  const rows = sampleRows(series, from, to);
  const last = rows.at(-1);
  if (last === undefined) return '';
  const parts = COUNTS.map((name) => {
    const column = COUNT_COLUMNS[name];
    let lowest = Number.POSITIVE_INFINITY;
    let highest = 0;
    for (const row of rows) {
      lowest = Math.min(lowest, series.value(column, row));
      highest = Math.max(highest, series.value(column, row));
    }
    const values = [series.value(column, last), lowest, highest].map(formatInteger);
    return format(strings.seriesSummary, strings[name], ...values);
  });
  return format(strings.summary, queueName, spanText(to - from, strings), parts.join('; '));
}

/** A span of time as the choice of windows writes it. */
export function spanText(ms: number, strings: DashboardStrings): string {
  const minutes = ms / MINUTE_MS;
  if (minutes < HOUR_MINUTES) return format(strings.minutes, round(minutes));
  const hours = minutes / HOUR_MINUTES;
  return hours <= 48
    ? format(strings.hours, round(hours))
    : format(strings.cloudWatch.days, round(hours / 24));
}

/** Seconds in the largest unit that they fill. */
export function durationText(seconds: number, strings: DashboardStrings): string {
  return seconds < 60 ? `${seconds} s` : spanText(seconds * 1_000, strings);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** One sample in words: what the crosshair stands on. */
export function describeReading({ at, latencyMs, counts }: Reading, strings: DashboardStrings): string {
  const values = COUNTS.map((name) => `${strings[name]} ${formatInteger(counts[name])}`);
  const latency = format(strings.answeredIn, formatInteger(latencyMs));
  return `${format(strings.atTime, formatTime(at))}: ${values.join(', ')}, ${latency}`;
}
