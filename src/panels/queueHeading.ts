import * as vscode from 'vscode';
import type { HeadingStrings, QueueHeading } from '../shared/panelMessages';
import { isFifoQueueName, type QueueRef, queueKey } from '../shared/queue';
import { type Connection, isAws } from '../sqs/connection';
import { accountIdOf } from '../sqs/queueUrl';
import { connectionLabel } from '../words/connectionLabel';

/** What a page shows of its queue; `connection` is undefined once it was taken away. */
export function queueHeading(queue: QueueRef, connection: Connection | undefined): QueueHeading {
  return {
    key: queueKey(queue),
    queueName: queue.queueName,
    connection: connection ? connectionLabel(connection) : vscode.l10n.t('removed connection'),
    account: accountIdOf(queue.queueUrl) ?? '',
    region: queue.region,
    isAws: connection !== undefined && isAws(connection),
    isFifo: isFifoQueueName(queue.queueName),
  };
}

/** Queue, connection, account and region as one line, for the questions of a page. */
export function headingPlace({ queueName, connection, account, region }: QueueHeading): string {
  return [queueName, connection, account || vscode.l10n.t('account not known'), region].join(' · ');
}

export function headingStrings(): HeadingStrings {
  return {
    standard: vscode.l10n.t('Standard queue'),
    fifo: vscode.l10n.t('FIFO queue'),
    aws: vscode.l10n.t('AWS'),
    location: vscode.l10n.t('Connection, account and region'),
  };
}
