import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { copyOf } from '../moves/move';
import type { MessageDraft, MessageSelection } from '../shared/message';
import { isFifoQueueName, type QueueRef, queueKey } from '../shared/queue';
import { failureText } from '../words/failureText';
import type { CommandContext } from './commandContext';
import { confirm, placeOf, pointerWarning, selectionOf } from './messageSelection';
import { runMoveTasks } from './moveRun';
import { pickQueue } from './pickers';

/** Moves messages to a queue that the user picks. @throws Cancelled when none is picked or it is not confirmed */
export async function moveMessages(context: CommandContext, given?: MessageSelection): Promise<void> {
  const { queue, messages } = selectionOf(context, given);
  if (messages.some(({ receiptHandle }) => receiptHandle === '')) {
    throw new Error(vscode.l10n.t('Only messages that were received can be moved: a peek gives no receipt.'));
  }
  const target = await pickQueue(context, undefined, vscode.l10n.t('Move {0} Messages to', messages.length));
  if (queueKey(target) === queueKey(queue)) {
    throw new Error(
      vscode.l10n.t('{0} is where the messages are. Resend sends them there once more.', queue.queueName),
    );
  }
  await confirm(
    vscode.l10n.t('Move {0} messages from {1} to {2}?', messages.length, queue.queueName, target.queueName),
    [
      vscode.l10n.t('From {0}', placeOf(context, queue)),
      vscode.l10n.t('To {0}', placeOf(context, target)),
      vscode.l10n.t('Each is sent first and deleted only once it has arrived. It gets a new message ID.'),
      ...pointerWarning(messages),
    ],
    vscode.l10n.t('Move'),
  );
  const tasks = messages.map((message) => ({ message, source: queue, target }));
  const moved = await runMoveTasks(context, tasks, {
    title: vscode.l10n.t('Moving messages to {0} …', target.queueName),
  });
  context.panels.forgetMessages(
    queue,
    moved.map(({ messageId }) => messageId),
  );
}

/** Sends copies to the queue that the messages were received from. They themselves stay. */
export async function resendMessages(context: CommandContext, given?: MessageSelection): Promise<void> {
  const { queue, messages } = selectionOf(context, given);
  await confirm(
    vscode.l10n.t('Send {0} messages once more to {1}?', messages.length, queue.queueName),
    [
      placeOf(context, queue),
      vscode.l10n.t('The messages that were received stay as they are: afterwards there are two of each.'),
      ...pointerWarning(messages),
    ],
    vscode.l10n.t('Resend'),
  );
  const drafts = messages.map((message) => freshCopy(copyOf(message, queue), queue));
  await sendCopies(context, queue, drafts);
}

/** A copy that no FIFO queue takes for the original. */
export function freshCopy(draft: MessageDraft, target: QueueRef): MessageDraft {
  const isFifo = isFifoQueueName(target.queueName);
  return { ...draft, messageDeduplicationId: isFifo ? randomUUID() : undefined };
}

/** Sends one after the other, with progress that can be cancelled, and tells what failed. */
export async function sendCopies(
  { services }: CommandContext,
  target: QueueRef,
  drafts: readonly MessageDraft[],
): Promise<void> {
  const service = services.get(target.connectionId, target.region);
  const title = vscode.l10n.t('Sending messages to {0} …', target.queueName);
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const failures: unknown[] = [];
  let sent = 0;
  await vscode.window.withProgress(progress, async (reporter, token) => {
    for (const draft of drafts) {
      if (token.isCancellationRequested) return;
      try {
        await service.sendMessage(target, draft);
        sent += 1;
      } catch (error) {
        failures.push(error);
      }
      reporter.report({
        increment: 100 / drafts.length,
        message: vscode.l10n.t('{0} of {1}', sent, drafts.length),
      });
    }
  });
  const text = vscode.l10n.t('Sent {0} of {1} messages to {2}.', sent, drafts.length, target.queueName);
  if (failures.length === 0) void vscode.window.showInformationMessage(text);
  else void vscode.window.showErrorMessage(`${text} ${failureText(failures[0])}`);
}

/** Opens the composer with a copy of the one selected message. */
export async function editAndResend(context: CommandContext, given?: MessageSelection): Promise<void> {
  const { queue, messages } = selectionOf(context, given);
  const [message] = messages;
  if (!message) return;
  const draft = freshCopy(copyOf(message, queue), queue);
  const note = [
    vscode.l10n.t('This is a copy of message {0}, which stays as it is.', message.messageId),
    ...pointerWarning([message]),
  ].join(' ');
  await context.panels.openComposer(queue, { kind: 'draft', draft, hasPlaceholders: false, note });
}
