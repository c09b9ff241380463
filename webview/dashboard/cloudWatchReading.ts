import { CLOUD_WATCH_COLUMNS, type CloudWatchColumn, cloudWatchColumn } from '../../src/shared/cloudWatch';
import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format, formatDuration, formatInteger, formatShortMinute } from '../text';
import { COUNTS } from './derived';
import { sampleRows, spanText } from './reading';
import type { Series } from './series';

/** Rows of the data table at most. */
const TABLE_ROWS = 30;
/** What a row of the data table is of, in seconds: one that begins on the hour, or divides it. */
const TABLE_STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * 60);
/** Columns that are sums of their period. */
export const CLOUD_WATCH_SUMS = ['sent', 'received', 'deleted', 'emptyReceives'] as const;

/** What CloudWatch says of a stretch of time; undefined where it has no value. */
export interface CloudWatchReading {
  /** When it begins, epoch milliseconds. */
  readonly at: number;
  readonly periodSeconds: number;
  readonly values: Readonly<Record<CloudWatchColumn, number | undefined>>;
}

/** The period that a time is in; undefined where CloudWatch has no value. */
export function periodAt(series: Series, at: number): number | undefined {
  const row = series.lastRowTo(at);
  if (row === undefined) return undefined;
  return at < series.at(row) + series.value(0, row) * 1_000 ? row : undefined;
}

/** Periods between two times, newest first, put together to a readable number: the highest counts, the sums. */
export function cloudWatchReadings(
  series: Series,
  [from, to]: readonly [number, number],
): readonly CloudWatchReading[] {
  const rows = sampleRows(series, from, to);
  const longest = Math.max(0, ...rows.map((row) => series.value(0, row)));
  const step = TABLE_STEPS.find(
    (seconds) => seconds >= longest && (to - from) / 1_000 / seconds <= TABLE_ROWS,
  );
  const stepMs = (step ?? 86_400) * 1_000;
  // Hours and days begin as the reader's clock has them.
  const offsetMs = new Date(from).getTimezoneOffset() * 60_000;
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const begin = Math.floor((series.at(row) - offsetMs) / stepMs) * stepMs + offsetMs;
    const group = groups.get(begin);
    if (group) group.push(row);
    else groups.set(begin, [row]);
  }
  return [...groups].map(([at, group]) => readingOf(series, group, at, stepMs / 1_000)).reverse();
}

function readingOf(
  series: Series,
  rows: readonly number[],
  at: number,
  periodSeconds: number,
): CloudWatchReading {
  const values = CLOUD_WATCH_COLUMNS.map((name) => [name, valueOf(series, rows, name)] as const);
  return { at, periodSeconds, values: Object.fromEntries(values) as CloudWatchReading['values'] };
}

function valueOf(series: Series, rows: readonly number[], name: CloudWatchColumn): number | undefined {
  const values = rows.map((row) => series.value(cloudWatchColumn(name), row)).filter((value) => value >= 0);
  if (values.length === 0) return undefined;
  return isSum(name) ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
}

function isSum(name: CloudWatchColumn): boolean {
  return CLOUD_WATCH_SUMS.some((sum) => sum === name);
}

/** What CloudWatch says of a window in one sentence; empty when it says nothing. */
export function summarizeCloudWatch(
  series: Series,
  queueName: string,
  [from, to]: readonly [number, number],
  strings: DashboardStrings,
): string {
  const rows = sampleRows(series, from, to);
  if (rows.length === 0) return '';
  const words = strings.cloudWatch;
  const counts = COUNTS.flatMap((name) => {
    const values = rows.map((row) => series.value(cloudWatchColumn(name), row)).filter((value) => value >= 0);
    if (values.length === 0) return [];
    const [lowest, highest] = [Math.min(...values), Math.max(...values)].map(formatInteger);
    return [format(words.extent, strings[name], lowest ?? '', highest ?? '')];
  });
  const { values } = readingOf(series, rows, from, (to - from) / 1_000);
  const labels = { ...strings, emptyReceives: words.emptyReceives };
  const sums = CLOUD_WATCH_SUMS.flatMap((name) =>
    values[name] === undefined ? [] : [format(words.total, labels[name], formatInteger(values[name]))],
  );
  const age =
    values.oldestAge === undefined ? [] : [`${words.oldestAge} ${formatDuration(values.oldestAge * 1_000)}`];
  return format(
    words.summary,
    queueName,
    spanText(to - from, strings),
    [...counts, ...sums, ...age].join('; '),
  );
}

/** One period in words: what the crosshair stands on. */
export function describePeriod(series: Series, row: number, strings: DashboardStrings): string {
  const { at, values } = readingOf(series, [row], series.at(row), series.value(0, row));
  const { cloudWatch } = strings;
  const labels = { ...strings, emptyReceives: cloudWatch.emptyReceives };
  const numbers = [...COUNTS, ...CLOUD_WATCH_SUMS].flatMap((name) =>
    values[name] === undefined ? [] : [`${labels[name]} ${formatInteger(values[name])}`],
  );
  const age =
    values.oldestAge === undefined
      ? []
      : [`${cloudWatch.oldestAge} ${formatDuration(values.oldestAge * 1_000)}`];
  return format(cloudWatch.reading, formatShortMinute(at), [...numbers, ...age].join(', '));
}
