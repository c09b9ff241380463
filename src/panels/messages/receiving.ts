import { l10n } from 'vscode';
import type { ReceivedMessage } from '../../shared/message';
import type { MessagesRequest, ReceiveOutcome, ReceivePolicy } from '../../shared/messagesPanelMessages';
import type { QueueRef } from '../../shared/queue';
import { type LookResult, look, RISKY_MAX_RECEIVE_COUNT } from '../../sqs/look';
import { headingPlace } from '../queueHeading';
import type { MessagesContext } from './messagesContext';

type ReceiveRequest = Extract<MessagesRequest, { type: 'receive' }>;

/** Receives and looks, one at a time, until it has ended or `signal` is aborted. */
export class Receiving {
  readonly #queue: QueueRef;
  readonly #context: MessagesContext;

  constructor(queue: QueueRef, context: MessagesContext) {
    this.#queue = queue;
    this.#context = context;
  }

  /** Receives once, so many times, or until it is aborted; `onMessages` gets what comes. */
  async receive(
    {
      maxNumberOfMessages,
      waitTimeSeconds,
      visibilityTimeout,
      times = Number.POSITIVE_INFINITY,
    }: ReceiveRequest,
    onMessages: (messages: readonly ReceivedMessage[]) => void,
    signal: AbortSignal,
  ): Promise<ReceiveOutcome> {
    const isContinuous = times > 1;
    const options = { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout, isContinuous };
    let count = 0;
    try {
      for (let round = 0; round < times; round++) {
        const messages = await this.#context.service().receiveMessages(this.#queue, options, signal);
        count += messages.length;
        if (messages.length > 0) onMessages(messages);
        else if (times === Number.POSITIVE_INFINITY) await pause(waitTimeSeconds === 0 ? 1_000 : 0, signal);
      }
    } catch (error) {
      if (!signal.aborted) return { kind: 'failed', text: this.#context.describe(error) };
      return count > 0 ? { kind: 'received', count } : { kind: 'cancelled' };
    }
    return count > 0 ? { kind: 'received', count } : { kind: 'empty' };
  }

  /**
   * Looks at the queue, and says what that did. Undefined when the reader did not want it once the danger was told.
   * @param deadLetterQueue whose depth tells whether the look has moved messages
   */
  async look(
    limit: number,
    policy: ReceivePolicy,
    deadLetterQueue: QueueRef | undefined,
    onMessages: (messages: readonly ReceivedMessage[]) => void,
    signal: AbortSignal,
  ): Promise<ReceiveOutcome | undefined> {
    if (!(await this.#isLookWanted(policy))) return undefined;
    const before = await this.#readDepth(deadLetterQueue);
    const { now } = this.#context;
    const result = await look(this.#context.service(), this.#queue, { limit, onMessages, now }, signal);
    const after = await this.#readDepth(deadLetterQueue);
    if (result.end === 'failed' && result.messages.length === 0) {
      return { kind: 'failed', text: this.#context.describe(result.error) };
    }
    return this.#lookOutcome(result, deadLetterQueue?.queueName, before, after);
  }

  async #isLookWanted({ maxReceiveCount, deadLetterQueueName = '' }: ReceivePolicy): Promise<boolean> {
    if (maxReceiveCount === undefined || maxReceiveCount > RISKY_MAX_RECEIVE_COUNT) return true;
    const question = l10n.t('Look at {0} although that can move messages?', this.#queue.queueName);
    const detail = l10n.t(
      'A message of this queue goes to {0} once it has been received {1} times without being deleted, and each look receives it once.',
      deadLetterQueueName,
      maxReceiveCount,
    );
    const place = headingPlace(this.#context.heading);
    return this.#context.editor.confirm(question, `${place}\n\n${detail}`, l10n.t('Look'));
  }

  #lookOutcome(
    { end, error, messages, notReleased }: LookResult,
    deadLetterQueueName: string | undefined,
    before: number | undefined,
    after: number | undefined,
  ): ReceiveOutcome {
    const sentences = [
      messages.length === 1
        ? l10n.t('Looked at 1 message.')
        : l10n.t('Looked at {0} messages.', messages.length),
    ];
    if (messages.length === 0) sentences[0] = l10n.t('No message came.');
    if (end === 'failed') sentences.push(l10n.t('Then it failed: {0}', this.#context.describe(error)));
    if (end === 'repeated') sentences.push(l10n.t('It ended when a message came for the second time.'));
    if (end === 'limit') sentences.push(l10n.t('There may be more.'));
    if (messages.length > 0) {
      sentences.push(
        notReleased.length === 0
          ? l10n.t('All are visible again.')
          : l10n.t('{0} could not be released and are visible again within 30 s.', notReleased.length),
      );
    }
    const hasMoved = before !== undefined && after !== undefined && after > before;
    if (deadLetterQueueName !== undefined && before !== undefined && after !== undefined) {
      sentences.push(
        l10n.t('{0} held {1} messages before and {2} after.', deadLetterQueueName, before, after),
      );
    }
    const isWarning = hasMoved || notReleased.length > 0 || end === 'failed';
    return { kind: 'looked', text: sentences.join(' '), isWarning };
  }

  /** Undefined where it cannot be read; the look is possible all the same. */
  async #readDepth(queue: QueueRef | undefined): Promise<number | undefined> {
    if (!queue) return undefined;
    try {
      const { visible, inFlight, delayed } = await this.#context.service().readCounts(queue);
      return visible + inFlight + delayed;
    } catch {
      return undefined;
    }
  }
}

/** Between short polls that bring nothing, so that they do not follow each other without end. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds === 0 || signal.aborted) return signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
  signal.throwIfAborted();
}
