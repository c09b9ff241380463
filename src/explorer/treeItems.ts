import type * as vscode from 'vscode';
import { connectionItem } from './connectionItem';
import { groupItem } from './groupItem';
import { linkItem, taskItem } from './linkItems';
import type { ExplorerNode } from './nodes';
import { noteItem } from './noteItems';
import { queueItem } from './queueItem';
import type { QueueTree } from './queueTree';
import { regionItem } from './regionItem';

/** The row of a node as VS Code draws it. */
export function treeItem(node: ExplorerNode, tree: QueueTree, extensionUri: vscode.Uri): vscode.TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node.connection, tree.emulator, tree.budgetUse(node.connection));
    case 'region':
      return regionItem(node, tree.queueCount(node));
    case 'group':
      return groupItem(node);
    case 'queue':
      return queueItem(node, { extensionUri, filter: tree.filter });
    case 'link':
      return linkItem(node);
    case 'task':
      return taskItem(node);
    case 'note':
      return noteItem(node);
  }
}
