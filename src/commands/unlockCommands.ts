import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { PRODUCTION_UNLOCK_MS } from '../sqs/unlocks';
import { connectionLabel } from '../words/connectionLabel';
import { queueDetail } from '../words/queueDetail';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { findConnection, pickQueue } from './pickers';
import type { CommandRunner } from './runCommand';

/** Whether messages may be received from a queue of a read-only or production connection. */
export function registerUnlockCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(
      Commands.queueUnlock,
      vscode.l10n.t('Could not unlock the queue'),
      (target: CommandTarget) => unlock(context, target),
    ),
    runner.register(
      Commands.queueLock,
      vscode.l10n.t('Could not lock the queue'),
      async (target: CommandTarget) => {
        const queue = await pickQueue(context, target, vscode.l10n.t('Lock Queue'));
        context.unlocks.lock(queue);
      },
    ),
  );
}

async function unlock(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Unlock Queue for Receiving'));
  const connection = findConnection(context, queue.connectionId);
  if (!connection.isReadOnly && !connection.isProduction) {
    const label = connectionLabel(connection);
    throw new Error(vscode.l10n.t('{0} needs no unlock: it is neither read-only nor production.', label));
  }
  if (!(await confirmUnlock(queue, connection))) throw new Cancelled();
  context.unlocks.unlock(queue);
}

/** Asks in a modal that says what receiving does and where. */
export async function confirmUnlock(queue: QueueRef, connection: Connection): Promise<boolean> {
  const button = vscode.l10n.t('Unlock Queue');
  const effect = vscode.l10n.t(
    'Receiving raises the receive count of each message, hides it from consumers while it is in flight, and moves it to the dead-letter queue when it was received too often.',
  );
  const duration = connection.isProduction
    ? vscode.l10n.t('The unlock lasts {0} minutes.', PRODUCTION_UNLOCK_MS / 60_000)
    : vscode.l10n.t('The unlock lasts until this window closes.');
  const detail = [...queueDetail(queue, connection), '', effect, '', duration].join('\n');
  const question = vscode.l10n.t('Receive messages from {0}?', queue.queueName);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}
