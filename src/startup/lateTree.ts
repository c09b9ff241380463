import * as vscode from 'vscode';

/** Stands for a tree whose code is loaded when its view is first shown. */
export class LateTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #load: () => Promise<unknown>;
  readonly #onDidChangeTreeData = new vscode.EventEmitter<Node | Node[] | undefined | null | void>();
  #listening: vscode.Disposable | undefined;
  #provider: vscode.TreeDataProvider<Node> | undefined;

  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  /** @param load resolves after `serve` was called */
  constructor(load: () => Promise<unknown>) {
    this.#load = load;
  }

  /** From now on the rows come from this provider. */
  serve(provider: vscode.TreeDataProvider<Node>): void {
    this.#listening?.dispose();
    this.#provider = provider;
    this.#listening = provider.onDidChangeTreeData?.((change) => this.#onDidChangeTreeData.fire(change));
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#served.getTreeItem(node);
  }

  async getChildren(node?: Node): Promise<Node[] | null | undefined> {
    if (!this.#provider) await this.#load();
    return this.#served.getChildren(node);
  }

  getParent(node: Node): vscode.ProviderResult<Node> {
    return this.#served.getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#served.resolveTreeItem?.(item, node, token) ?? item;
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#onDidChangeTreeData.dispose();
  }

  get #served(): vscode.TreeDataProvider<Node> {
    if (!this.#provider) throw new Error('The tree has not been loaded.');
    return this.#provider;
  }
}
