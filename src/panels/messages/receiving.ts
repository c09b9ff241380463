import { l10n } from 'vscode';
import type { ReceivedMessage } from '../../shared/message';
import type { MessagesRequest, ReceiveOutcome, ReceivePolicy } from '../../shared/messagesPanelMessages';
import type { QueueRef } from '../../shared/queue';
import { look } from '../../sqs/look';
import { headingPlace } from '../queueHeading';
import { type LookedQueue, lookDanger, lookOutcome } from './lookText';
import type { MessagesContext } from './messagesContext';

type ReceiveRequest = Extract<MessagesRequest, { type: 'receive' }>;

/** A queue to be looked at. */
export interface LookTarget {
  readonly queue: QueueRef;
  readonly policy: ReceivePolicy;
  /** Its depth tells whether the look has moved messages. */
  readonly deadLetterQueue: QueueRef | undefined;
}

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
      attributes,
    }: ReceiveRequest,
    onMessages: (messages: readonly ReceivedMessage[]) => void,
    signal: AbortSignal,
  ): Promise<ReceiveOutcome> {
    const isContinuous = times > 1;
    const options = { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout, attributes, isContinuous };
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
   * Looks at one queue after the other, and says what that did. Undefined when the reader did not want it once the
   * danger was told.
   * @param limit messages of each queue at most
   */
  async look(
    targets: readonly LookTarget[],
    limit: number,
    onMessages: (queue: QueueRef, policy: ReceivePolicy, messages: readonly ReceivedMessage[]) => void,
    signal: AbortSignal,
  ): Promise<ReceiveOutcome | undefined> {
    for (const target of targets) if (!(await this.#isLookWanted(target))) return undefined;
    const looked: LookedQueue[] = [];
    for (const target of targets) {
      if (looked.length > 0 && signal.aborted) break;
      const { queue, policy } = target;
      looked.push(
        await this.#lookAt(target, limit, (messages) => onMessages(queue, policy, messages), signal),
      );
    }
    return lookOutcome(looked, this.#context.describe);
  }

  async #lookAt(
    { queue, deadLetterQueue }: LookTarget,
    limit: number,
    onMessages: (messages: readonly ReceivedMessage[]) => void,
    signal: AbortSignal,
  ): Promise<LookedQueue> {
    const before = await this.#readDepth(deadLetterQueue);
    const { now } = this.#context;
    const result = await look(this.#context.service(), queue, { limit, onMessages, now }, signal);
    const after = await this.#readDepth(deadLetterQueue);
    const { queueName } = queue;
    if (!deadLetterQueue || before === undefined || after === undefined) return { queueName, result };
    return { queueName, result, deadLetters: { queueName: deadLetterQueue.queueName, before, after } };
  }

  async #isLookWanted({ queue, policy }: LookTarget): Promise<boolean> {
    const detail = lookDanger(policy);
    if (detail === undefined) return true;
    const question = l10n.t('Look at {0} although that can move messages?', queue.queueName);
    const place = headingPlace(this.#context.heading);
    return this.#context.editor.confirm(question, `${place}\n\n${detail}`, l10n.t('Look'));
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
