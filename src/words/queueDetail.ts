import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { accountIdOf } from '../sqs/queueUrl';
import { connectionLabel, connectionMarksText } from './connectionLabel';

/** Queue, connection with its marks, account, identity and region, a line each: for every dialog that confirms. */
export function queueDetail(queue: QueueRef, connection: Connection): readonly string[] {
  const account = accountOf(queue, connection);
  return [vscode.l10n.t('Queue: {0}', queue.queueName), ...placeLines(connection, queue.region, account)];
}

/** `queueDetail` of a whole region, or of a queue that is yet to be created there. */
export function regionDetail(connection: Connection, region: string): readonly string[] {
  return placeLines(connection, region, connection.account);
}

/**
 * Queue, connection with its marks, account and region as one line: where two queues are named, and for titles.
 * @param connection undefined for one that was taken away since
 */
export function queuePlace(queue: QueueRef, connection: Connection | undefined): string {
  const account = accountOf(queue, connection) ?? vscode.l10n.t('account not known');
  const label = connection ? markedLabel(connection) : vscode.l10n.t('removed connection');
  return [queue.queueName, label, account, queue.region].join(' · ');
}

function placeLines(connection: Connection, region: string, account: string | undefined): readonly string[] {
  return [
    vscode.l10n.t('Connection: {0}', markedLabel(connection)),
    vscode.l10n.t('Account: {0}', account ?? vscode.l10n.t('not known')),
    ...(connection.identity ? [vscode.l10n.t('Identity: {0}', connection.identity)] : []),
    vscode.l10n.t('Region: {0}', region),
  ];
}

/** The queue's URL says whose it is, which need not be the account of the credentials. */
function accountOf({ queueUrl }: QueueRef, connection: Connection | undefined): string | undefined {
  return accountIdOf(queueUrl) ?? connection?.account;
}

function markedLabel(connection: Connection): string {
  const marks = connectionMarksText(connection).join(', ');
  const label = connectionLabel(connection);
  return marks ? `${label} (${marks})` : label;
}
