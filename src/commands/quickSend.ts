import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isFifoQueueName } from '../shared/queue';
import type { CommandContext, CommandTarget } from './commandContext';
import { confirm, placeOf, previewOf } from './messageSelection';
import { findConnection, pickQueue } from './pickers';

/** Sends the last message to this queue once more; opens the composer where there is none. Asks first outside of the emulator. */
export async function quickSend(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Quick Send'));
  const last = context.history.last(queue);
  if (!last) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing was sent to {0} from this workspace yet.', queue.queueName),
    );
    return context.panels.openComposer(queue);
  }
  if (findConnection(context, queue.connectionId).kind !== 'emulator') {
    const question = vscode.l10n.t('Send the last message to {0} once more?', queue.queueName);
    await confirm(question, [placeOf(context, queue), previewOf(last.draft.body)], vscode.l10n.t('Send'));
  }
  const isFifo = isFifoQueueName(queue.queueName);
  const draft = isFifo ? { ...last.draft, messageDeduplicationId: randomUUID() } : last.draft;
  const sent = await context.services.get(queue.connectionId, queue.region).sendMessage(queue, draft);
  await context.history.add(queue, draft, sent, Date.now());
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t('Sent message {0} to {1}', sent.messageId, queue.queueName)}`,
    5_000,
  );
}
