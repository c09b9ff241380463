import * as vscode from 'vscode';
import { Commands, setContext } from '../contributions';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import { DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { Connection } from '../sqs/connection';
import type { QueueChange, SqsServices } from '../sqs/sqsService';
import { systemTimers } from '../sqs/timers';
import type { ConnectionNode, ExplorerNode, RegionNode } from './nodes';
import { QueueTree } from './queueTree';
import { QueueTreeProvider } from './queueTreeProvider';
import { Repeater } from './repeater';

/** Between two looks at the emulator's queues while somebody looks at the view. */
const REFRESH_PAUSE_MS = 1_500;

export interface ExplorerServices {
  readonly extensionUri: vscode.Uri;
  readonly queuesView: vscode.TreeView<ExplorerNode>;
  readonly queuesTree: { serve(provider: vscode.TreeDataProvider<ExplorerNode>): void };
  readonly services: SqsServices;
  readonly onDidChangeQueue: Event<QueueChange>;
  readonly connections: { readonly connections: readonly Connection[]; readonly onDidChange: Event<void> };
  readonly regions: {
    readRegions(connection: Connection): Promise<readonly string[]>;
    readonly onDidChange: Event<Connection>;
  };
  readonly emulator: LocalEmulator;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

/** The Queues view: the tree, its refreshing while it is looked at, its filter. */
export class Explorer implements vscode.Disposable {
  readonly #disposables = new DisposableStore();
  readonly #tree: QueueTree;
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #repeater: Repeater;
  readonly #log: ExplorerServices['log'];

  constructor(services: ExplorerServices) {
    const { emulator, connections, regions } = services;
    this.#log = services.log;
    this.#tree = this.#disposables.add(
      new QueueTree({
        connections: () => connections.connections,
        readRegions: (connection) => regions.readRegions(connection),
        services: services.services,
        emulator: () => emulator.state,
        report: this.#report,
      }),
    );
    this.#view = services.queuesView;
    services.queuesTree.serve(
      this.#disposables.add(new QueueTreeProvider(this.#tree, services.extensionUri)),
    );
    this.#repeater = this.#disposables.add(
      new Repeater(() => this.#tree.refreshEmulator().catch(this.#report), REFRESH_PAUSE_MS, systemTimers),
    );
    this.#listen(services);
  }

  get filter(): string {
    return this.#tree.filter;
  }

  /** Shows only queues whose name contains `text`; all for an empty text. */
  setFilter(text: string): void {
    this.#tree.filter = text;
    this.#view.message = text && vscode.l10n.t('Queues whose name contains “{0}”', text);
    void setContext(vscode.commands, 'queuescope.isFiltered', text !== '');
  }

  /** Asks SQS anew for what a row shows, or for everything that is open. */
  refresh(node?: ConnectionNode | RegionNode): void {
    this.#tree.refresh(node);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listen({ emulator, connections, regions, onDidChangeQueue }: ExplorerServices): void {
    const repeat = () => {
      const isLookedAt = this.#view.visible && vscode.window.state.focused;
      this.#repeater.isOn = isLookedAt && emulator.state.kind === 'running';
    };
    for (const listener of [
      emulator.onDidChangeState(() => {
        this.#tree.refresh();
        repeat();
      }),
      connections.onDidChange(() => this.#tree.refresh()),
      regions.onDidChange(() => this.#tree.refresh()),
      onDidChangeQueue((change) => void this.#tree.apply(change).catch(this.#report)),
      this.#view.onDidChangeVisibility(repeat),
      vscode.window.onDidChangeWindowState(repeat),
      this.#view.onDidCollapseElement(({ element }) => this.#tree.setCollapsed(element, true)),
      this.#view.onDidExpandElement(({ element }) => this.#expanded(element, emulator)),
    ]) {
      this.#disposables.add(listener);
    }
  }

  /** Expanding the emulator starts it. */
  #expanded(node: ExplorerNode, emulator: LocalEmulator): void {
    this.#tree.setCollapsed(node, false);
    const isStopped = emulator.state.kind === 'stopped';
    if (node.kind === 'connection' && node.connection.kind === 'emulator' && isStopped) {
      void vscode.commands.executeCommand(Commands.emulatorStart);
    }
  }

  readonly #report = (error: unknown): void => {
    if (!this.#disposables.isDisposed) this.#log.error(error instanceof Error ? error : String(error));
  };
}
