import type { Clock } from '../core/clock';
import type { CoreListener } from '../core/coreListener';
import type { Message } from '../core/message';
import type { MoveTask } from '../core/moveTask';
import type { Queue } from '../core/queue';
import type { DeletedQueueRecord, FirstSendRecord } from '../core/queueState';

/** A queue that is, or will be, in the file. */
export class StoredQueue {
  readonly queue: Queue;
  /** Its id in the file. */
  readonly id: number;
  /** Numbers in the file of its messages, in their order. */
  readonly numbers = new Map<Message, number>();
  /** Number in the file of its latest purge. */
  emptiedAt = 0;
  /** What the file says of the highest order: ahead of the truth, so that it need not be written with every message. */
  reservedOrder = 0;

  constructor(queue: Queue, id: number) {
    this.queue = queue;
    this.id = id;
  }
}

/** What is known in the core and not yet in the file. Kept until it was written, however often that fails. */
export class Changes implements CoreListener {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #queues = new Map<Queue, StoredQueue>();
  /** The highest id that a queue ever had in the file. */
  lastQueueId = 0;

  /** Of queues that were purged or deleted: all their messages go. */
  readonly emptied = new Set<StoredQueue>();
  readonly deletedQueues = new Map<StoredQueue, DeletedQueueRecord>();
  readonly changedQueues = new Set<StoredQueue>();
  /** Numbers of messages in the file that are gone. */
  readonly removed: number[] = [];
  readonly updated = new Map<Message, StoredQueue>();
  /** Messages that were moved from another queue: they go to the file together with their removal there. */
  readonly moved = new Map<Message, StoredQueue>();
  readonly sent = new Map<Message, StoredQueue>();
  firstSends: { readonly stored: StoredQueue; readonly record: FirstSendRecord }[] = [];
  readonly moveTasks = new Set<MoveTask>();
  /** The whole content of the file is to be replaced. */
  isReplaced = false;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** A queue that the file has already. */
  addStored(queue: Queue, id: number): StoredQueue {
    const stored = new StoredQueue(queue, id);
    this.#queues.set(queue, stored);
    this.lastQueueId = Math.max(this.lastQueueId, id);
    return stored;
  }

  /** The queues that there are. */
  get storedQueues(): Iterable<StoredQueue> {
    return this.#queues.values();
  }

  /** Forgets everything but the messages that clients sent, which may have found no room. */
  clearWritten(): void {
    this.emptied.clear();
    this.deletedQueues.clear();
    this.changedQueues.clear();
    this.removed.length = 0;
    this.updated.clear();
    this.moved.clear();
    this.moveTasks.clear();
    this.isReplaced = false;
  }

  clearSent(): void {
    this.sent.clear();
    this.firstSends = [];
  }

  queueCreated(queue: Queue): void {
    this.changedQueues.add(this.addStored(queue, this.lastQueueId + 1));
    this.#onChange();
  }

  queueChanged(queue: Queue): void {
    this.changedQueues.add(this.#get(queue));
    this.#onChange();
  }

  queueDeleted(queue: Queue): void {
    const stored = this.#get(queue);
    const { region, name } = queue;
    this.#empty(stored);
    this.changedQueues.delete(stored);
    this.deletedQueues.set(stored, { region, name, deletedAt: this.#clock.now() });
    this.#queues.delete(queue);
    this.#onChange();
  }

  queuePurged(queue: Queue): void {
    const stored = this.#get(queue);
    this.#empty(stored);
    this.changedQueues.add(stored);
    this.#onChange();
  }

  messageSent(queue: Queue, message: Message): void {
    this.sent.set(message, this.#get(queue));
    this.#onChange();
  }

  messageReceived(queue: Queue, message: Message): void {
    this.#update(queue, message);
  }

  visibilityChanged(queue: Queue, message: Message): void {
    this.#update(queue, message);
  }

  /** Follows from the times that the file has. */
  messageReleased(): void {}

  messageDeleted(queue: Queue, message: Message): void {
    this.#remove(this.#get(queue), message);
    this.#onChange();
  }

  messageExpired(queue: Queue, message: Message): void {
    this.#remove(this.#get(queue), message);
    this.#onChange();
  }

  deduplicationIdTaken(queue: Queue, record: FirstSendRecord): void {
    this.firstSends.push({ stored: this.#get(queue), record });
    this.#onChange();
  }

  messageDeadLettered(source: Queue, message: Message, target: Queue, moved: Message): void {
    this.#move(source, message, target, moved);
  }

  messageRedriven(source: Queue, message: Message, target: Queue, moved: Message): void {
    this.#move(source, message, target, moved);
  }

  moveTaskChanged(task: MoveTask): void {
    this.moveTasks.add(task);
    this.#onChange();
  }

  accountReplaced(queues: readonly Queue[], moveTasks: readonly MoveTask[]): void {
    this.clearWritten();
    this.clearSent();
    this.#queues.clear();
    this.isReplaced = true;
    for (const queue of queues) this.#addWhole(queue);
    for (const task of moveTasks) this.moveTasks.add(task);
    this.#onChange();
  }

  #addWhole(queue: Queue): void {
    const stored = this.addStored(queue, this.lastQueueId + 1);
    this.changedQueues.add(stored);
    for (const message of queue.getMessages()) this.moved.set(message, stored);
    for (const record of queue.exportFirstSends()) this.firstSends.push({ stored, record });
  }

  #get(queue: Queue): StoredQueue {
    const stored = this.#queues.get(queue);
    if (!stored) throw new Error(`The queue ${queue.arn} was never announced.`);
    return stored;
  }

  #update(queue: Queue, message: Message): void {
    const stored = this.#get(queue);
    if (stored.numbers.has(message)) this.updated.set(message, stored);
    this.#onChange();
  }

  /** @returns whether a client has sent it and it never came into the file */
  #remove(stored: StoredQueue, message: Message): boolean {
    if (this.sent.delete(message)) return true;
    if (this.moved.delete(message)) return false;
    const number = stored.numbers.get(message);
    if (number === undefined) return false;
    stored.numbers.delete(message);
    this.updated.delete(message);
    this.removed.push(number);
    return false;
  }

  #move(source: Queue, message: Message, target: Queue, moved: Message): void {
    const isNew = this.#remove(this.#get(source), message);
    (isNew ? this.sent : this.moved).set(moved, this.#get(target));
    this.#onChange();
  }

  #empty(stored: StoredQueue): void {
    stored.numbers.clear();
    for (const messages of [this.sent, this.moved, this.updated]) {
      for (const [message, owner] of messages) if (owner === stored) messages.delete(message);
    }
    this.firstSends = this.firstSends.filter((first) => first.stored !== stored);
    this.emptied.add(stored);
  }
}
