import type { MessageDraft } from '../shared/message';
import { MAX_MESSAGE_SIZE, messageSize } from '../shared/messageChecks';
import type { QueueRef } from '../shared/queue';
import type { EntryFailure, SqsService } from '../sqs/sqsService';

const MAX_BATCH_ENTRIES = 10;

/** A message that was not sent, or of which it is not known. */
export interface BulkFailure {
  /** The number of the message in its run, from 0. */
  readonly index: number;
  readonly draft: MessageDraft;
  /** What SQS or the network said. */
  readonly error: unknown;
  /** The answer was lost: the message may have been sent, and a retry may send it a second time. */
  readonly isUnknown: boolean;
}

export interface BulkProgress {
  readonly sent: number;
  readonly failed: number;
  readonly total: number;
}

export interface BulkSend {
  readonly service: Pick<SqsService, 'sendMessageBatch'>;
  readonly queue: QueueRef;
  /** How many messages, from the first of `draftAt`. */
  readonly count: number;
  readonly draftAt: (index: number) => MessageDraft;
  /** Messages in a second at most; as fast as the queue takes them when left out. */
  readonly perSecond?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BulkProgress) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits; ends at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a run ended. What is neither sent nor failed was not tried: the run was cancelled. */
export interface BulkResult {
  readonly sent: number;
  readonly failures: readonly BulkFailure[];
  readonly isCancelled: boolean;
}

/** The refused entry of a batch as an error. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';

  constructor(readonly failure: EntryFailure) {
    super(failure.message || failure.code);
  }
}

/**
 * Sends many messages, in batches of at most ten and 1 MiB, at a rate if one is given.
 *
 * A batch that is on its way is not cut off when the run is cancelled, so that it is known what was sent.
 */
export async function sendBulk(run: BulkSend): Promise<BulkResult> {
  const failures: BulkFailure[] = [];
  let sent = 0;
  let next = 0;
  const startedAt = run.now();
  while (next < run.count && !run.signal.aborted) {
    const batch = nextBatch(run, next);
    const failed = await sendBatch(run, batch, next);
    failures.push(...failed);
    sent += batch.length - failed.length;
    next += batch.length;
    run.onProgress({ sent, failed: failures.length, total: run.count });
    if (next < run.count) await keepPace(run, startedAt, next);
  }
  return { sent, failures, isCancelled: next < run.count };
}

/** The messages of the next call, at least one. A slow rate takes fewer at a time, so that they come evenly. */
function nextBatch(run: BulkSend, first: number): readonly MessageDraft[] {
  const entries = Math.min(
    MAX_BATCH_ENTRIES,
    Math.ceil(run.perSecond ?? MAX_BATCH_ENTRIES),
    run.count - first,
  );
  const drafts: MessageDraft[] = [];
  let size = 0;
  for (let index = first; index < first + entries; index += 1) {
    const draft = run.draftAt(index);
    size += messageSize(draft.body, draft.attributes);
    if (drafts.length > 0 && size > MAX_MESSAGE_SIZE) break;
    drafts.push(draft);
  }
  return drafts;
}

async function sendBatch(
  { service, queue }: BulkSend,
  drafts: readonly MessageDraft[],
  first: number,
): Promise<readonly BulkFailure[]> {
  try {
    const refused = await service.sendMessageBatch(queue, drafts);
    return refused.flatMap((failure) => {
      const draft = drafts[failure.index];
      const error = new EntryRefused(failure);
      return draft ? [{ index: first + failure.index, draft, error, isUnknown: false }] : [];
    });
  } catch (error) {
    const isUnknown = isAnswerLost(error);
    return drafts.map((draft, index) => ({ index: first + index, draft, error, isUnknown }));
  }
}

/** True for a call that may have done its work although it failed. */
export function isAnswerLost(error: unknown): boolean {
  const { kind } = error as { readonly kind?: unknown };
  return kind === 'unreachable' || kind === undefined;
}

async function keepPace(run: BulkSend, startedAt: number, done: number): Promise<void> {
  if (run.perSecond === undefined) return;
  const dueAt = startedAt + (done / run.perSecond) * 1_000;
  const wait = dueAt - run.now();
  if (wait > 0) await run.sleep(wait, run.signal);
}
