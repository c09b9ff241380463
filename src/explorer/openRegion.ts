import type { Disposable } from '../shared/disposable';
import type { QueueRef } from '../shared/queue';
import type { QueueChange, SqsService } from '../sqs/sqsService';
import type { Timers } from '../sqs/timers';
import { type ExplorerNode, GroupNode, type Note, NoteNode, type QueueNode, type RegionNode } from './nodes';
import type { RefreshCost, RefreshPace } from './refreshLoop';
import { RefreshLoop } from './refreshLoop';
import { RegionQueues } from './regionQueues';
import { type QueueRow, RegionRows } from './regionRows';

/** How often a region may be asked for what changes by itself. */
export interface RegionPace extends RefreshPace {
  /** Counts are read in every run, the list of queues in every so manieth for each page that it has. */
  readonly runsPerListedPage: number;
  readonly concurrency: number;
  /** See `ReadOptions`. */
  readonly lagMs: number;
}

export interface OpenRegionSources {
  readonly service: SqsService;
  readonly isPinned: (queue: QueueRef) => boolean;
  readonly filter: () => string;
  readonly pace: () => RegionPace;
  /** True when the calls of the hour are spent: rows are no longer kept up to date. */
  readonly isOverBudget?: (() => boolean) | undefined;
  readonly timers: Timers;
  /** 0 … 1, as Math.random. */
  readonly random: () => number;
  /** Told of rows that look different, or have other rows below them. */
  readonly changed: (...nodes: readonly ExplorerNode[]) => void;
  /** Told of errors in the background, where nobody waits. */
  readonly report: (error: unknown) => void;
}

/** Queues read in one run at most; the others have their turn in the next ones. */
const MAX_READS_PER_RUN = 200;
/** While a filter is typed, what it shows for a moment is not asked for. */
const TYPING_MS = 400;

/** A region that somebody has expanded: its rows, and the calls that keep them up to date while they are seen. */
export class OpenRegion implements Disposable {
  readonly node: RegionNode;
  readonly queues: RegionQueues;
  readonly #sources: OpenRegionSources;
  readonly #rows: RegionRows;
  readonly #loop: RefreshLoop;
  readonly #abort = new AbortController();
  readonly #expanded = new Set<ExplorerNode>();
  #shown: readonly QueueRow[] = [];
  #firstPage: Promise<void> | undefined;
  #allPages: Promise<void> | undefined;
  #listAgainAt = 0;
  #readTimer: Disposable | undefined;
  #snapshot: { readonly takenAt: number; readonly depths: ReadonlyMap<QueueNode, number> } | undefined;
  #isSeen = false;

  constructor(node: RegionNode, sources: OpenRegionSources) {
    const { service, pace, timers, random } = sources;
    this.node = node;
    this.#sources = sources;
    const { concurrency, lagMs } = pace();
    this.queues = new RegionQueues(service, { concurrency, lagMs, now: () => timers.now() });
    this.#rows = new RegionRows(node);
    this.#loop = new RefreshLoop({ run: () => this.#run(), pace, timers, random });
  }

