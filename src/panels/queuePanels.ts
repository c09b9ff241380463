import * as vscode from 'vscode';
import { type QueueRef, queueKey } from '../shared/queue';
import type { KnownQueues } from './knownQueues';
import type { PanelController } from './panelController';
import type { PageName } from './panelDocument';
import { loadPage, panelType } from './panelPage';
import { postTogether } from './postTogether';
import { asRecord } from './untrusted';

/** What makes one kind of panel. */
export interface PanelKind<Event, Controller extends PanelController> {
  readonly page: PageName;
  readonly title: (queue: QueueRef) => string;
  readonly createController: (queue: QueueRef, post: (event: Event) => void) => Controller;
}

/** All open panels of one kind, at most one for each queue. They come back after a window reload. */
export class QueuePanels<Event, Controller extends PanelController>
  implements vscode.Disposable, vscode.WebviewPanelSerializer
{
  readonly #kind: PanelKind<Event, Controller>;
  readonly #extensionUri: vscode.Uri;
  readonly #knownQueues: KnownQueues;
  readonly #open = new Map<
    string,
    { readonly panel: vscode.WebviewPanel; readonly controller: Controller }
  >();
  readonly #registration: vscode.Disposable;

  constructor(kind: PanelKind<Event, Controller>, extensionUri: vscode.Uri, knownQueues: KnownQueues) {
    this.#kind = kind;
    this.#extensionUri = extensionUri;
    this.#knownQueues = knownQueues;
    this.#registration = vscode.window.registerWebviewPanelSerializer(panelType(kind.page), this);
  }

  get type(): string {
    return panelType(this.#kind.page);
  }

  /** The controller of the panel that has the focus, if it is one of these. */
  get active(): Controller | undefined {
    return [...this.#open.values()].find(({ panel }) => panel.active)?.controller;
  }

  /** The controller of a queue's panel that is open. */
  find(queue: QueueRef): Controller | undefined {
    return this.#open.get(queueKey(queue))?.controller;
  }

  /** Shows the queue's panel, a new one if there is none. */
  async open(queue: QueueRef): Promise<void> {
    const open = this.#open.get(queueKey(queue));
    if (open) return open.panel.reveal();
    await this.#knownQueues.add(queue);
    const panel = vscode.window.createWebviewPanel(
      panelType(this.#kind.page),
      this.#kind.title(queue),
      vscode.ViewColumn.Active,
    );
    this.#attach(panel, queue);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the editor's interface wants a promise
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = asRecord(state)?.['key'];
    const queue = typeof key === 'string' ? this.#knownQueues.find(key) : undefined;
    if (queue && !this.#open.has(queueKey(queue))) this.#attach(panel, queue);
    else panel.dispose();
  }

  dispose(): void {
    this.#registration.dispose();
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }

  #attach(panel: vscode.WebviewPanel, queue: QueueRef): void {
    const controller = this.#kind.createController(queue, postTogether(panel));
    this.#open.set(queueKey(queue), { panel, controller });
    // A hidden page is unloaded; shown again it is loaded anew and asks for its state.
    const listener = panel.webview.onDidReceiveMessage((message: unknown) => controller.receive(message));
    const viewListener = panel.onDidChangeViewState(() => controller.setVisible?.(panel.visible));
    panel.onDidDispose(() => {
      this.#open.delete(queueKey(queue));
      listener.dispose();
      viewListener.dispose();
      controller.dispose();
    });
    panel.title = this.#kind.title(queue);
    loadPage(panel, this.#kind.page, this.#extensionUri, controller.outline);
  }
}
