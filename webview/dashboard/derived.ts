import type { Series } from './series';

/** Columns of the counts. */
export const LATENCY = 0;
export const COUNT_COLUMNS = { visible: 1, inFlight: 2, delayed: 3 } as const;
export const COUNTS = ['visible', 'inFlight', 'delayed'] as const;
export type CountName = (typeof COUNTS)[number];

/** Columns of the rates. */
export const RATE_COLUMNS = { sent: 0, received: 1, deleted: 2 } as const;
export const RATES = ['sent', 'received', 'deleted'] as const;
export type RateName = (typeof RATES)[number];

const MINUTE_MS = 60_000;
/** The net arrival rate is that of the last seconds: counts of single samples jump. */
const NET_OVER_MS = 10_000;
/** Less than so much of a minute is no trend. */
const LEAST_TREND_MS = 5_000;

/** All messages of a queue at a row. */
export function totalAt(counts: Series, row: number): number {
  return COUNTS.reduce((sum, name) => sum + counts.value(COUNT_COLUMNS[name], row), 0);
}

/** Messages that came in less those that went out, per second, in the ten seconds before a row; 0 where it begins. */
export function netRateAt(counts: Series, row: number): number {
  const from = earlierRow(counts, row, NET_OVER_MS);
  const seconds = (counts.at(row) - counts.at(from)) / 1000;
  return seconds > 0 ? (totalAt(counts, row) - totalAt(counts, from)) / seconds : 0;
}

/** How much a count changes in a minute, by the last minute before a row; undefined where too little is known. */
export function trendPerMinute(counts: Series, column: number, row: number): number | undefined {
  const from = earlierRow(counts, row, MINUTE_MS);
  const ms = counts.at(row) - counts.at(from);
  if (ms < LEAST_TREND_MS) return undefined;
  return ((counts.value(column, row) - counts.value(column, from)) * MINUTE_MS) / ms;
}

/** How a backlog develops. */
export type Drain =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'notDraining' }
  /** `ms`: until it is empty, if it goes on like this. */
  | { readonly kind: 'draining'; readonly ms: number };

export function drainAt(counts: Series, row: number): Drain {
  const backlog = totalAt(counts, row);
  if (backlog === 0) return { kind: 'empty' };
  const from = earlierRow(counts, row, MINUTE_MS);
  const ms = counts.at(row) - counts.at(from);
  if (ms < LEAST_TREND_MS) return { kind: 'unknown' };
  const gone = totalAt(counts, from) - backlog;
  return gone > 0 ? { kind: 'draining', ms: (backlog * ms) / gone } : { kind: 'notDraining' };
}

/** What a queue grew by between a time and a row, and since when; undefined where nothing is known of that time. */
export function growthSince(
  counts: Series,
  from: number,
  row: number,
): { readonly count: number; readonly ms: number } | undefined {
  let first = counts.rowFrom(from);
  while (first < row && counts.isGap(first)) first += 1;
  const ms = counts.at(row) - counts.at(first);
  return ms >= LEAST_TREND_MS ? { count: totalAt(counts, row) - totalAt(counts, first), ms } : undefined;
}

/** The row so much earlier, or the first after a gap. */
function earlierRow(counts: Series, row: number, ms: number): number {
  const oldest = counts.rowFrom(counts.at(row) - ms);
  let earlier = row;
  while (earlier > oldest && !counts.isGap(earlier - 1)) earlier -= 1;
  return earlier;
}
