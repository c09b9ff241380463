import * as vscode from 'vscode';
import type { HeadingStrings, QueueHeading } from '../shared/panelMessages';
import { isFifoQueueName, type QueueRef, queueKey } from '../shared/queue';
import { connectionOfId } from '../sqs/connection';
import { accountIdOf } from '../sqs/queueUrl';
import { connectionLabel } from '../words/connectionLabel';

/** What a page shows of its queue. */
export function queueHeading(queue: QueueRef): QueueHeading {
  const connection = connectionOfId(queue.connectionId);
  return {
    key: queueKey(queue),
    queueName: queue.queueName,
    connection: connectionLabel(connection),
    account: accountIdOf(queue.queueUrl) ?? '',
    region: queue.region,
    isAws: connection.kind === 'profile',
    isFifo: isFifoQueueName(queue.queueName),
  };
}

export function headingStrings(): HeadingStrings {
  return {
    standard: vscode.l10n.t('Standard queue'),
    fifo: vscode.l10n.t('FIFO queue'),
    aws: vscode.l10n.t('AWS'),
    location: vscode.l10n.t('Connection, account and region'),
  };
}
