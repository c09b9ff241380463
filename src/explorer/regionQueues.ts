import { eachWithLimit } from '../shared/eachWithLimit';
import { type QueueRef, queueKey } from '../shared/queue';
import { type Failure, toFailure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import { compareNames, mergeSorted } from './nameOrder';
import { type Pending, QueueNode } from './nodes';

/** How the queues of a region are read. */
export interface ReadOptions {
  /** Requests for attributes at a time. */
  readonly concurrency: number;
  /** How long SQS may take to list what was created or deleted, or to purge: a minute on AWS, nothing on the emulator. */
  readonly lagMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The queues of one region as far as they are known, and the calls that find out more. */
export class RegionQueues {
  readonly #service: SqsService;
  readonly #options: ReadOptions;
  readonly #nodes = new Map<string, QueueNode>();
  readonly #pendingUntil = new Map<string, number>();
  readonly #deletedUntil = new Map<string, number>();
  #sorted: readonly QueueNode[] = [];
  #failure: Failure | undefined;
  #isListed = false;
  #pages = 0;

  constructor(service: SqsService, options: ReadOptions) {
    this.#service = service;
    this.#options = options;
  }

  /** False until all pages were listed once, or the listing failed. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** Pages of the last listing: calls that another one costs. */
  get pages(): number {
    return this.#pages;
  }

  /** Why the last listing failed. What was known before is still there. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Sorted by name. */
  get nodes(): readonly QueueNode[] {
    return this.#sorted;
  }

  find(queue: QueueRef): QueueNode | undefined {
    return this.#nodes.get(queueKey(queue));
  }

  findByArn(arn: string): QueueNode | undefined {
    const [, , , region, account, name] = arn.split(':');
    return this.#sorted.find(
      ({ queue }) =>
        queue.queueName === name && queue.region === region && queue.queueUrl.includes(`/${account}/`),
    );
  }

  /**
   * Lists all pages; known rows stay the objects they are. The first time rows come with each page.
   * @param onPage called after each page of the first listing but the last
   * @returns true when rows came, went, or the failure changed
   */
  async list(signal: AbortSignal, onPage: () => void = () => undefined): Promise<boolean> {
    const before = { keys: new Set(this.#nodes.keys()), failure: this.#failure, isListed: this.#isListed };
    try {
      await this.#readPages(signal, onPage);
      this.#failure = undefined;
    } catch (error) {
      signal.throwIfAborted();
      this.#failure = toFailure(error);
      if (!this.#failure) throw error;
    } finally {
      if (!signal.aborted) this.#isListed = true;
    }
    const isSame =
      before.isListed && sameKeys(before.keys, this.#nodes) && before.failure?.code === this.#failure?.code;
    return !isSame;
  }

  async #readPages(signal: AbortSignal, onPage: () => void): Promise<void> {
    const listed = new Set<string>();
    const later: QueueRef[] = [];
    let pages = 0;
    for await (const page of this.#service.listQueues({ signal })) {
      pages += 1;
      for (const queue of page) listed.add(queueKey(queue));
      if (this.#isListed) later.push(...page);
      else {
        this.#add(page);
        onPage();
      }
    }
    this.#pages = pages;
    this.#add(later);
    this.#keepOnly(listed);
  }

  /**
   * Reads the attributes of the given rows. Stops when SQS asks to slow down.
   * @returns the rows that look different now
   */
  async readAttributes(signal: AbortSignal, nodes: readonly QueueNode[]): Promise<readonly QueueNode[]> {
    const looks = new Map(nodes.map((node) => [node, lookOf(node)]));
    let isThrottled = false;
    await eachWithLimit(nodes, this.#options.concurrency, async (node) => {
      if (isThrottled) return;
      await this.#readNode(node, signal);
      isThrottled = node.failure?.kind === 'throttled';
    });
    const linked = this.#linkDeadLetterQueues();
    const changed = nodes.filter((node) => looks.get(node) !== lookOf(node));
    return [...new Set([...changed, ...linked])];
  }

  /** Takes in a queue that SQS has told of otherwise than by the listing. */
  know(queue: QueueRef): void {
    this.#add([queue]);
  }

  add(queue: QueueRef): void {
    this.#deletedUntil.delete(queueKey(queue));
    this.#add([queue]);
    const node = this.find(queue);
    if (node) this.#setPending(node, 'created');
  }

  remove(queue: QueueRef): void {
    const key = queueKey(queue);
    this.#nodes.delete(key);
    this.#sorted = this.#sorted.filter((node) => this.#nodes.has(queueKey(node.queue)));
    this.#deletedUntil.set(key, this.#options.now() + this.#options.lagMs);
  }

  /** Marks a queue whose messages were deleted: its counts fall within a minute. */
  markPurged(queue: QueueRef): void {
    const node = this.find(queue);
    if (node) this.#setPending(node, 'purged');
  }

  #setPending(node: QueueNode, pending: Pending): void {
    if (this.#options.lagMs === 0) return;
    node.pending = pending;
    this.#pendingUntil.set(queueKey(node.queue), this.#options.now() + this.#options.lagMs);
  }

  #add(queues: readonly QueueRef[]): void {
    const added: QueueNode[] = [];
    for (const queue of queues) {
      const key = queueKey(queue);
      if (this.#nodes.has(key) || this.#isDeleted(key)) continue;
      const node = new QueueNode(queue);
      this.#nodes.set(key, node);
      added.push(node);
    }
    if (added.length > 0) this.#sorted = mergeSorted(this.#sorted, added, compareNodes);
  }

  #keepOnly(listed: ReadonlySet<string>): void {
    const now = this.#options.now();
    for (const key of this.#nodes.keys()) {
      const isNew = this.#nodes.get(key)?.pending === 'created' && (this.#pendingUntil.get(key) ?? 0) > now;
      if (!listed.has(key) && !isNew) this.#nodes.delete(key);
    }
    if (this.#nodes.size !== this.#sorted.length)
      this.#sorted = this.#sorted.filter(({ queue }) => this.#nodes.has(queueKey(queue)));
  }

  #isDeleted(key: string): boolean {
    const until = this.#deletedUntil.get(key);
    if (until === undefined) return false;
    if (until > this.#options.now()) return true;
    this.#deletedUntil.delete(key);
    return false;
  }

  async #readNode(node: QueueNode, signal: AbortSignal): Promise<void> {
    node.askedAt = this.#options.now();
    try {
      node.attributes = await this.#service.readAttributes(node.queue, signal);
      node.failure = undefined;
      this.#settle(node);
    } catch (error) {
      signal.throwIfAborted();
      node.failure = toFailure(error);
      if (!node.failure) throw error;
    }
  }

  /** A new queue that answers is there; a purge is over when nothing is left, or after a minute. */
  #settle(node: QueueNode): void {
    if (!node.pending) return;
    const { visible = 0, inFlight = 0, delayed = 0 } = node.counts ?? {};
    const isOver = (this.#pendingUntil.get(queueKey(node.queue)) ?? 0) <= this.#options.now();
    if (node.pending === 'created' || visible + inFlight + delayed === 0 || isOver) node.pending = undefined;
  }

  /** @returns the rows that became dead-letter queues of other sources */
  #linkDeadLetterQueues(): readonly QueueNode[] {
    const sources = new Map<string, QueueNode[]>();
    for (const node of this.#sorted) {
      const target = node.deadLetterTargetArn;
      if (target === undefined) continue;
      const known = sources.get(target);
      if (known) known.push(node);
      else sources.set(target, [node]);
    }
    const changed: QueueNode[] = [];
    for (const node of this.#sorted) {
      const arn = node.attributes?.['QueueArn'];
      const now = (arn === undefined ? undefined : sources.get(arn)) ?? [];
      if (now.length !== node.sources.length || now.some((source, index) => source !== node.sources[index])) {
        node.sources = now;
        changed.push(node);
      }
    }
    return changed;
  }
}

function compareNodes(a: QueueNode, b: QueueNode): number {
  return compareNames(a.queue.queueName, b.queue.queueName);
}

/** Everything that the row of a queue shows, as one text. */
function lookOf({ counts, failure, pending, deadLetterTargetArn }: QueueNode): string {
  return [
    counts?.visible,
    counts?.inFlight,
    counts?.delayed,
    failure?.code,
    pending,
    deadLetterTargetArn,
  ].join(' ');
}

function sameKeys(a: ReadonlySet<string>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
