import { type QueueRef, queueKey } from '../shared/queue';
import { type Failure, toFailure } from '../sqs/failure';
import type { SqsService } from '../sqs/sqsService';
import { eachWithLimit } from './eachWithLimit';
import { QueueNode } from './nodes';

/** Requests for attributes at a time in one region. */
const CONCURRENT_READS = 8;

/** The queues of one region as far as they are known, and the calls that find out more. */
export class RegionQueues {
  readonly #service: SqsService;
  #nodes = new Map<string, QueueNode>();
  #failure: Failure | undefined;
  #isListed = false;

  constructor(service: SqsService) {
    this.#service = service;
  }

  /** False until the queues were listed once. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** Why the last listing failed. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Sorted by name. */
  get nodes(): readonly QueueNode[] {
    return [...this.#nodes.values()];
  }

  find(queue: QueueRef): QueueNode | undefined {
    return this.#nodes.get(queueKey(queue));
  }

  /**
   * Lists all pages; known rows stay the objects they are.
   * @returns true when rows came, went, or the failure changed
   */
  async list(signal: AbortSignal): Promise<boolean> {
    const before = { nodes: this.#nodes, failure: this.#failure, isListed: this.#isListed };
    try {
      const queues: QueueRef[] = [];
      for await (const page of this.#service.listQueues({ signal })) queues.push(...page);
      this.#setQueues(queues);
      this.#failure = undefined;
    } catch (error) {
      signal.throwIfAborted();
      this.#failure = toFailure(error);
      if (!this.#failure) throw error;
    }
    this.#isListed = true;
    const isSame =
      before.isListed && sameKeys(before.nodes, this.#nodes) && before.failure?.code === this.#failure?.code;
    return !isSame;
  }

  /**
   * Reads the attributes of the given rows, all without them.
   * @returns the rows that look different now
   */
  async readAttributes(
    signal: AbortSignal,
    nodes: readonly QueueNode[] = this.nodes,
  ): Promise<readonly QueueNode[]> {
    const looks = new Map(this.nodes.map((node) => [node, lookOf(node)]));
    await eachWithLimit(nodes, CONCURRENT_READS, (node) => this.#readNode(node, signal));
    this.#markDeadLetterQueues();
    return this.nodes.filter((node) => looks.get(node) !== lookOf(node));
  }

  add(queue: QueueRef): void {
    this.#setQueues([...this.nodes.map((node) => node.queue), queue]);
  }

  remove(queue: QueueRef): void {
    this.#nodes.delete(queueKey(queue));
  }

  #setQueues(queues: readonly QueueRef[]): void {
    const sorted = [...queues].sort((a, b) => compareNames(a.queueName, b.queueName));
    this.#nodes = new Map(
      sorted.map((queue) => [queueKey(queue), this.#nodes.get(queueKey(queue)) ?? new QueueNode(queue)]),
    );
  }

  async #readNode(node: QueueNode, signal: AbortSignal): Promise<void> {
    try {
      node.attributes = await this.#service.readAttributes(node.queue, signal);
      node.failure = undefined;
    } catch (error) {
      signal.throwIfAborted();
      node.failure = toFailure(error);
      if (!node.failure) throw error;
    }
  }

  #markDeadLetterQueues(): void {
    const targets = new Set(this.nodes.map((node) => deadLetterTarget(node.attributes)));
    for (const node of this.nodes) node.isDeadLetterQueue = targets.has(node.attributes?.['QueueArn'] ?? '');
  }
}

/** The ARN of the dead-letter queue that a RedrivePolicy names; undefined without one. */
export function deadLetterTarget(
  attributes: Readonly<Record<string, string>> | undefined,
): string | undefined {
  try {
    const policy: unknown = JSON.parse(attributes?.['RedrivePolicy'] ?? 'null');
    if (typeof policy !== 'object' || policy === null || !('deadLetterTargetArn' in policy)) return undefined;
    return typeof policy.deadLetterTargetArn === 'string' ? policy.deadLetterTargetArn : undefined;
  } catch {
    return undefined;
  }
}

/** Everything that the row of a queue shows, as one text. */
function lookOf({ counts, failure, type }: QueueNode): string {
  return [counts?.visible, counts?.inFlight, counts?.delayed, failure?.code, type].join(' ');
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

let collator: Intl.Collator | undefined;

/** Numbers in names by their value. The collator is made on first use: it would slow down the activation. */
function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a, b);
}
