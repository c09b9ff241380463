import * as vscode from 'vscode';
import type { HeadingStrings, QueueHeading } from '../shared/panelMessages';
import { isFifoQueueName, type QueueRef, queueKey } from '../shared/queue';
import { EMULATOR_ID } from '../sqs/connection';
import { accountIdOf } from '../sqs/queueUrl';

const PROFILE_PREFIX = 'profile:';

/** What a page shows of its queue. */
export function queueHeading(queue: QueueRef): QueueHeading {
  return {
    key: queueKey(queue),
    queueName: queue.queueName,
    connection: connectionName(queue.connectionId),
    account: accountIdOf(queue.queueUrl) ?? '',
    region: queue.region,
    isAws: queue.connectionId.startsWith(PROFILE_PREFIX),
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

function connectionName(connectionId: string): string {
  if (connectionId === EMULATOR_ID) return vscode.l10n.t('Emulator');
  return vscode.l10n.t('AWS profile {0}', connectionId.slice(PROFILE_PREFIX.length));
}
