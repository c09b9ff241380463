import { createHash, randomUUID } from 'node:crypto';
import type { MessageDraft, ReceivedMessage } from '../shared/message';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { toFailure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import type { MoveJournal } from './moveJournal';

/** How long SQS knows a deduplication ID. */
export const DEDUPLICATION_MS = 300_000;
/** A receipt that lapses sooner is made longer before anything is sent. */
const ENOUGH_MS = 30_000;
const HOLD_SECONDS = 60;

/** How an attempt to move a message ended. */
export type MoveOutcome =
  | { readonly kind: 'moved'; readonly newMessageId: string; readonly mayBeTwice: boolean }
  /** The receipt is good no more. Nothing was sent. */
  | { readonly kind: 'notHeld'; readonly error: unknown }
  /** The target refused it. It is in the source alone. */
  | { readonly kind: 'notSent'; readonly error: unknown }
  /** No answer: it may be in both queues. */
  | { readonly kind: 'unknown'; readonly error: unknown }
  /** The answer tells of another message: what was sent is not there, or not as it was. It is in the source. */
  | { readonly kind: 'notTaken'; readonly reason: 'duplicate' | 'md5'; readonly newMessageId: string }
  /** It is in both queues. */
  | { readonly kind: 'notDeleted'; readonly newMessageId: string; readonly error: unknown };

export interface MoveContext {
  readonly source: { readonly service: SqsService; readonly queue: QueueRef };
  readonly target: { readonly service: SqsService; readonly queue: QueueRef };
  readonly journal: MoveJournal;
  /** Message IDs that sends of earlier moves returned: an ID that comes twice was not added. */
  readonly knownIds: Set<string>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * One message on its way from one queue to another, never in neither.
 *
 * It is sent, its answer is checked, that is written down, and only then it is deleted. Its deduplication ID is new,
 * and the same in every attempt.
 */
export class Move {
  readonly id = randomUUID();
  readonly message: ReceivedMessage;
  readonly draft: MessageDraft;
  readonly #context: MoveContext;
  #visibleAgainAt: number;
  #firstSentAt: number | undefined;
  #sentId: string | undefined;
  #mayBeTwice = false;
  #outcome: MoveOutcome | undefined;

  /** @param draft what to send in place of the message as it is: see `copyOf` */
  constructor(context: MoveContext, message: ReceivedMessage, draft = copyOf(message, context.target.queue)) {
    this.#context = context;
    this.message = message;
    this.#visibleAgainAt = message.visibleAgainAt;
    const isFifo = isFifoQueueName(context.target.queue.queueName);
    this.draft = { ...draft, messageDeduplicationId: isFifo ? randomUUID() : undefined };
  }

  /** How the last attempt ended; undefined before the first. */
  get outcome(): MoveOutcome | undefined {
    return this.#outcome;
  }

  /** True when another attempt may add the message a second time, so that the user is to be asked. */
  get retryMayDouble(): boolean {
    if (this.#outcome?.kind !== 'unknown' || this.#firstSentAt === undefined) return false;
    if (this.draft.messageDeduplicationId === undefined) return true;
    return this.#context.now() - this.#firstSentAt >= DEDUPLICATION_MS;
  }

  /** Moves the message, or goes on where the last attempt ended. */
  async run(): Promise<MoveOutcome> {
    this.#outcome = await this.#attempt();
    return this.#outcome;
  }

  async #attempt(): Promise<MoveOutcome> {
    if (this.#outcome?.kind === 'moved') return this.#outcome;
    if (this.#sentId === undefined) {
      const failed = (await this.#hold()) ?? (await this.#send());
      if (failed) return failed;
    }
    return this.#delete(this.#sentId ?? '');
  }

  /** A message whose receipt has lapsed could be with somebody else by now. */
  async #hold(): Promise<MoveOutcome | undefined> {
    const { source, now } = this.#context;
    const left = this.#visibleAgainAt - now();
    if (left >= ENOUGH_MS) return undefined;
    const isFifo = isFifoQueueName(source.queue.queueName);
    if (left <= 0 && isFifo) return { kind: 'notHeld', error: new Error('The receipt has lapsed.') };
    try {
      await source.service.changeVisibility(source.queue, this.message.receiptHandle, HOLD_SECONDS);
      this.#visibleAgainAt = now() + HOLD_SECONDS * 1_000;
      return undefined;
    } catch (error) {
      return { kind: 'notHeld', error };
    }
  }

  async #send(): Promise<MoveOutcome | undefined> {
    const { source, target, journal, now } = this.#context;
    const isFirst = this.#firstSentAt === undefined;
    this.#firstSentAt ??= now();
    if (isFirst) {
      await journal.begin({
        id: this.id,
        source: source.queue,
        target: target.queue,
        messageId: this.message.messageId,
        deduplicationId: this.draft.messageDeduplicationId,
        at: this.#firstSentAt,
      });
    }
    try {
      const answer = await target.service.sendMessage(target.queue, this.draft);
      return await this.#check(answer.messageId, answer.md5OfBody, answer.attempts ?? 1);
    } catch (error) {
      return this.#didNotSend(error, isFirst);
    }
  }

  /** Only a refusal of the first attempt says that the message is not there. */
  async #didNotSend(error: unknown, isFirst: boolean): Promise<MoveOutcome> {
    const kind = toFailure(error)?.kind ?? 'unreachable';
    if (kind === 'unreachable' || !isFirst) return { kind: 'unknown', error };
    await this.#context.journal.end(this.id);
    this.#firstSentAt = undefined;
    return { kind: 'notSent', error };
  }

  async #check(newMessageId: string, md5OfBody: string, attempts: number): Promise<MoveOutcome | undefined> {
    const { journal, knownIds } = this.#context;
    const isKnown = newMessageId === this.message.messageId || knownIds.has(newMessageId);
    const isDamaged = md5OfBody !== createHash('md5').update(this.draft.body).digest('hex');
    if (isKnown || isDamaged) {
      // A damaged copy is in the target: the journal goes on listing it.
      if (isKnown) await journal.end(this.id);
      return { kind: 'notTaken', reason: isKnown ? 'duplicate' : 'md5', newMessageId };
    }
    knownIds.add(newMessageId);
    this.#mayBeTwice ||= attempts > 1 && this.draft.messageDeduplicationId === undefined;
    await journal.didSend(this.id, newMessageId);
    this.#sentId = newMessageId;
    return undefined;
  }

  async #delete(newMessageId: string): Promise<MoveOutcome> {
    const { source, journal } = this.#context;
    try {
      await source.service.deleteMessage(source.queue, this.message.receiptHandle);
    } catch (error) {
      return { kind: 'notDeleted', newMessageId, error };
    }
    const mayBeTwice = this.#mayBeTwice;
    await (mayBeTwice ? journal.mayBeTwice(this.id, newMessageId) : journal.end(this.id));
    return { kind: 'moved', newMessageId, mayBeTwice };
  }
}

/**
 * A received message as it is sent once more: body, attributes, group and trace header.
 * @param groupId for a FIFO target, when the message has no group
 */
export function copyOf(message: ReceivedMessage, target: QueueRef, groupId?: string): MessageDraft {
  const group = message.systemAttributes['MessageGroupId'];
  const isFifo = isFifoQueueName(target.queueName);
  return {
    body: message.body,
    attributes: message.attributes,
    messageGroupId: group ?? (isFifo ? (groupId ?? message.messageId) : undefined),
    traceHeader: message.systemAttributes['AWSTraceHeader'],
  };
}
