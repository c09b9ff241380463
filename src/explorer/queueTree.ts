import type { LocalEmulatorState } from '../localEmulator/localEmulator';
import type { Disposable } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { QueueChange, SqsServices } from '../sqs/sqsService';
import { ConnectionNode, type ExplorerNode, type Note, NoteNode, type QueueNode, RegionNode } from './nodes';
import { RegionQueues } from './regionQueues';

/** Where the tree learns what there is. */
export interface TreeSources {
  readonly connections: () => readonly Connection[];
  readonly readRegions: (connection: Connection) => Promise<readonly string[]>;
  readonly services: SqsServices;
  readonly emulator: () => LocalEmulatorState;
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
  readonly onDidChange: Event<TreeChange> = this.#onDidChange.event;
  readonly #sources: TreeSources;
  readonly #connections = new Map<string, ConnectionNode>();
  readonly #regions = new Map<string, RegionNode>();
  readonly #queues = new Map<RegionNode, RegionQueues>();
  readonly #parents = new WeakMap<QueueNode, RegionNode>();
  readonly #collapsed = new Set<ExplorerNode>();
  readonly #abort = new AbortController();
  #filter = '';

  constructor(sources: TreeSources) {
    this.#sources = sources;
  }

  /** Only queues whose name contains this are shown, in any letter case; empty for all. */
  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#onDidChange.fire([...this.#queues.keys()]);
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

  /** Lists the queues of a region that is opened for the first time; their attributes follow in the background. */
  async readChildren(node: ExplorerNode): Promise<readonly ExplorerNode[]> {
    this.setCollapsed(node, false);
    if (node.kind === 'connection') return this.#connectionChildren(node);
    if (node.kind === 'region') return this.#regionChildren(node);
    return [];
  }

  parentOf(node: ExplorerNode): ExplorerNode | undefined {
    if (node.kind === 'queue') return this.#parents.get(node);
    if (node.kind === 'note') return node.parent;
    return node.kind === 'region' ? this.#connections.get(node.connection.id) : undefined;
  }

  /** The number of queues of a region that were listed; undefined before. */
  queueCount(region: RegionNode): number | undefined {
    const queues = this.#queues.get(region);
    return queues?.isListed && !queues.failure ? queues.nodes.length : undefined;
  }

  /** A collapsed row is not refreshed. */
  setCollapsed(node: ExplorerNode, isCollapsed: boolean): void {
    if (isCollapsed) this.#collapsed.add(node);
    else this.#collapsed.delete(node);
  }

  /** Forgets what was asked of a row's connection or region, or of all, and shows it anew. */
  refresh(node?: ConnectionNode | RegionNode): void {
    for (const region of this.#queues.keys()) {
      if (
        !node ||
        region === node ||
        (node.kind === 'connection' && region.connection.id === node.connection.id)
      ) {
        this.#queues.delete(region);
      }
    }
    this.#onDidChange.fire(node && [node]);
  }

  /** Asks again for the queues of the open regions of the emulator, and for their attributes. */
  async refreshEmulator(): Promise<void> {
    if (this.emulator.kind !== 'running') return;
    const open = [...this.#queues].filter(
      ([region]) => region.connection.kind === 'emulator' && this.#isOpen(region),
    );
    const changes = await Promise.all(open.map(([region, queues]) => this.#refreshRegion(region, queues)));
    this.#fire(changes.flat());
  }

  /** Shows at once what a command of this window did. */
  async apply({ kind, queue }: QueueChange): Promise<void> {
    const region = this.#regions.get(regionKey(queue.connectionId, queue.region));
    const queues = region && this.#queues.get(region);
    if (!region || !queues?.isListed) return;
    if (kind === 'created') queues.add(queue);
    if (kind === 'deleted') queues.remove(queue);
    if (kind !== 'counts') this.#onDidChange.fire([region]);
    const node = queues.find(queue);
    if (node) this.#fire(await queues.readAttributes(this.#abort.signal, [node]));
  }

  /** The row of a queue whose region was opened. */
  find(queue: QueueRef): QueueNode | undefined {
    const region = this.#regions.get(regionKey(queue.connectionId, queue.region));
    return region && this.#queues.get(region)?.find(queue);
  }

  dispose(): void {
    this.#abort.abort();
    this.#onDidChange.dispose();
  }

  async #connectionChildren(node: ConnectionNode): Promise<readonly ExplorerNode[]> {
    const { connection } = node;
    const note = connection.kind === 'emulator' ? this.#emulatorNote() : undefined;
    if (note) return [new NoteNode(node, note)];
    const regions = await this.#sources.readRegions(connection);
    return regions.map((region) => this.#regionNode(connection, region));
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

  async #regionChildren(region: RegionNode): Promise<readonly ExplorerNode[]> {
    const queues = this.#regionQueues(region);
    if (!queues.isListed) await this.#listFirst(queues);
    const { failure } = queues;
    if (failure) return [new NoteNode(region, { code: 'failed', failure })];
    return this.#shown(region, queues);
  }

  #shown(region: RegionNode, queues: RegionQueues): readonly ExplorerNode[] {
    if (queues.nodes.length === 0) return [new NoteNode(region, { code: 'noQueues' })];
    const filter = this.#filter.toLowerCase();
    const shown = queues.nodes.filter(({ queue }) => queue.queueName.toLowerCase().includes(filter));
    if (shown.length === 0) return [new NoteNode(region, { code: 'noMatch', filter: this.#filter })];
    for (const node of shown) this.#parents.set(node, region);
    return shown;
  }

  async #listFirst(queues: RegionQueues): Promise<void> {
    await queues.list(this.#abort.signal);
    if (queues.failure) return;
    queues.readAttributes(this.#abort.signal).then(
      (nodes) => this.#fire(nodes),
      (error: unknown) => this.#reportUnlessDisposed(error),
    );
  }

  async #refreshRegion(region: RegionNode, queues: RegionQueues): Promise<readonly ExplorerNode[]> {
    if (!queues.isListed) return [];
    const isOther = await queues.list(this.#abort.signal);
    const nodes = queues.failure ? [] : await queues.readAttributes(this.#abort.signal);
    if (this.#queues.get(region) !== queues) return [];
    return isOther ? [region] : nodes;
  }

  #isOpen(region: RegionNode): boolean {
    const connection = this.#connections.get(region.connection.id);
    return !this.#collapsed.has(region) && !(connection && this.#collapsed.has(connection));
  }

  #fire(nodes: readonly ExplorerNode[]): void {
    if (nodes.length > 0) this.#onDidChange.fire(nodes);
  }

  #reportUnlessDisposed(error: unknown): void {
    if (!this.#abort.signal.aborted) this.#sources.report(error);
  }

  #connectionNode(connection: Connection): ConnectionNode {
    return findOrAdd(this.#connections, connection.id, () => new ConnectionNode(connection));
  }

  #regionNode(connection: Connection, region: string): RegionNode {
    return findOrAdd(
      this.#regions,
      regionKey(connection.id, region),
      () => new RegionNode(connection, region),
    );
  }

  #regionQueues(region: RegionNode): RegionQueues {
    const { services } = this.#sources;
    return findOrAdd(
      this.#queues,
      region,
      () => new RegionQueues(services.get(region.connection.id, region.region)),
    );
  }
}

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
