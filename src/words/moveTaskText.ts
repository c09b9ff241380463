import * as vscode from 'vscode';
import type { MoveTask } from '../sqs/sqsService';

/** How far a message move task is, in a few words. */
export function moveTaskText({ status, moved, toMove, failureReason }: MoveTask): string {
  const of =
    toMove === undefined
      ? vscode.l10n.t('{0} messages', moved.toLocaleString())
      : vscode.l10n.t('{0} of about {1} messages', moved.toLocaleString(), toMove.toLocaleString());
  switch (status) {
    case 'RUNNING':
      return vscode.l10n.t('moving, {0}', of);
    case 'CANCELLING':
      return vscode.l10n.t('being cancelled, {0}', of);
    case 'CANCELLED':
      return vscode.l10n.t('cancelled, {0}', of);
    case 'COMPLETED':
      return vscode.l10n.t('completed, {0}', of);
    case 'FAILED':
      return vscode.l10n.t('failed ({0}), {1}', failureReasonText(failureReason), of);
  }
}

/** Where the messages of a task go. */
export function moveTaskTarget({ destinationArn }: MoveTask): string {
  return destinationArn === undefined
    ? vscode.l10n.t('to the queues that they came from')
    : vscode.l10n.t('to {0}', destinationArn.split(':').at(-1) ?? destinationArn);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasksResultEntry.html */
export const NO_SOURCE = 'CouldNotDetermineMessageSource';

/** Reasons that have a remedy in words, the others as SQS gives them. */
function failureReasonText(reason: string | undefined): string {
  if (reason === undefined) return vscode.l10n.t('no reason given');
  if (reason === NO_SOURCE)
    return vscode.l10n.t('SQS does not know where a message came from, choose a queue for it');
  return reason;
}
