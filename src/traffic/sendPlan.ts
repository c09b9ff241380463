import type { Pace, TrafficLimit } from './trafficSpec';

/** Entries that SendMessageBatch takes. */
export const MAX_BATCH_ENTRIES = 10;
/** Messages of fast producers wait this long for others to share a call with. */
const GATHER_SECONDS = 0.1;

/** Some messages to send together, and when. */
export interface PlannedSend {
  /** Milliseconds since the start. */
  readonly dueMs: number;
  /** 1 … 10 */
  readonly count: number;
}

/**
 * Every send of a producer in order, without end where there is no limit.
 *
 * Times are multiples counted from the start, so that they never drift. From 20 messages a second on, those of
 * a tenth of a second, ten at most, go in one call when the first of them is due.
 */
export function* planSends(pace: Pace, limit: TrafficLimit = {}): Generator<PlannedSend> {
  const endMs = (limit.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  let left = Math.min(limit.messages ?? Number.POSITIVE_INFINITY, dueBefore(endMs, pace));
  for (const { dueMs, count } of pace.kind === 'rate' ? ratePlan(pace.perSecond) : burstPlan(pace)) {
    if (left <= 0 || dueMs >= endMs) return;
    yield { dueMs, count: Math.min(count, left) };
    left -= count;
  }
}

/** Messages of a call are due one after the other, so the last call before the end may have to be a smaller one. */
function dueBefore(endMs: number, pace: Pace): number {
  return pace.kind === 'rate' ? Math.ceil((endMs * pace.perSecond) / 1000) : Number.POSITIVE_INFINITY;
}

function* ratePlan(perSecond: number): Generator<PlannedSend> {
  const count = Math.min(Math.max(Math.floor(perSecond * GATHER_SECONDS), 1), MAX_BATCH_ENTRIES);
  for (let sent = 0; ; sent += count) yield { dueMs: (sent * 1000) / perSecond, count };
}

function* burstPlan({ size, everySeconds }: Extract<Pace, { kind: 'burst' }>): Generator<PlannedSend> {
  for (let burst = 0; burst === 0 || everySeconds !== undefined; burst++) {
    const dueMs = burst * (everySeconds ?? 0) * 1000;
    for (let left = size; left > 0; left -= MAX_BATCH_ENTRIES) {
      yield { dueMs, count: Math.min(left, MAX_BATCH_ENTRIES) };
    }
  }
}
