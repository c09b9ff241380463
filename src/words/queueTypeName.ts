import * as vscode from 'vscode';
import { isFifoQueueName } from '../shared/queue';

/** What kind of queue it is, in words. */
export function typeName(type: 'standard' | 'fifo' | 'deadLetter', queueName: string): string {
  const isFifo = isFifoQueueName(queueName);
  if (type !== 'deadLetter') return isFifo ? vscode.l10n.t('FIFO queue') : vscode.l10n.t('standard queue');
  return isFifo ? vscode.l10n.t('FIFO dead-letter queue') : vscode.l10n.t('dead-letter queue');
}
