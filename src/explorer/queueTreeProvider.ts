import * as vscode from 'vscode';
import { DisposableStore } from '../shared/disposable';
import { ChangesBelow } from './changesBelow';
import type { ExplorerNode } from './nodes';
import { takesIconsForLight } from './queueItem';
import { queueTooltip } from './queueTooltip';
import type { QueueTree } from './queueTree';
import { withoutArguments } from './rowOpener';
import { treeItem } from './treeItems';

/** Rows that were given travel to a window, which may be far away, and open there. */
const TAKEN_MS = 500;

/** Gives the tree of queues to VS Code. */
export class QueueTreeProvider implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #tree: QueueTree;
  readonly #extensionUri: vscode.Uri;
  readonly #changes: ChangesBelow;
  readonly #disposables = new DisposableStore();
  #isForLight = takesIconsForLight(vscode.window.activeColorTheme);
  readonly #onDidChangeTreeData = this.#disposables.add(
    new vscode.EventEmitter<ExplorerNode[] | undefined>(),
  );
  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  constructor(tree: QueueTree, extensionUri: vscode.Uri) {
    this.#tree = tree;
    this.#extensionUri = extensionUri;
    this.#changes = new ChangesBelow({
      parentOf: (node) => tree.parentOf(node),
      fire: (nodes) => this.#onDidChangeTreeData.fire([...nodes]),
    });
    this.#disposables.add(tree.onDidChange((nodes) => this.#didChange(nodes)));
    this.#disposables.add(vscode.window.onDidChangeActiveColorTheme((theme) => this.#didChangeTheme(theme)));
  }

  /** All rows are drawn anew where other icons are needed, and only there: a row loses a click meanwhile. */
  #didChangeTheme(theme: vscode.ColorTheme): void {
    if (takesIconsForLight(theme) === this.#isForLight) return;
    this.#isForLight = !this.#isForLight;
    this.#didChange(undefined);
  }

  getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return withoutArguments(treeItem(node, this.#tree, this.#extensionUri));
  }

  /** What opening a row does. */
  commandOf(node: ExplorerNode): vscode.Command | undefined {
    return treeItem(node, this.#tree, this.#extensionUri).command;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    if (!node) return [...this.#tree.roots];
    const ended = this.#changes.fetching(node);
    try {
      return [...(await this.#tree.readChildren(node))];
    } finally {
      setTimeout(ended, TAKEN_MS);
    }
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return this.#tree.parentOf(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    if (node.kind === 'queue') item.tooltip = queueTooltip(node);
    return item;
  }

  #didChange(nodes: readonly ExplorerNode[] | undefined): void {
    if (nodes) return this.#changes.tell(nodes);
    this.#changes.clear();
    this.#onDidChangeTreeData.fire(undefined);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
