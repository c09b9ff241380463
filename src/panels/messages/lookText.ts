import { l10n } from 'vscode';
import type { ReceiveOutcome, ReceivePolicy } from '../../shared/messagesPanelMessages';
import { type LookResult, RISKY_MAX_RECEIVE_COUNT } from '../../sqs/look';

/** How the look at one queue went. */
export interface LookedQueue {
  readonly queueName: string;
  readonly result: LookResult;
  /** Messages of its dead-letter queue before and after; undefined where there is none, or where they are not told. */
  readonly deadLetters?: { readonly queueName: string; readonly before: number; readonly after: number };
}

type Describe = (error: unknown) => string;

/** Why a look at a queue is asked about first; undefined where it is safe. */
export function lookDanger({
  visibilityTimeout,
  maxReceiveCount,
  deadLetterQueueName = '',
}: ReceivePolicy): string | undefined {
  if (visibilityTimeout === undefined) {
    return l10n.t(
      'The attributes of the queue could not be read: whether messages go to a dead-letter queue once they have been received too often is not known, and each look receives them once.',
    );
  }
  if (maxReceiveCount === undefined || maxReceiveCount > RISKY_MAX_RECEIVE_COUNT) return undefined;
  return l10n.t(
    'A message of this queue goes to {0} once it has been received {1} times without being deleted, and each look receives it once.',
    deadLetterQueueName,
    maxReceiveCount,
  );
}

/** What a look at one or more queues did, in sentences; those of several queues begin with its name. */
export function lookOutcome(looked: readonly LookedQueue[], describe: Describe): ReceiveOutcome {
  const texts = looked.map((each) => {
    const text = sentencesOf(each, describe).join(' ');
    return looked.length > 1 ? l10n.t('{0}: {1}', each.queueName, text) : text;
  });
  const text = texts.join('\n');
  if (looked.every(hasFailed)) return { kind: 'failed', text };
  return { kind: 'looked', text, isWarning: looked.some(isWarning) };
}

/** It brought nothing at all. */
function hasFailed({ result: { end, messages } }: LookedQueue): boolean {
  return end === 'failed' && messages.length === 0;
}

function isWarning({ result: { end, notReleased }, deadLetters }: LookedQueue): boolean {
  const hasMoved = deadLetters !== undefined && deadLetters.after > deadLetters.before;
  return hasMoved || notReleased.length > 0 || end === 'failed';
}

function sentencesOf(looked: LookedQueue, describe: Describe): readonly string[] {
  const { end, error, messages, notReleased } = looked.result;
  if (hasFailed(looked)) return [describe(error)];
  const sentences = [countText(messages.length)];
  if (end === 'failed') sentences.push(l10n.t('Then it failed: {0}', describe(error)));
  if (end === 'repeated') sentences.push(l10n.t('It ended when a message came for the second time.'));
  if (end === 'limit') sentences.push(l10n.t('There may be more.'));
  if (messages.length > 0) sentences.push(releaseText(notReleased.length));
  if (looked.deadLetters) {
    const { queueName, before, after } = looked.deadLetters;
    sentences.push(l10n.t('{0} held {1} messages before and {2} after.', queueName, before, after));
  }
  return sentences;
}

function countText(count: number): string {
  if (count === 0) return l10n.t('No message came.');
  return count === 1 ? l10n.t('Looked at 1 message.') : l10n.t('Looked at {0} messages.', count);
}

function releaseText(notReleased: number): string {
  return notReleased === 0
    ? l10n.t('All are visible again.')
    : l10n.t('{0} could not be released and are visible again within 30 s.', notReleased);
}
