import * as vscode from 'vscode';
import type { OverviewEvent } from '../shared/overviewMessages';
import type { OverviewController } from './overviewController';
import { loadPage, panelType } from './panelPage';
import { postTogether } from './postTogether';

/** The one panel with the overview. It comes back after a window reload. */
export class OverviewPanel implements vscode.Disposable {
  readonly type = panelType('overview');
  readonly #extensionUri: vscode.Uri;
  readonly #createController: (post: (event: OverviewEvent) => void) => OverviewController;
  readonly #registration: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;

  constructor(
    extensionUri: vscode.Uri,
    createController: (post: (event: OverviewEvent) => void) => OverviewController,
  ) {
    this.#extensionUri = extensionUri;
    this.#createController = createController;
    this.#registration = vscode.window.registerWebviewPanelSerializer(this.type, {
      // eslint-disable-next-line @typescript-eslint/require-await -- the editor's interface wants a promise
      deserializeWebviewPanel: async (panel) => this.restore(panel),
    });
  }

  open(): void {
    if (this.#panel) return this.#panel.reveal();
    const title = vscode.l10n.t('SQS Overview');
    this.#attach(vscode.window.createWebviewPanel(this.type, title, vscode.ViewColumn.Active));
  }

  restore(panel: vscode.WebviewPanel): void {
    if (this.#panel) panel.dispose();
    else this.#attach(panel);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#panel?.dispose();
  }

  #attach(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const controller = this.#createController(postTogether(panel));
    const listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => controller.receive(message)),
      panel.onDidChangeViewState(() => controller.setVisible(panel.visible)),
    );
    panel.onDidDispose(() => {
      this.#panel = undefined;
      listeners.dispose();
      controller.dispose();
    });
    loadPage(panel, 'overview', this.#extensionUri, controller.outline);
  }
}
