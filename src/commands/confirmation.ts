import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import { type Failure, toFailure } from '../sqs/failure';
import { GuardFailure } from '../sqs/guardedService';
import { queueDetail } from '../words/queueDetail';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { findConnection } from './pickers';
import { withProgress } from './runCommand';

/**
 * Asks in a modal that names connection, account, region, queue and message counts.
 * @throws Cancelled unless the user confirms; GuardFailure on a read-only connection; Failure when the queue does not exist any more
 */
export async function confirmLoss(
  context: CommandContext,
  queue: QueueRef,
  question: string,
  button: string,
): Promise<void> {
  const connection = findConnection(context, queue.connectionId);
  if (connection.isReadOnly) throw new GuardFailure('readOnly', connection);
  const detail = [
    ...queueDetail(queue, connection),
    vscode.l10n.t('Messages: {0}', await messagesText(context, queue)),
  ].join('\n');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

async function messagesText({ services }: CommandContext, queue: QueueRef): Promise<string> {
  try {
    const { visible, inFlight, delayed } = await withProgress(
      vscode.l10n.t('Counting messages …'),
      (signal) => services.get(queue.connectionId, queue.region).readCounts(queue, signal),
    );
    return vscode.l10n.t('{0} visible, {1} in flight, {2} delayed', visible, inFlight, delayed);
  } catch (error) {
    const failure: Failure | undefined = toFailure(error);
    if (!failure || failure.kind !== 'denied') throw error;
    return vscode.l10n.t('not known ({0})', failure.message);
  }
}
