import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { moveTaskTarget, moveTaskText } from '../words/moveTaskText';
import type { LinkNode, QueueNode, TaskNode } from './nodes';

/** The row of a link from a queue to its dead-letter queue, or back. */
export function linkItem({ parent, direction, queueName, target }: LinkNode): vscode.TreeItem {
  const isDeadLetter = direction === 'deadLetterQueue';
  const relation = isDeadLetter ? vscode.l10n.t('Dead-letter queue') : vscode.l10n.t('Source');
  const item = new vscode.TreeItem(relation);
  item.id = `${idOf(parent)} ${direction} ${queueName}`;
  item.description = queueName;
  item.iconPath = new vscode.ThemeIcon(isDeadLetter ? 'arrow-right' : 'arrow-left');
  item.contextValue = target ? `link.${direction}` : `link.${direction}.unknown`;
  if (target) {
    const title = vscode.l10n.t('Reveal Queue');
    item.tooltip = vscode.l10n.t('{0}: show it in the tree', queueName);
    item.command = { command: Commands.queueReveal, title, arguments: [{ queue: target }] };
  } else {
    item.tooltip = vscode.l10n.t(
      '{0} is not among the queues of this region that are listed: it was deleted, or belongs elsewhere.',
      queueName,
    );
  }
  item.accessibilityInformation = { label: `${relation}: ${queueName}` };
  return item;
}

/** The row of a message move task. */
export function taskItem({ parent, task }: TaskNode): vscode.TreeItem {
  const text = moveTaskText(task);
  const item = new vscode.TreeItem(vscode.l10n.t('Redrive'));
  item.id = `${idOf(parent)} task ${task.startedAt}`;
  item.description = text;
  const isRunning = task.status === 'RUNNING' || task.status === 'CANCELLING';
  item.iconPath = new vscode.ThemeIcon(isRunning ? 'sync~spin' : iconOfEnded(task.status));
  item.contextValue = `task.${task.status}`;
  const started = new Date(task.startedAt).toLocaleString();
  item.tooltip = [text, moveTaskTarget(task), vscode.l10n.t('started {0}', started)].join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('Redrive {0}, {1}', text, moveTaskTarget(task)) };
  return item;
}

function iconOfEnded(status: string): string {
  if (status === 'COMPLETED') return 'check';
  return status === 'CANCELLED' ? 'circle-slash' : 'error';
}

function idOf({ queue }: QueueNode): string {
  return `${queue.connectionId} ${queue.region} ${queue.queueUrl}`;
}
