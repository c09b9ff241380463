import { randomUUID } from 'node:crypto';
import type { BulkState } from '../shared/composerMessages';
import type { MessageDraft } from '../shared/message';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { SqsService } from '../sqs/sqsService';
import { systemSleep } from '../sqs/timers';
import { type BulkFailure, type BulkResult, sendBulk } from '../templates/bulkSend';
import { compileDraft, hasPlaceholder } from '../templates/fillDraft';

/** Failures that the page lists. */
const LISTED_FAILURES = 100;

export interface BulkContext {
  readonly queue: QueueRef;
  readonly service: () => SqsService;
  readonly describe: (error: unknown) => string;
  readonly now: () => number;
  readonly onDidChange: (state: BulkState | undefined) => void;
}

/** What is to be sent many times. */
export interface BulkRequest {
  readonly draft: MessageDraft;
  readonly hasPlaceholders: boolean;
  readonly count: number;
  readonly perSecond?: number | undefined;
}

/** The runs of many messages of one composer, one at a time. */
export class ComposerBulk {
  readonly #context: BulkContext;
  #failures: readonly BulkFailure[] = [];
  #running: AbortController | undefined;
  #state: BulkState | undefined;

  constructor(context: BulkContext) {
    this.#context = context;
  }

  get state(): BulkState | undefined {
    return this.#state;
  }

  async start({ draft, hasPlaceholders, count, perSecond }: BulkRequest): Promise<void> {
    const draftAt = this.#drafts(draft, hasPlaceholders);
    await this.#run(count, draftAt, perSecond);
  }

  /** Sends what failed once more: the same messages with the same IDs. */
  async retry(): Promise<void> {
    const failures = this.#failures;
    if (failures.length === 0) return;
    await this.#run(failures.length, (index) => failureAt(failures, index).draft, undefined, failures);
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** Every message of a FIFO queue has a new deduplication ID, unless the one that was typed differs by itself. */
  #drafts(draft: MessageDraft, hasPlaceholders: boolean): (index: number) => MessageDraft {
    const { now, queue } = this.#context;
    const compiled = hasPlaceholders ? compileDraft(draft) : () => draft;
    const isOwnId = hasPlaceholders && hasPlaceholder(draft.messageDeduplicationId);
    const needsId = isFifoQueueName(queue.queueName) && !isOwnId;
    return (index) => {
      const filled = compiled({ index, now: now(), random: Math.random });
      return needsId ? { ...filled, messageDeduplicationId: randomUUID() } : filled;
    };
  }

  async #run(
    count: number,
    draftAt: (index: number) => MessageDraft,
    perSecond?: number,
    retried?: readonly BulkFailure[],
  ): Promise<void> {
    if (this.#running) return;
    const running = new AbortController();
    this.#running = running;
    this.#failures = [];
    this.#change({ isRunning: true, isCancelled: false, total: count, sent: 0, failed: 0, failures: [] });
    try {
      const { queue, service, now } = this.#context;
      const result = await sendBulk({
        service: service(),
        queue,
        count,
        draftAt,
        perSecond,
        signal: running.signal,
        onProgress: (progress) =>
          this.#change({ ...progress, isRunning: true, isCancelled: false, failures: [] }),
        now,
        sleep: systemSleep,
      });
      this.#end(result, count, retried);
    } finally {
      this.#running = undefined;
    }
  }

  #end({ sent, failures, isCancelled }: BulkResult, total: number, retried?: readonly BulkFailure[]): void {
    // A retry that was cancelled leaves the rest to be retried.
    const left = retried && isCancelled ? retried.slice(sent + failures.length) : [];
    const numbered = retried
      ? failures.map((failure) => ({ ...failure, index: failureAt(retried, failure.index).index }))
      : failures;
    this.#failures = [...numbered, ...left];
    const listed = this.#failures.slice(0, LISTED_FAILURES).map(({ index, error, isUnknown }) => ({
      number: index + 1,
      text: this.#context.describe(error),
      isUnknown,
    }));
    this.#change({
      isRunning: false,
      isCancelled,
      total,
      sent,
      failed: this.#failures.length,
      failures: listed,
    });
  }

  #change(state: BulkState): void {
    this.#state = state;
    this.#context.onDidChange(state);
  }
}

function failureAt(failures: readonly BulkFailure[], index: number): BulkFailure {
  const failure = failures[index];
  if (!failure) throw new Error(`There is no failed message ${index}.`);
  return failure;
}
