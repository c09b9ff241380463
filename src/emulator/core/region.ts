import { formatQueueArn } from './arn';
import { ExpiringMap } from './expiringMap';
import { queueDeletedRecently } from './failures';
import { FifoQueue } from './fifoQueue';
import type { Queue } from './queue';
import type { QueueHost, QueueIdentity } from './queueHost';
import type { QueueSettings } from './queueSettings';
import type { DeletedQueueRecord, QueueHeader } from './queueState';
import { SortedNames } from './sortedNames';
import { StandardQueue } from './standardQueue';

const recreateAfterMs = 60_000;
const noNames = new SortedNames();

/** What a queue is made of; all values checked. */
export interface NewQueue {
  readonly name: string;
  readonly isFifo: boolean;
  readonly settings: QueueSettings;
}

/** The queues of one region. */
export class Region {
  readonly name: string;
  readonly accountId: string;
  readonly #host: QueueHost;
  readonly #queues = new Map<string, Queue>();
  readonly #names = new SortedNames();
  readonly #deletedNames = new ExpiringMap<true>(recreateAfterMs);
  /** Names of the queues whose redrive policy names an ARN. */
  readonly #sources = new Map<string, SortedNames>();

  constructor(name: string, accountId: string, host: QueueHost) {
    this.name = name;
    this.accountId = accountId;
    this.#host = host;
  }

  get queueCount(): number {
    return this.#queues.size;
  }

  findQueue(name: string): Queue | undefined {
    return this.#queues.get(name);
  }

  /** All queues, in the order in which they were made. */
  get queues(): Iterable<Queue> {
    return this.#queues.values();
  }

  /**
   * Makes a queue; the caller has seen that there is none of this name.
   * @throws SqsError QueueDeletedRecently within 60 s of the deletion of one with the same name, unless relaxed
   */
  createQueue({ name, isFifo, settings }: NewQueue): Queue {
    const { clock, isRelaxed, listener } = this.#host;
    const now = clock.now();
    if (!isRelaxed && this.#deletedNames.get(name, now)) throw queueDeletedRecently();
    const queue = this.#add({ name, isFifo, settings }, now);
    this.#deletedNames.delete(name);
    listener?.queueCreated(queue);
    return queue;
  }

  /** Puts a queue back without its messages, see {@link Queue.restore}. There must be none of its name. */
  restoreQueue(header: QueueHeader): Queue {
    return this.#add(header, header.createdAt);
  }

  /** Names of the queues that were deleted less than 60 seconds ago, oldest first. */
  listDeletedQueues(): DeletedQueueRecord[] {
    const deleted = this.#deletedNames.list(this.#host.clock.now());
    return Array.from(deleted, ([name, , deletedAt]) => ({ region: this.name, name, deletedAt }));
  }

  restoreDeletedQueue({ name, deletedAt }: DeletedQueueRecord): void {
    this.#deletedNames.set(name, true, deletedAt);
  }

  changeSettings(queue: Queue, settings: QueueSettings): void {
    this.#unlinkSource(queue);
    queue.changeSettings(settings);
    this.#linkSource(queue);
    this.#host.listener?.queueChanged(queue);
  }

  /** Adds and replaces tags, then takes away those of `removedKeys`. */
  changeTags(queue: Queue, tags: Iterable<readonly [string, string]>, removedKeys: Iterable<string>): void {
    for (const [key, value] of tags) queue.tags.set(key, value);
    for (const key of removedKeys) queue.tags.delete(key);
    this.#host.listener?.queueChanged(queue);
  }

  deleteQueue(queue: Queue): void {
    this.#queues.delete(queue.name);
    this.#names.delete(queue.name);
    this.#unlinkSource(queue);
    this.#deletedNames.set(queue.name, true, this.#host.clock.now());
    queue.close();
    this.#host.listener?.queueDeleted(queue);
  }

  /** Deletes all queues, whose names can be used again at once. */
  clear(): void {
    for (const queue of [...this.#queues.values()]) this.deleteQueue(queue);
    this.#deletedNames.clear();
  }

  /** Names in order, at most `limit`, that start with `prefix` and come after `after`. */
  listQueueNames(prefix: string, after: string | undefined, limit: number): string[] {
    return this.#names.list(prefix, after, limit);
  }

  /** Names of the queues whose dead-letter queue has this ARN, in order. */
  listSourceNames(arn: string, after: string | undefined, limit: number): string[] {
    return (this.#sources.get(arn) ?? noNames).list('', after, limit);
  }

  isDeadLetterQueue(arn: string): boolean {
    return this.#sources.has(arn);
  }

  #add({ name, isFifo, settings }: NewQueue, createdAt: number): Queue {
    const arn = formatQueueArn({ region: this.name, accountId: this.accountId, name });
    const identity: QueueIdentity = { name, region: this.name, arn, createdAt };
    const queue = new (isFifo ? FifoQueue : StandardQueue)(this.#host, identity, settings);
    this.#queues.set(name, queue);
    this.#names.add(name);
    this.#linkSource(queue);
    return queue;
  }

  #linkSource(queue: Queue): void {
    const target = queue.settings.redrivePolicy?.deadLetterTargetArn;
    if (target === undefined) return;
    const names = this.#sources.get(target) ?? new SortedNames();
    names.add(queue.name);
    this.#sources.set(target, names);
  }

  #unlinkSource(queue: Queue): void {
    const target = queue.settings.redrivePolicy?.deadLetterTargetArn;
    if (target === undefined) return;
    const names = this.#sources.get(target);
    names?.delete(queue.name);
    if (names?.length === 0) this.#sources.delete(target);
  }
}
