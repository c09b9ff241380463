import * as vscode from 'vscode';
import type { GroupNode } from './nodes';

/** The row of a group of queues. */
export function groupItem(node: GroupNode): vscode.TreeItem {
  const { label, parent, key } = node;
  const isPinned = label.kind === 'pinned';
  const item = new vscode.TreeItem(
    groupName(label),
    isPinned ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `${parent.connection.id} ${parent.region} ${key}`;
  item.description = label.count.toLocaleString();
  item.iconPath = new vscode.ThemeIcon(isPinned ? 'pinned' : 'symbol-folder');
  item.contextValue = `group.${label.kind}`;
  const count =
    label.count === 1 ? vscode.l10n.t('1 queue') : vscode.l10n.t('{0} queues', label.count.toLocaleString());
  const name = fullName(label);
  item.tooltip = `${name}\n${count}`;
  item.accessibilityInformation = { label: `${name}, ${count}` };
  return item;
}

function groupName(label: GroupNode['label']): string {
  if (label.kind === 'rank') return `${label.from.toLocaleString()} – ${label.to.toLocaleString()}`;
  if (label.kind !== 'range') return fullName(label);
  const cut = (name: string) => (label.shared.length > 3 ? `…${name.slice(label.shared.length)}` : name);
  return `${cut(label.first)} – ${cut(label.last)}`;
}

function fullName(label: GroupNode['label']): string {
  switch (label.kind) {
    case 'pinned':
      return vscode.l10n.t('Pinned');
    case 'prefix':
      return `${label.prefix}…`;
    case 'range':
      return vscode.l10n.t('{0} to {1}', label.first, label.last);
    case 'rank':
      return vscode.l10n.t('Places {0} to {1}', label.from.toLocaleString(), label.to.toLocaleString());
  }
}
