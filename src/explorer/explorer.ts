import * as vscode from 'vscode';
import { Commands, isAffected, readSetting, setContext } from '../contributions';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import { DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { Memory } from '../sqs/memory';
import type { BudgetUse } from '../sqs/requestMeter';
import type { MoveTask, QueueChange, SqsServices } from '../sqs/sqsService';
import { systemTimers } from '../sqs/timers';
import { MeterRows } from './meterRows';
import { MoveTaskFollower } from './moveTaskFollower';
import type { ConnectionNode, ExplorerNode, QueueNode, RegionNode } from './nodes';
import { isLocal, regionPace } from './pace';
import { PinnedQueues } from './pinnedQueues';
import { QueueTree } from './queueTree';
import { QueueTreeProvider } from './queueTreeProvider';
import { openSelectedRow } from './rowOpener';

export interface ExplorerServices {
  readonly extensionUri: vscode.Uri;
  readonly memory: Memory;
  readonly queuesView: vscode.TreeView<ExplorerNode>;
  readonly queuesTree: { serve(provider: vscode.TreeDataProvider<ExplorerNode>): void };
  readonly services: SqsServices;
  readonly onDidChangeQueue: Event<QueueChange>;
  readonly connections: {
    readonly connections: readonly Connection[];
    readonly onDidChange: Event<void>;
    readonly onDidChangeLook: Event<Connection>;
    find(connectionId: string): Connection | undefined;
  };
  readonly regions: {
    readRegions(connection: Connection): Promise<readonly string[]>;
    readonly onDidChange: Event<Connection>;
  };
  /** True when what runs by itself must leave the connection alone for now. */
  readonly isOverBudget: (connection: Connection) => boolean;
  /** Undefined for a connection without a budget. */
  readonly budgetUse: (connection: Connection) => BudgetUse | undefined;
  /** Tells the id of the connection that a call was made on. */
  readonly meter: { readonly onDidCount: Event<string> };
  readonly emulator: LocalEmulator;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

const LOCAL_TASK_PAUSE_MS = 1_000;
const AWS_TASK_PAUSE_MS = 5_000;
/** Move tasks below a dead-letter queue; a command shows more. */
const TASKS_SHOWN = 3;

/** The Queues view: the tree, its refreshing while it is looked at, its filter, its pins. */
export class Explorer implements vscode.Disposable {
  readonly #disposables = new DisposableStore();
  readonly #tree: QueueTree;
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #provider: QueueTreeProvider;
  readonly #connections: ExplorerServices['connections'];
  readonly #log: ExplorerServices['log'];
  readonly #meterRows: MeterRows;
  readonly pins: PinnedQueues;
  readonly moveTasks: MoveTaskFollower;

  constructor(services: ExplorerServices) {
    const { emulator, connections, regions } = services;
    this.#log = services.log;
    this.#connections = connections;
    this.pins = this.#disposables.add(new PinnedQueues(services.memory));
    this.#tree = this.#disposables.add(
      new QueueTree({
        connections: () => connections.connections,
        readRegions: (connection) => regions.readRegions(connection),
        services: services.services,
        emulator: () => emulator.state,
        isPinned: (queue) => this.pins.has(queue),
        isOverBudget: services.isOverBudget,
        budgetUse: services.budgetUse,
        pace: (connection) => regionPace(connection, (key) => readSetting(vscode.workspace, key)),
        timers: systemTimers,
        random: Math.random,
        report: this.#report,
      }),
    );
    this.moveTasks = this.#disposables.add(
      new MoveTaskFollower({
        services: services.services,
        timers: systemTimers,
        pauseMs: ({ connectionId }) => this.#taskPause(connectionId),
        report: this.#report,
      }),
    );
    this.#meterRows = this.#disposables.add(
      new MeterRows(systemTimers, (id) => this.#redrawConnection(id, services.budgetUse)),
    );
    this.#view = services.queuesView;
    this.#provider = this.#disposables.add(new QueueTreeProvider(this.#tree, services.extensionUri));
    services.queuesTree.serve(this.#provider);
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

  /** The queues of all regions that were opened in this window. */
  get knownQueues(): readonly QueueNode[] {
    return this.#tree.knownQueues;
  }

  /** The row of a queue, if its region was opened. */
  find(queue: QueueRef): QueueNode | undefined {
    return this.#tree.find(queue);
  }

  /** Shows these rows anew without asking SQS. */
  redraw(...nodes: readonly ExplorerNode[]): void {
    this.#tree.redraw(...nodes);
  }

  /** What is known of a region, after all its queues were listed. */
  async openRegion(connection: Connection, region: string) {
    const open = this.#tree.openRegion(this.#tree.regionNode(connection, region));
    await open.readRows();
    await open.listed;
    return open;
  }

  /**
   * Selects the row of a queue, opens what it is below, and takes away a filter that hides it.
   * @returns false when the region has no such queue
   */
  async reveal(queue: QueueRef): Promise<boolean> {
    const connection = this.#connections.find(queue.connectionId);
    if (!connection) return false;
    await this.openRegion(connection, queue.region);
    const node = this.#tree.find(queue);
    if (!node) return false;
    this.#showInFilter(queue);
    await this.openRegion(connection, queue.region);
    await this.#view.reveal(node, { select: true, focus: true });
    return true;
  }

  /** The same for a queue that SQS has just told of: its row is there before the region is listed to the end. */
  async revealFound(queue: QueueRef): Promise<void> {
    const connection = this.#connections.find(queue.connectionId);
    if (!connection) return;
    const open = this.#tree.openRegion(this.#tree.regionNode(connection, queue.region));
    await open.readRows();
    const node = open.know(queue);
    if (!node) return;
    this.#showInFilter(queue);
    await open.readRows();
    try {
      await this.#view.reveal(node, { select: true, focus: true });
    } catch {
      // Pages that came in this moment have put it elsewhere.
      await this.reveal(queue);
    }
  }

  #showInFilter({ queueName }: QueueRef): void {
    if (!queueName.toLowerCase().includes(this.filter.toLowerCase())) this.setFilter('');
  }

  /** Does what a click on the selected row does. */
  async openSelectedRow(): Promise<void> {
    await openSelectedRow(this.#view, (node) => this.#provider.commandOf(node));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listen({ emulator, connections, regions, meter, onDidChangeQueue }: ExplorerServices): void {
    const look = () => {
      this.#tree.isSeen = this.#view.visible && vscode.window.state.focused;
    };
    look();
    for (const listener of [
      emulator.onDidChangeState(({ kind }) => {
        const isSelected = this.#view.selection.some(isEmulator);
        this.#tree.refresh();
        look();
        if (kind === 'starting' && isSelected) this.#selectEmulator();
      }),
      connections.onDidChange(() => this.#tree.refresh()),
      connections.onDidChangeLook((connection) => this.#tree.redrawConnection(connection)),
      regions.onDidChange(() => this.#tree.refresh()),
      meter.onDidCount((connectionId) => this.#meterRows.didCount(connectionId)),
      onDidChangeQueue((change) => void this.#tree.apply(change).catch(this.#report)),
      this.moveTasks.onDidRead(({ queue, tasks }) => this.#showTasks(queue, tasks)),
      this.pins.onDidChange(({ connectionId, region }) => this.#redrawRegion(connectionId, region)),
      this.#view.onDidChangeVisibility(look),
      vscode.window.onDidChangeWindowState(look),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (isAffected(event, 'queues.refreshLocal') || isAffected(event, 'queues.refreshAws'))
          this.#tree.replan();
        if (isAffected(event, 'queues.nameLength') || isAffected(event, 'aws.callBudget'))
          this.#tree.redraw();
      }),
      this.#view.onDidCollapseElement(({ element }) => this.#tree.setCollapsed(element, true)),
      this.#view.onDidExpandElement(({ element }) => this.#expanded(element, emulator)),
    ]) {
      this.#disposables.add(listener);
    }
  }

  #taskPause(connectionId: string): number {
    const connection = this.#connections.find(connectionId);
    return connection && isLocal(connection) ? LOCAL_TASK_PAUSE_MS : AWS_TASK_PAUSE_MS;
  }

  #showTasks(queue: QueueRef, tasks: readonly MoveTask[]): void {
    const node = this.#tree.find(queue);
    const shown = tasks.slice(0, TASKS_SHOWN);
    if (!node || JSON.stringify(node.moveTasks) === JSON.stringify(shown)) return;
    node.moveTasks = shown;
    this.#tree.redraw(node);
  }

  /** Only a row with a budget shows what was called. */
  #redrawConnection(connectionId: string, budgetUse: ExplorerServices['budgetUse']): void {
    const connection = this.#connections.find(connectionId);
    if (connection && budgetUse(connection)) this.#tree.redrawConnection(connection);
  }

  #redrawRegion(connectionId: string, region: string): void {
    const connection = this.#connections.find(connectionId);
    if (connection) this.#tree.redraw(this.#tree.regionNode(connection, region));
  }

  /** The row of an emulator that starts is a new one, which the keyboard goes on from. */
  #selectEmulator(): void {
    const row = this.#tree.roots.find(isEmulator);
    if (!row || !this.#view.visible) return;
    this.#view.reveal(row, { select: true, focus: true }).then(undefined, this.#report);
  }

  /** Expanding the emulator starts it; expanding a dead-letter queue asks for its move tasks. */
  #expanded(node: ExplorerNode, emulator: LocalEmulator): void {
    this.#tree.setCollapsed(node, false);
    const isStopped = emulator.state.kind === 'stopped';
    if (node.kind === 'connection' && node.connection.kind === 'emulator' && isStopped) {
      void vscode.commands.executeCommand(Commands.emulatorStart);
    }
    const arn = node.kind === 'queue' && node.isDeadLetterQueue ? node.attributes?.['QueueArn'] : undefined;
    if (node.kind === 'queue' && arn !== undefined) this.moveTasks.follow(node.queue, arn);
  }

  readonly #report = (error: unknown): void => {
    if (!this.#disposables.isDisposed) this.#log.error(error instanceof Error ? error : String(error));
  };
}

function isEmulator(node: ExplorerNode): boolean {
  return node.kind === 'connection' && node.connection.kind === 'emulator';
}