  /** Asks for the queues the first time, and answers as soon as the first page is there. */
  async readRows(): Promise<readonly ExplorerNode[]> {
    this.setExpanded(this.node, true);
    this.#firstPage ??= this.#listFirst();
    await this.#firstPage;
    const { queues, node } = this;
    const { filter, isPinned } = this.#sources;
    const depths = this.#snapshot?.depths;
    const depthOf = depths && ((queue: QueueNode) => depths.get(queue) ?? -1);
    this.#shown = this.#rows.build(queues.nodes, { filter: filter(), isPinned, depthOf });
    this.#readUnread();
    const note = this.#note();
    return note ? [new NoteNode(node, note), ...this.#shown] : this.#shown;
  }

  /** The row of a queue that SQS has told of, whether the listing has come to it or not. */
  know(queue: QueueRef): QueueNode | undefined {
    if (!this.queues.find(queue)) {
      this.queues.know(queue);
      this.#sources.changed(this.node);
    }
    return this.queues.find(queue);
  }

  readGroup(group: GroupNode): readonly QueueRow[] {
    this.setExpanded(group, true);
    this.#readUnread();
    return group.children;
  }

  parentOf(row: QueueRow): ExplorerNode {
    return this.#rows.parentOf(row);
  }

  /** True between the first and the last page of the first listing. */
  get isListing(): boolean {
    return this.#firstPage !== undefined && !this.queues.isListed;
  }

  setExpanded(node: ExplorerNode, isExpanded: boolean): void {
    if (isExpanded) this.#expanded.add(node);
    else this.#expanded.delete(node);
    this.#switchLoop();
  }

  /** Somebody can see the rows; only then they are kept up to date. */
  set isSeen(isSeen: boolean) {
    this.#isSeen = isSeen;
    this.#switchLoop();
  }

  /** To be called when the settings of the pace have changed. */
  replan(): void {
    this.#loop.replan();
  }

  /** Shows the deepest queues first, by their depths of this moment; undefined: by name again. */
  setSnapshot(depths: ReadonlyMap<QueueNode, number> | undefined): void {
    this.#snapshot = depths && { takenAt: this.#sources.timers.now(), depths };
    this.#sources.changed(this.node);
  }

  /** Asks again for the list when that is due, and for the counts of the rows that are shown. */
  async refresh(): Promise<RefreshCost> {
    const { signal } = this.#abort;
    const { timers, changed } = this.#sources;
    let calls = 0;
    if (timers.now() >= this.#listAgainAt) {
      if (await this.queues.list(signal)) changed(this.node);
      this.#didList();
      calls += Math.max(this.queues.pages, 1);
      const { failure } = this.queues;
      // Whatever the list is refused for, such as credentials that have expired, seldom ends within seconds.
      if (failure) return { calls, isThrottled: true };
    }
    const nodes = longestAgo(this.#readable(), MAX_READS_PER_RUN);
    changed(...(await this.queues.readAttributes(signal, nodes)));
    const isThrottled = nodes.some(({ failure }) => failure && isToBeLeftAlone(failure.kind));
    return { calls: calls + nodes.length, isThrottled };
  }

  /** Shows at once what a command of this window did. */
  async apply({ kind, queue }: QueueChange): Promise<void> {
    if (!this.#firstPage) return;
    if (kind === 'created') this.queues.add(queue);
    if (kind === 'deleted') this.queues.remove(queue);
    if (kind === 'purged') this.queues.markPurged(queue);
    const { changed } = this.#sources;
    const node = this.queues.find(queue);
    if (kind === 'created' || kind === 'deleted') changed(this.node);
    else if (node) changed(node);
    if (node) await this.#read([node]);
  }

  dispose(): void {
    this.#abort.abort();
    this.#loop.dispose();
    this.#readTimer?.dispose();
  }

  #note(): Note | undefined {
    const { failure, nodes } = this.queues;
    const filter = this.#sources.filter();
    if (failure) return { code: 'failed', failure };
    if (nodes.length === 0 && !this.isListing) return { code: 'noQueues' };
    if (this.#shown.length === 0) return { code: 'noMatch', filter };
    return this.#snapshot && { code: 'sortedByDepth', takenAt: this.#snapshot.takenAt };
  }

  /** Resolves when the listing that runs has ended, however it did. */
  get listed(): Promise<void> {
    return this.#allPages ?? Promise.resolve();
  }

  /** Resolves with the first page; the others show as they come. */
  #listFirst(): Promise<void> {
    const { changed } = this.#sources;
    return new Promise((resolve) => {
      let pages = 0;
      const onPage = () => {
        pages += 1;
        if (pages > 1) changed(this.node);
        if (this.queues.nodes.length > 0) resolve();
      };
      this.#allPages = this.#listAll(onPage).finally(() => {
        resolve();
        changed(this.node);
      });
    });
  }

  async #listAll(onPage: () => void): Promise<void> {
    try {
      await this.queues.list(this.#abort.signal, onPage);
      this.#didList();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#sources.report(error);
    }
  }

  #didList(): void {
    const { intervalMs, runsPerListedPage } = this.#sources.pace();
    const runs = this.queues.pages * runsPerListedPage - 1;
    this.#listAgainAt = this.#sources.timers.now() + Math.max(runs, 0) * intervalMs;
  }

  /** The queues on rows that are not below a collapsed one, as far as VS Code tells. */
  #readable(): readonly QueueNode[] {
    if (!this.#expanded.has(this.node)) return [];
    const below = (rows: readonly QueueRow[]): readonly QueueNode[] =>
      rows.flatMap((row) => {
        if (!(row instanceof GroupNode)) return [row];
        return this.#expanded.has(row) ? below(row.children) : [];
      });
    return below(this.#shown);
  }

  /** Asks for the attributes of rows that never had any; not while a filter is being typed. */
  #readUnread(): void {
    this.#readTimer?.dispose();
    const { timers, filter, report } = this.#sources;
    this.#readTimer = timers.after(filter() ? TYPING_MS : 0, () => {
      const unread = this.#readable().filter(({ askedAt }) => askedAt === 0);
      // Another look before they have answered must not ask for them again.
      for (const node of unread) node.askedAt = timers.now();
      if (unread.length > 0) this.#read(unread).catch(report);
    });
  }

  async #read(nodes: readonly QueueNode[]): Promise<void> {
    try {
      this.#sources.changed(...(await this.queues.readAttributes(this.#abort.signal, nodes)));
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }

  #switchLoop(): void {
    this.#loop.isOn = this.#isSeen && this.#expanded.has(this.node) && !this.#abort.signal.aborted;
  }

  async #run(): Promise<RefreshCost> {
    if (!this.queues.isListed || this.#sources.isOverBudget?.()) return { calls: 0, isThrottled: false };
    try {
      return await this.refresh();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#sources.report(error);
      return { calls: 1, isThrottled: true };
    }
  }
}

function isToBeLeftAlone(kind: string): boolean {
  return kind === 'throttled' || kind === 'unreachable';
}

function longestAgo(nodes: readonly QueueNode[], count: number): readonly QueueNode[] {
  if (nodes.length <= count) return nodes;
  return [...nodes].sort((a, b) => a.askedAt - b.askedAt).slice(0, count);
}
