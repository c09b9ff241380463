import type { LocalEmulatorState } from '../localEmulator/localEmulator';
import type { Disposable } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { BudgetUse } from '../sqs/requestMeter';
import type { QueueChange, SqsServices } from '../sqs/sqsService';
import type { Timers } from '../sqs/timers';
import { ChangeBatch } from './changeBatch';
import {
  ConnectionNode,
  type ExplorerNode,
  type GroupNode,
  type Note,
  NoteNode,
  type QueueNode,
  RegionNode,
} from './nodes';
import { OpenRegion, type RegionPace } from './openRegion';
import { queueChildren } from './queueChildren';

/** Where the tree learns what there is. */
export interface TreeSources {
  readonly connections: () => readonly Connection[];
  readonly readRegions: (connection: Connection) => Promise<readonly string[]>;
  readonly services: SqsServices;
  readonly emulator: () => LocalEmulatorState;
  readonly isPinned: (queue: QueueRef) => boolean;
  readonly pace: (connection: Connection) => RegionPace;
  /** True when what runs by itself must leave the connection alone for now. */
  readonly isOverBudget?: (connection: Connection) => boolean;
  /** Undefined for a connection without a budget. */
  readonly budgetUse?: (connection: Connection) => BudgetUse | undefined;
  readonly timers: Timers;
  /** 0 … 1, as Math.random. */
  readonly random: () => number;
  /** Told of errors in the background, where nobody waits. */
  readonly report: (error: unknown) => void;
}

/** Rows that look different now; undefined for all. */
export type TreeChange = readonly ExplorerNode[] | undefined;

/**
 * What the Queues view shows: connections, their regions, and the queues in them.
 *
 * Asks a region for its queues when its children are wanted, and not before.
 */
export class QueueTree implements Disposable {
  readonly #onDidChange = new Emitter<TreeChange>();
  /** At most once a tick. */
  readonly onDidChange: Event<TreeChange> = this.#onDidChange.event;
  readonly #sources: TreeSources;
  readonly #batch: ChangeBatch<ExplorerNode>;
  readonly #connections = new Map<string, ConnectionNode>();
  readonly #regions = new Map<string, RegionNode>();
  readonly #open = new Map<RegionNode, OpenRegion>();
  readonly #collapsed = new Set<string>();
  #filter = '';
  #isSeen = false;

  constructor(sources: TreeSources) {
    this.#sources = sources;
    this.#batch = new ChangeBatch((changed) => this.#onDidChange.fire(changed), sources.timers);
  }

