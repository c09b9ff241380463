import * as vscode from 'vscode';
import { type QueueRef, queueKey } from '../shared/queue';
import { Failure } from '../sqs/failure';
import type { CommandContext, CommandTarget } from './commandContext';
import { confirmLoss } from './confirmation';
import { nameKey } from './createQueue';
import { countDown, type MinuteRules } from './minuteRules';
import { pickQueue } from './pickers';
import { withProgress } from './runCommand';
import { saveMessages } from './saveMessages';

/** Deletes a queue with all its messages, after a confirmation. */
export async function deleteQueue(
  context: CommandContext,
  target: CommandTarget,
  rules: MinuteRules,
): Promise<void> {
  const title = vscode.l10n.t('Delete Queue');
  const queue = await pickQueue(context, target, title);
  const question = vscode.l10n.t('Delete the queue {0} with all its messages?', queue.queueName);
  await confirmLoss(context, queue, { question, button: title, title }, () => saveMessages(context, queue));
  const { connectionId, region, queueName } = queue;
  await withProgress(vscode.l10n.t('Deleting {0} …', queueName), (signal) =>
    context.services.get(connectionId, region).deleteQueue(queue, signal),
  );
  rules.note('recreate', nameKey(connectionId, region, queueName));
}

/** Deletes all messages of a queue, after a confirmation; waits where SQS wants 60 seconds between two purges. */
export async function purgeQueue(
  context: CommandContext,
  target: CommandTarget,
  rules: MinuteRules,
): Promise<void> {
  const title = vscode.l10n.t('Purge Queue');
  const queue = await pickQueue(context, target, title);
  const question = vscode.l10n.t('Delete all messages of the queue {0}?', queue.queueName);
  await confirmLoss(context, queue, { question, button: title, title }, () => saveMessages(context, queue));
  const purge = (signal: AbortSignal) =>
    context.services.get(queue.connectionId, queue.region).purgeQueue(queue, signal);
  try {
    await withProgress(vscode.l10n.t('Purging {0} …', queue.queueName), purge);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'PurgeQueueInProgress') throw error;
    await purgeLater(queue, rules.waitAfterRefusal('purge', queueKey(queue)), purge);
  }
  rules.note('purge', queueKey(queue));
}

/** The purge was confirmed; it happens as soon as SQS lets it, unless the user cancels. */
async function purgeLater(
  { queueName }: QueueRef,
  waitMs: number,
  purge: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const title = vscode.l10n.t('{0} was purged less than 60 seconds ago', queueName);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const tell = (seconds: number) =>
      progress.report({ message: vscode.l10n.t('purging again in {0} s', seconds) });
    await countDown(waitMs, tell, abort.signal);
    await purge(abort.signal);
  });
}
