import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { QueueCounts } from '../shared/queue';
import { isFifoQueueName } from '../shared/queue';
import { regionName } from '../sqs/regions';
import { connectionItem } from './connectionItem';
import type { ExplorerNode, QueueNode, QueueType, RegionNode } from './nodes';
import { noteItem } from './noteItems';
import type { QueueTree } from './queueTree';

/** The row of a node as VS Code draws it. */
export function treeItem(node: ExplorerNode, tree: QueueTree, extensionUri: vscode.Uri): vscode.TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node.connection, tree.emulator);
    case 'region':
      return regionItem(node, tree.queueCount(node));
    case 'queue':
      return queueItem(node, extensionUri);
    case 'note':
      return noteItem(node);
  }
}

function regionItem({ connection, region }: RegionNode, queueCount: number | undefined): vscode.TreeItem {
  const state =
    connection.kind === 'emulator'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(region, state);
  item.id = `${connection.id} ${region}`;
  item.description = regionName(region) ?? false;
  item.iconPath = new vscode.ThemeIcon('globe');
  item.contextValue = `region.${connection.kind}`;
  item.tooltip = queueCount === undefined ? undefined : queuesText(queueCount);
  item.accessibilityInformation = {
    label: [region, vscode.l10n.t('region'), item.description, item.tooltip].filter(Boolean).join(', '),
  };
  return item;
}

function queuesText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 queue') : vscode.l10n.t('{0} queues', count);
}

function queueItem(node: QueueNode, extensionUri: vscode.Uri): vscode.TreeItem {
  const { queue, failure } = node;
  const item = new vscode.TreeItem(queue.queueName);
  item.id = `${queue.connectionId} ${queue.region} ${queue.queueUrl}`;
  item.description = rowDescription(node);
  item.iconPath = failure ? new vscode.ThemeIcon('warning') : queueIcon(node.type, extensionUri);
  item.contextValue = isFifoQueueName(queue.queueName) ? 'queue.fifo' : 'queue.standard';
  item.accessibilityInformation = { label: spokenLabel(node) };
  item.command = {
    command: Commands.dashboardOpen,
    title: vscode.l10n.t('Open Dashboard'),
    arguments: [node],
  };
  return item;
}

function queueIcon(type: QueueType, extensionUri: vscode.Uri): vscode.IconPath {
  const file = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', 'tree', `${type}-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

function rowDescription({ counts, failure }: QueueNode): string | false {
  if (failure) return failureWord(failure.kind);
  return counts ? countsText(counts) : false;
}

function countsText({ visible, inFlight, delayed }: QueueCounts): string {
  return [visible, inFlight, delayed].join(' · ');
}

function failureWord(kind: string): string {
  return kind === 'notFound'
    ? vscode.l10n.t('does not exist any more')
    : vscode.l10n.t('counts not available');
}

/** The row as a screen reader says it: the dots of the description would be lost. */
function spokenLabel({ queue, counts, failure, type }: QueueNode): string {
  const parts = [queue.queueName, typeName(type, queue.queueName)];
  if (failure) parts.push(failureWord(failure.kind));
  else if (counts) {
    parts.push(vscode.l10n.t('{0} visible', counts.visible));
    parts.push(vscode.l10n.t('{0} in flight', counts.inFlight));
    parts.push(vscode.l10n.t('{0} delayed', counts.delayed));
  }
  return parts.join(', ');
}

/** What kind of queue it is, in words. */
export function typeName(type: QueueType, queueName: string): string {
  const isFifo = isFifoQueueName(queueName);
  if (type !== 'deadLetter') return isFifo ? vscode.l10n.t('FIFO queue') : vscode.l10n.t('standard queue');
  return isFifo ? vscode.l10n.t('FIFO dead-letter queue') : vscode.l10n.t('dead-letter queue');
}
