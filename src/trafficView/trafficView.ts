import * as vscode from 'vscode';
import { setContext } from '../contributions';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import { DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import { type Connection, EMULATOR_ID } from '../sqs/connection';
import type { Memory } from '../sqs/memory';
import type { RequestMeter } from '../sqs/requestMeter';
import { TrafficHost } from '../traffic/trafficHost';
import { SharedTrafficFiles } from './sharedTrafficFiles';
import { TrafficBook } from './trafficBook';
import { type TrafficNode, TrafficTree } from './trafficTree';

export interface TrafficServices {
  readonly extensionUri: vscode.Uri;
  /** Of the workspace. */
  readonly memory: Memory;
  readonly trafficTree: { serve(provider: vscode.TreeDataProvider<TrafficNode>): void };
  readonly trafficView: vscode.TreeView<TrafficNode>;
  readonly connections: {
    find(connectionId: string): Connection | undefined;
    readonly onDidChangeLook: Event<Connection>;
  };
  readonly emulator: LocalEmulator;
  readonly meter: Pick<RequestMeter, 'add'>;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

/** The Traffic view: producers and consumers, their runs in a thread of their own. */
export class TrafficView implements vscode.Disposable {
  readonly book: TrafficBook;
  readonly #host: TrafficHost;
  readonly #disposables = new DisposableStore();
  readonly #view: vscode.TreeView<TrafficNode>;

  constructor({
    extensionUri,
    memory,
    trafficTree,
    trafficView,
    connections,
    emulator,
    meter,
    log,
  }: TrafficServices) {
    this.#view = trafficView;
    this.#host = new TrafficHost(vscode.Uri.joinPath(extensionUri, 'dist', 'trafficWorker.js').fsPath);
    this.book = this.#disposables.add(new TrafficBook(memory, this.#host));
    const tree = this.#disposables.add(new TrafficTree(this.book, (id) => connections.find(id)));
    this.#disposables.add(new SharedTrafficFiles(this.book, tree, trafficView));
    trafficTree.serve(tree);
    for (const listener of [
      this.#host.onDidChangeRun(({ error }) => {
        if (error) log.error(`Traffic: ${error}`);
      }),
      this.#host.onDidCall(({ connectionId, calls }) => {
        for (const sum of calls) meter.add(connectionId, sum);
      }),
      this.book.onDidChange(() => this.#showState()),
      // What was started when the connection was marked otherwise would be refused now.
      connections.onDidChangeLook((connection) => this.#stopForbidden(connection)),
      // Its next endpoint may be another one.
      emulator.onDidChangeState(({ kind }) => {
        if (kind !== 'running') void this.book.stopConnection(EMULATOR_ID);
      }),
    ]) {
      this.#disposables.add(listener);
    }
  }

  /** Brings the row of a producer or consumer into sight. */
  async reveal(node: TrafficNode): Promise<void> {
    await this.#view.reveal(node, { focus: false, select: true, expand: true });
  }

  /** Ends all runs, within two seconds. */
  stop(): Promise<void> {
    return this.#host.dispose();
  }

  dispose(): void {
    void this.#host.dispose();
    this.#disposables.dispose();
  }

  #stopForbidden({ id, isReadOnly, isProduction }: Connection): void {
    for (const entry of this.book.entries) {
      const isOfIt = entry.run?.order.queue.connectionId === id;
      const isForbidden = isReadOnly || (isProduction && entry.definition.spec.kind === 'consumer');
      if (isOfIt && isForbidden) void this.book.stop(entry);
    }
  }

  #showState(): void {
    const running = this.book.entries.filter(({ run }) => run && run.state !== 'ended').length;
    if (running === (this.#view.badge?.value ?? 0)) return;
    const tooltip = running === 1 ? vscode.l10n.t('1 runs') : vscode.l10n.t('{0} run', running);
    this.#view.badge = running > 0 ? { value: running, tooltip } : undefined;
    void setContext(vscode.commands, 'queuescope.isTrafficRunning', running > 0);
  }
}
