import { createHistogram } from 'node:perf_hooks';
import type { Failure, FailureKind } from '../sqs/failure';
import type { EntryFailure } from '../sqs/sqsService';
import { RecentIds } from './recentIds';

/** What a producer or consumer has done since it started: plain data. */
export interface TrafficFigures {
  readonly sent: number;
  readonly received: number;
  readonly deleted: number;
  /** Messages that SQS refused to take or to delete, and receives that failed. */
  readonly failed: number;
  /** Messages whose work failed, as the failure rate wanted. */
  readonly workFailed: number;
  /** Messages received that this run had received before; the last 100,000 at least are remembered. */
  readonly duplicates: number;
  /** Time from the answer of the receive to the answer of the delete; absent until something was deleted. */
  readonly receiveToDelete?: { readonly p50Ms: number; readonly p99Ms: number } | undefined;
  readonly lastFailure?: TrafficFailure | undefined;
}

/** Why something failed; `kind` is absent for an entry of a batch. */
export interface TrafficFailure {
  readonly kind?: FailureKind | undefined;
  /** Such as `QueueDoesNotExist`. */
  readonly code: string;
  readonly message: string;
}

const IDS_KEPT = 100_000;
/** The visibility timeout can be no longer than 12 hours. */
const LONGEST_MICROSECONDS = 12 * 3_600 * 1_000_000;

/** Counts what a run does, in bounded memory. */
export class FiguresRecorder {
  #sent = 0;
  #received = 0;
  #deleted = 0;
  #failed = 0;
  #workFailed = 0;
  #duplicates = 0;
  #lastFailure: TrafficFailure | undefined;
  readonly #seen = new RecentIds(IDS_KEPT);
  readonly #latencies = createHistogram({ lowest: 1, highest: LONGEST_MICROSECONDS, figures: 3 });

  didSend(count: number): void {
    this.#sent += count;
  }

  didReceive(messageIds: readonly string[]): void {
    this.#received += messageIds.length;
    for (const id of messageIds) if (this.#seen.add(id)) this.#duplicates++;
  }

  didDelete(count: number, receiveToDeleteMs: number): void {
    this.#deleted += count;
    const microseconds = Math.min(Math.max(Math.round(receiveToDeleteMs * 1000), 1), LONGEST_MICROSECONDS);
    for (let i = 0; i < count; i++) this.#latencies.record(microseconds);
  }

  didFailWork(): void {
    this.#workFailed++;
  }

  /** @param count messages of the call, or 1 for a receive */
  didFail(count: number, { kind, code, message }: Failure): void {
    this.#failed += count;
    this.#lastFailure = { kind, code, message };
  }

  didFailEntries(failures: readonly EntryFailure[]): void {
    const [first] = failures;
    if (!first) return;
    this.#failed += failures.length;
    this.#lastFailure = { code: first.code, message: first.message };
  }

  read(): TrafficFigures {
    return {
      sent: this.#sent,
      received: this.#received,
      deleted: this.#deleted,
      failed: this.#failed,
      workFailed: this.#workFailed,
      duplicates: this.#duplicates,
      receiveToDelete: this.#deleted > 0 ? this.#percentiles() : undefined,
      lastFailure: this.#lastFailure,
    };
  }

  #percentiles() {
    return {
      p50Ms: this.#latencies.percentile(50) / 1000,
      p99Ms: this.#latencies.percentile(99) / 1000,
    };
  }
}
