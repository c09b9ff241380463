import * as vscode from 'vscode';
import { DisposableStore } from '../shared/disposable';
import type { ExplorerNode } from './nodes';
import { queueTooltip } from './queueTooltip';
import type { QueueTree } from './queueTree';
import { withoutArguments } from './rowOpener';
import { treeItem } from './treeItems';

/** Gives the tree of queues to VS Code. */
export class QueueTreeProvider implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #tree: QueueTree;
  readonly #extensionUri: vscode.Uri;
  readonly #disposables = new DisposableStore();
  readonly #onDidChangeTreeData = this.#disposables.add(
    new vscode.EventEmitter<ExplorerNode[] | undefined>(),
  );
  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  constructor(tree: QueueTree, extensionUri: vscode.Uri) {
    this.#tree = tree;
    this.#extensionUri = extensionUri;
    this.#disposables.add(tree.onDidChange((nodes) => this.#onDidChangeTreeData.fire(nodes && [...nodes])));
  }

  getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return withoutArguments(treeItem(node, this.#tree, this.#extensionUri));
  }

  /** What opening a row does. */
  commandOf(node: ExplorerNode): vscode.Command | undefined {
    return treeItem(node, this.#tree, this.#extensionUri).command;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    return [...(node ? await this.#tree.readChildren(node) : this.#tree.roots)];
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return this.#tree.parentOf(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    if (node.kind === 'queue') item.tooltip = queueTooltip(node);
    return item;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
