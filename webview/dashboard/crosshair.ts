import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import type { CloudWatchView } from './cloudWatchView';
import { describeReading, readingAt } from './reading';
import type { Series } from './series';

/** A sample is of the crosshair's time when it is no further away than so many. */
const NEAR_INTERVALS = 3;

/** What the crosshair of a queue stands over. */
export interface CrosshairPlace {
  /** Epoch milliseconds; undefined: it stands nowhere. */
  readonly cursorAt: number | undefined;
  readonly counts: Series;
  readonly cloudWatch: CloudWatchView | undefined;
  /** Milliseconds from one sample to the next. */
  readonly intervalMs: number;
}

/** The sample under the crosshair; undefined when there is none, or when CloudWatch alone knows of that time. */
export function sampleUnder({
  cursorAt,
  counts,
  cloudWatch,
  intervalMs,
}: CrosshairPlace): number | undefined {
  if (cursorAt === undefined) return undefined;
  const row = counts.nearestRow(cursorAt);
  const period = cloudWatch?.periodMs;
  if (row === undefined || period === undefined) return row;
  const nearMs = Math.max(NEAR_INTERVALS * intervalMs, period);
  return Math.abs(counts.at(row) - cursorAt) <= nearMs ? row : undefined;
}

/** What is read out: where a sample and a period of CloudWatch are both near, the one that the crosshair stands on. */
export function describeCrosshair(place: CrosshairPlace, strings: DashboardStrings): string {
  const { cursorAt, counts, cloudWatch } = place;
  const row = sampleUnder(place);
  const period = cursorAt === undefined ? undefined : cloudWatch?.row;
  const isOnSample = row !== undefined && counts.at(row) === cursorAt;
  if (cloudWatch && period !== undefined && !isOnSample) return cloudWatch.describe(period);
  return row === undefined ? strings.now : describeReading(readingAt(counts, row), strings);
}
