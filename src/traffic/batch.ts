import type { EntryFailure } from '../sqs/sqsService';
import { sleep } from '../sqs/timers';
import { recordFailure, type TrafficContext } from './trafficContext';
import type { FailedEntries } from './trafficSpec';

const MAX_TRIES = 3;
const RETRY_AFTER_MS = 100;

/** Items of one kind that go to SQS in one call, or alone. */
export interface BatchCall<T> {
  readonly one: (item: T) => Promise<unknown>;
  /** @returns the entries that were refused */
  readonly many: (items: readonly T[]) => Promise<readonly EntryFailure[]>;
  /** Told how many were done by a call. */
  readonly didSucceed: (count: number) => void;
}

/**
 * Sends or deletes 1 … 10 items, and counts what was refused.
 *
 * Only refused entries of a batch are tried again: of a call that failed nobody knows what it did.
 */
export async function callInBatch<T>(
  context: TrafficContext,
  items: readonly T[],
  policy: FailedEntries,
  call: BatchCall<T>,
): Promise<void> {
  let left = items;
  for (let tries = 1; left.length > 0; tries++) {
    const failures = await callOnce(context, left, call);
    const canRetry = policy === 'retry' && tries < MAX_TRIES && !context.stopping.aborted;
    const retried = failures.filter((failure) => canRetry && !failure.isSenderFault);
    context.recorder.didFailEntries(failures.filter((failure) => !retried.includes(failure)));
    if (failures.length > 0 && policy === 'stop') context.stop();
    left = left.filter((_, index) => retried.some((failure) => failure.index === index));
    if (left.length > 0) await sleep(context.timers, RETRY_AFTER_MS, context.stopping);
  }
}

async function callOnce<T>(
  context: TrafficContext,
  items: readonly T[],
  { one, many, didSucceed }: BatchCall<T>,
): Promise<readonly EntryFailure[]> {
  const [first, ...rest] = items;
  if (first === undefined) return [];
  try {
    const failures = rest.length === 0 ? (await one(first), []) : await many(items);
    didSucceed(items.length - failures.length);
    return failures;
  } catch (error) {
    if (!context.cutting.aborted) recordFailure(context, error, items.length);
    return [];
  }
}