  /** Only queues whose name contains this are shown, in any letter case; empty for all. */
  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#batch.add(...this.#open.keys());
  }

  /** Somebody can see the view; only then its rows are kept up to date. */
  set isSeen(isSeen: boolean) {
    this.#isSeen = isSeen;
    this.#switchRegions();
  }

  /** Empty, so that the welcome content shows, on a machine without AWS while the emulator is stopped. */
  get roots(): readonly ConnectionNode[] {
    const connections = this.#sources.connections();
    const isNothing =
      connections.every(({ kind }) => kind === 'emulator') && this.emulator.kind === 'stopped';
    return isNothing ? [] : connections.map((connection) => this.#connectionNode(connection));
  }

  get emulator(): LocalEmulatorState {
    return this.#sources.emulator();
  }

  /** What a connection has used of its budget; undefined for one without. */
  budgetUse(connection: Connection): BudgetUse | undefined {
    return this.#sources.budgetUse?.(connection);
  }

  /** Lists the queues of a region that is opened for the first time; their attributes follow in the background. */
  async readChildren(node: ExplorerNode): Promise<readonly ExplorerNode[]> {
    this.setCollapsed(node, false);
    switch (node.kind) {
      case 'connection':
        return this.#connectionChildren(node);
      case 'region':
        return this.openRegion(node).readRows();
      case 'group':
        return this.#open.get(node.parent)?.readGroup(node) ?? [];
      case 'queue':
        return queueChildren(node, (arn) => this.#regionOf(node.queue)?.queues.findByArn(arn));
      default:
        return [];
    }
  }

  parentOf(node: ExplorerNode): ExplorerNode | undefined {
    switch (node.kind) {
      case 'queue':
        return this.#regionOf(node.queue)?.parentOf(node);
      case 'group':
        return this.#open.get(node.parent)?.parentOf(node);
      case 'region':
        return this.#connections.get(node.connection.id);
      case 'connection':
        return undefined;
      default:
        return node.parent;
    }
  }

  /** The number of queues of a region that were listed; undefined before. */
  queueCount(region: RegionNode): { readonly count: number; readonly isListing: boolean } | undefined {
    const open = this.#open.get(region);
    if (!open || open.queues.failure || (!open.queues.isListed && open.queues.nodes.length === 0))
      return undefined;
    return { count: open.queues.nodes.length, isListing: open.isListing };
  }

  /** A collapsed row is not refreshed. */
  setCollapsed(node: ExplorerNode, isCollapsed: boolean): void {
    if (node.kind === 'connection') {
      if (isCollapsed) this.#collapsed.add(node.connection.id);
      else this.#collapsed.delete(node.connection.id);
      this.#switchRegions();
    } else if (node.kind === 'region' && isCollapsed) {
      this.#open.get(node)?.setExpanded(node, false);
    } else if (node.kind === 'region') {
      this.#open.get(node)?.setExpanded(node, true);
    } else if (node.kind === 'group') {
      this.#open.get(node.parent)?.setExpanded(node, !isCollapsed);
    }
  }

  /** Forgets what was asked of a row's connection or region, or of all, and shows it anew. */
  refresh(node?: ConnectionNode | RegionNode): void {
    for (const [region, open] of this.#open) {
      const isMeant =
        !node ||
        region === node ||
        (node.kind === 'connection' && region.connection.id === node.connection.id);
      if (!isMeant) continue;
      open.dispose();
      this.#open.delete(region);
    }
    if (node) this.#batch.add(node);
    else this.#batch.addAll();
  }

  /** Shows these rows anew, or all, without asking SQS for anything. */
  redraw(...nodes: readonly ExplorerNode[]): void {
    if (nodes.length > 0) this.#batch.add(...nodes);
    else this.#batch.addAll();
  }

  /** Shows a connection's row anew, if it is shown. */
  redrawConnection({ id }: Connection): void {
    const node = this.#connections.get(id);
    if (node) this.#batch.add(node);
  }

  /** To be called when the pace has changed. */
  replan(): void {
    for (const open of this.#open.values()) open.replan();
  }

  /** Shows at once what a command of this window did. */
  async apply(change: QueueChange): Promise<void> {
    await this.#regionOf(change.queue)?.apply(change);
  }

  /** The row of a queue whose region was opened. */
  find(queue: QueueRef): QueueNode | undefined {
    return this.#regionOf(queue)?.queues.find(queue);
  }

  /** The row of a region, whether it was shown or not. */
  regionNode(connection: Connection, region: string): RegionNode {
    this.#connectionNode(connection);
    return findOrAdd(
      this.#regions,
      regionKey(connection.id, region),
      () => new RegionNode(connection, region),
    );
  }

  /** The queues that are known, of all regions that were opened. */
  get knownQueues(): readonly QueueNode[] {
    return [...this.#open.values()].flatMap(({ queues }) => queues.nodes);
  }

  /** What a region shows, opened if it was not. */
  openRegion(region: RegionNode): OpenRegion {
    const known = this.#open.get(region);
    if (known) return known;
    const { services, timers, random, report, isPinned, pace, isOverBudget } = this.#sources;
    const open = new OpenRegion(region, {
      service: services.get(region.connection.id, region.region),
      isPinned,
      filter: () => this.#filter,
      pace: () => pace(region.connection),
      isOverBudget: () => isOverBudget?.(region.connection) ?? false,
      timers,
      random,
      report,
      changed: (...nodes) => this.#batch.add(...nodes),
    });
    this.#open.set(region, open);
    this.#switchRegions();
    return open;
  }

  dispose(): void {
    for (const open of this.#open.values()) open.dispose();
    this.#open.clear();
    this.#batch.dispose();
    this.#onDidChange.dispose();
  }

  async #connectionChildren(node: ConnectionNode): Promise<readonly ExplorerNode[]> {
    const { connection } = node;
    const note = connection.kind === 'emulator' ? this.#emulatorNote() : undefined;
    if (note) return [new NoteNode(node, note)];
    const regions = await this.#sources.readRegions(connection);
    return regions.map((region) => this.regionNode(connection, region));
  }

  #emulatorNote(): Note | undefined {
    const status = this.emulator;
    switch (status.kind) {
      case 'running':
        return undefined;
      case 'failed':
        return { code: 'emulatorFailed', reason: status.message };
      case 'starting':
        return { code: 'emulatorStarting' };
      case 'stopped':
      case 'stopping':
        return { code: 'emulatorStopped' };
    }
  }

  #switchRegions(): void {
    for (const [{ connection }, open] of this.#open) {
      const isThere = connection.kind !== 'emulator' || this.emulator.kind === 'running';
      open.isSeen = this.#isSeen && isThere && !this.#collapsed.has(connection.id);
    }
  }

  #regionOf({ connectionId, region }: QueueRef): OpenRegion | undefined {
    const node = this.#regions.get(regionKey(connectionId, region));
    return node && this.#open.get(node);
  }

  #connectionNode(connection: Connection): ConnectionNode {
    return findOrAdd(this.#connections, connection.id, () => new ConnectionNode(connection));
  }
}

/** A row that other rows can stand below. */
export type ParentNode = ConnectionNode | RegionNode | GroupNode | QueueNode;

function regionKey(connectionId: string, region: string): string {
  return `${connectionId}|${region}`;
}

function findOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
