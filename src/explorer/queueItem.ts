import * as vscode from 'vscode';
import { Commands, readSetting } from '../contributions';
import { isFifoQueueName, type QueueCounts } from '../shared/queue';
import { typeName } from '../words/queueTypeName';
import { queueUri } from '../words/queueUri';
import type { QueueNode, QueueType } from './nodes';
import { problemColour } from './problemColour';
import { hasQueueChildren } from './queueChildren';
import { shortenMiddle } from './shortName';

interface QueueItemOptions {
  readonly extensionUri: vscode.Uri;
  /** What names are filtered by: it is marked in them. */
  readonly filter: string;
}

/** The row of a queue: a name that leaves room for the counts, then visible · in flight · delayed. */
export function queueItem(node: QueueNode, { extensionUri, filter }: QueueItemOptions): vscode.TreeItem {
  const { queue, failure } = node;
  const item = new vscode.TreeItem(
    queueLabel(queue.queueName, filter),
    hasQueueChildren(node) ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${queue.connectionId} ${queue.region} ${queue.queueUrl}`;
  item.description = rowDescription(node);
  item.iconPath = failure
    ? new vscode.ThemeIcon('warning', problemColour('warning'))
    : queueIcon(node.type, extensionUri);
  item.contextValue = contextValue(node);
  // Thresholds mark the row by it.
  item.resourceUri = queueUri(queue);
  item.accessibilityInformation = { label: spokenLabel(node) };
  item.command = {
    command: Commands.dashboardOpen,
    title: vscode.l10n.t('Open Dashboard'),
    arguments: [node],
  };
  return item;
}

/** `queue.`, standard or fifo, then what else is known, for `when` clauses: `.deadLetter`, `.pinned`. */
function contextValue({ queue, isDeadLetterQueue, isPinned }: QueueNode): string {
  const type = isFifoQueueName(queue.queueName) ? 'queue.fifo' : 'queue.standard';
  return type + (isDeadLetterQueue ? '.deadLetter' : '') + (isPinned ? '.pinned' : '');
}

function queueLabel(queueName: string, filter: string): vscode.TreeItemLabel {
  const label = shortenMiddle(queueName, readSetting(vscode.workspace, 'queues.nameLength'));
  const start = filter === '' ? -1 : label.toLowerCase().indexOf(filter.toLowerCase());
  return start < 0 ? { label } : { label, highlights: [[start, start + filter.length]] };
}

function queueIcon(type: QueueType, extensionUri: vscode.Uri): vscode.IconPath {
  const file = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', 'tree', `${type}-${theme}.svg`);
  const forDark = takesIconsForLight(vscode.window.activeColorTheme) ? 'light' : 'dark';
  return { light: file('light'), dark: file(forDark) };
}

/** Whether VS Code takes icons for dark themes though they can hardly be seen: in its light theme of high contrast. */
export function takesIconsForLight({ kind }: vscode.ColorTheme): boolean {
  return kind === vscode.ColorThemeKind.HighContrastLight;
}

function rowDescription({ counts, failure, pending }: QueueNode): string | false {
  if (failure) return failureWord(failure.kind);
  if (pending === 'created') return vscode.l10n.t('being created …');
  if (!counts) return false;
  return pending === 'purged' ? vscode.l10n.t('{0} purging …', countsText(counts)) : countsText(counts);
}

function countsText({ visible, inFlight, delayed }: QueueCounts): string {
  return [visible, inFlight, delayed].join(' · ');
}

function failureWord(kind: string): string {
  if (kind === 'notFound') return vscode.l10n.t('does not exist any more');
  if (kind === 'denied') return vscode.l10n.t('sqs:GetQueueAttributes is not allowed');
  return vscode.l10n.t('counts not available');
}

/** The row as a screen reader says it: the dots of the description would be lost. */
function spokenLabel(node: QueueNode): string {
  const { queue, counts, failure, type, pending, isPinned } = node;
  const parts = [queue.queueName, typeName(type, queue.queueName)];
  if (isPinned) parts.push(vscode.l10n.t('pinned'));
  if (failure || pending === 'created') parts.push(rowDescription(node) || '');
  else if (counts) {
    parts.push(vscode.l10n.t('{0} visible', counts.visible));
    parts.push(vscode.l10n.t('{0} in flight', counts.inFlight));
    parts.push(vscode.l10n.t('{0} delayed', counts.delayed));
  }
  return parts.join(', ');
}
