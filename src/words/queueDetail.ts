import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { accountIdOf } from '../sqs/queueUrl';
import { connectionLabel, connectionMarksText } from './connectionLabel';

/** Queue, connection with its marks, account, identity and region, a line each: for every dialog that confirms. */
export function queueDetail(queue: QueueRef, connection: Connection): readonly string[] {
  const marks = connectionMarksText(connection).join(', ');
  const label = connectionLabel(connection);
  const account = connection.account ?? accountIdOf(queue.queueUrl) ?? vscode.l10n.t('not known');
  return [
    vscode.l10n.t('Queue: {0}', queue.queueName),
    vscode.l10n.t('Connection: {0}', marks ? `${label} (${marks})` : label),
    vscode.l10n.t('Account: {0}', account),
    ...(connection.identity ? [vscode.l10n.t('Identity: {0}', connection.identity)] : []),
    vscode.l10n.t('Region: {0}', queue.region),
  ];
}
