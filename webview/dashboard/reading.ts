import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import type { QueueCounts } from '../../src/shared/queue';
import { format, formatInteger, formatTime } from '../text';
import { type CountSeries, SERIES } from './countSeries';

/** Rows of the data table at most, spread over the window. */
const TABLE_ROWS = 30;
const MINUTE_MS = 60_000;

/** A sample as the data table shows it; `at` in epoch milliseconds. */
export interface Reading {
  readonly at: number;
  readonly counts: QueueCounts;
}

/** Samples between two times, newest first, thinned out to a readable number. */
export function readings(series: CountSeries, from: number, to: number): readonly Reading[] {
  const rows = [...series.rowsBetween(from, to)].reverse();
  const every = Math.ceil(rows.length / TABLE_ROWS);
  return rows
    .filter((_row, index) => index % every === 0)
    .flatMap((row) => {
      const counts = series.countsAt(row);
      return counts ? [{ at: series.data[0][row] ?? 0, counts }] : [];
    });
}

/** The chart in one sentence, for who cannot see it; empty when there is nothing to say. */
export function summarize(
  series: CountSeries,
  queueName: string,
  window: readonly [number, number],
  strings: DashboardStrings,
): string {
  const extents = series.extents(...window);
  if (!extents) return '';
  const parts = SERIES.map((name) => {
    const { now, lowest, highest } = extents[name];
    return format(strings.seriesSummary, strings[name], ...[now, lowest, highest].map(formatInteger));
  });
  return format(strings.summary, queueName, (window[1] - window[0]) / MINUTE_MS, parts.join('; '));
}

/** One sample in words: what the crosshair stands on. */
export function describeReading({ at, counts }: Reading, strings: DashboardStrings): string {
  const values = SERIES.map((name) => `${strings[name]} ${formatInteger(counts[name])}`);
  return `${format(strings.atTime, formatTime(at))}: ${values.join(', ')}`;
}
