import type { Database, Statement } from 'node-sqlite3-wasm';
import type { Clock } from '../core/clock';
import type { Message } from '../core/message';
import { exportHeader } from '../core/queueExport';
import type { Changes, StoredQueue } from './changes';
import { LogAppender } from './logAppender';
import { LogCleaning, type LogExtent } from './logCleaning';
import { type Entry, EntryKind, readQueueId } from './logEntry';
import { LogHead, type TakenHead } from './logHead';
import { Shrinking } from './shrinking';

/** Orders that a queue may give out before its header is written again. */
const orderReserve = 1_000;
/** Bytes of the log below which it is left alone. */
const defaultSmallLogBytes = 4 * 1024 * 1024;
/** How often the least that a step of a cleaning round takes goes into that. */
const stepsOfSmallLog = 16;

export interface WriteOptions {
  /** Also the messages that clients have sent. */
  readonly withSent: boolean;
  /** What is gone leaves the file first, to make room, when it is enough to be worth it. */
  readonly isTight: boolean;
}

/** What becomes true when the transaction is through. */
interface Draft {
  readonly numbers: [StoredQueue, Message, number][];
  readonly reserved: Map<StoredQueue, number>;
  readonly emptied: [StoredQueue, number][];
  readonly queues: Set<StoredQueue>;
  head: TakenHead | undefined;
}

/** Writes changes to the file, one transaction each time. */
export class Writer {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #log: LogAppender;
  readonly #head: LogHead;
  readonly #shrinking: Shrinking;
  readonly #smallLogBytes: number;
  #cleaning: LogCleaning;
  #extent: LogExtent;
  /** Appended by the last transaction. */
  #lastBytes = 0;

  /** @param smallLogBytes below which the log is left alone; 4 MiB by default */
  constructor(database: Database, clock: Clock, extent: LogExtent, smallLogBytes = defaultSmallLogBytes) {
    this.#database = database;
    this.#clock = clock;
    this.#begin = database.prepare('BEGIN');
    this.#commit = database.prepare('COMMIT');
    this.#log = new LogAppender(database, extent.lastNumber);
    this.#head = new LogHead(database);
    this.#shrinking = new Shrinking(database);
    this.#smallLogBytes = smallLogBytes;
    this.#cleaning = new LogCleaning(extent.bytes, smallLogBytes);
    this.#extent = extent;
  }

  /** Much of the log is of things that are gone: further writes would make it smaller. */
  get isCleaning(): boolean {
    return this.#cleaning.isUnderWay || this.#shrinking.isUnderWay;
  }

  /**
   * Writes all changes, or all but the messages that clients have sent. The caller clears them afterwards.
   * @throws Error of SQLite; then the file is as it was
   */
  write(changes: Changes, options: WriteOptions): void {
    const draft: Draft = {
      numbers: [],
      reserved: new Map(),
      emptied: [],
      queues: new Set(changes.changedQueues),
      head: undefined,
    };
    this.#log.begin();
    this.#begin.run();
    try {
      this.#writeAll(changes, options, draft);
      this.#log.flush();
      this.#commit.run();
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
    this.#settle(changes, draft);
    if (draft.head || changes.isReplaced || this.#shrinking.isUnderWay) this.#shrinking.step();
  }

  /** Ends the statements: without it the database cannot be closed. */
  close(): void {
    this.#begin.finalize();
    this.#commit.finalize();
    this.#log.close();
    this.#head.close();
  }

  #writeAll(changes: Changes, { withSent, isTight }: WriteOptions, draft: Draft): void {
    const isWhole = isTight && this.#isMuchGone(changes);
    if (changes.isReplaced) this.#database.exec('DELETE FROM log');
    else if (isWhole || this.#cleaning.isUnderWay) this.#clean(changes, isWhole, draft);
    this.#writeEmptied(changes, draft);
    if (withSent) this.#reserveOrders(changes.sent.values(), draft);
    this.#reserveOrders(changes.moved.values(), draft);
    for (const stored of draft.queues) this.#writeQueue(stored, draft);
    for (const task of changes.moveTasks) this.#log.next().addMoveTask(task.export());
    for (const number of changes.removed) this.#log.next().addRemoved(number);
    for (const [message, { queue, numbers }] of changes.updated) {
      this.#log.next().addDelivery(numbers.get(message) as number, message, queue.hasReceipt(message));
    }
    for (const [message, stored] of changes.moved) this.#writeMessage(message, stored, draft);
    if (!withSent) return;
    for (const [message, stored] of changes.sent) this.#writeMessage(message, stored, draft);
    for (const { stored, record } of changes.firstSends) this.#log.next().addFirstSend(stored.id, record);
  }

  #isMuchGone(changes: Changes): boolean {
    const live = countMessages(changes);
    return this.#extent.messageEntries - live > live / 16;
  }

  /** The oldest part of the log goes; what of it still holds goes to its end. */
  #clean(changes: Changes, isWhole: boolean, draft: Draft): void {
    // At least as fast as the log grows, so that a round ends.
    const leastBytes = isWhole
      ? Number.POSITIVE_INFINITY
      : Math.max(this.#smallLogBytes / stepsOfSmallLog, this.#lastBytes);
    const head = this.#head.take(leastBytes, this.#clock.now());
    draft.head = head;
    const queues = new Map(Array.from(changes.storedQueues, (stored) => [stored.id, stored]));
    for (const stored of queues.values()) {
      if (head.queueIds.has(stored.id)) draft.queues.add(stored);
      for (const [message, number] of stored.numbers) {
        if (number >= head.firstNumber) break;
        this.#writeMessage(message, stored, draft);
      }
    }
    for (const entry of head.entries) {
      if (entry.kind !== EntryKind.firstSend || isOf(queues.get(readQueueId(entry)), entry)) {
        this.#log.next().addAgain(entry);
      }
    }
  }

  #writeEmptied(changes: Changes, draft: Draft): void {
    for (const stored of changes.emptied) {
      const entries = this.#log.next();
      draft.emptied.push([stored, this.#log.nextNumber]);
      entries.addEmptied(stored.id);
    }
    for (const [stored, record] of changes.deletedQueues) {
      this.#log.next().addQueueDeleted(stored.id, record);
    }
  }

  #reserveOrders(queues: Iterable<StoredQueue>, { reserved, queues: toWrite }: Draft): void {
    let last: StoredQueue | undefined;
    for (const stored of queues) {
      if (stored === last) continue;
      last = stored;
      const { lastOrder } = stored.queue;
      if (lastOrder <= stored.reservedOrder) continue;
      reserved.set(stored, lastOrder + orderReserve);
      toWrite.add(stored);
    }
  }

  #writeQueue(stored: StoredQueue, { reserved }: Draft): void {
    const lastOrder = reserved.get(stored) ?? Math.max(stored.reservedOrder, stored.queue.lastOrder);
    this.#log.next().addQueue(stored.id, { ...exportHeader(stored.queue), lastOrder });
  }

  #writeMessage(message: Message, stored: StoredQueue, { numbers }: Draft): void {
    const { id, queue } = stored;
    const entries = this.#log.next();
    numbers.push([stored, message, this.#log.nextNumber]);
    entries.addMessage(id, message, queue.hasReceipt(message), queue.getDeduplicationId(message));
  }

  #settle(changes: Changes, { numbers, reserved, emptied, head }: Draft): void {
    for (const [stored, message, number] of numbers) {
      // To the end of the map: it is in the order of the numbers.
      if (head) stored.numbers.delete(message);
      stored.numbers.set(message, number);
    }
    for (const [stored, order] of reserved) stored.reservedOrder = order;
    for (const [stored, number] of emptied) stored.emptiedAt = number;
    const before = changes.isReplaced ? { bytes: 0, messageEntries: 0 } : this.#extent;
    this.#extent = {
      bytes: before.bytes + this.#log.bytes - (head?.bytes ?? 0),
      messageEntries: before.messageEntries + numbers.length - (head?.messageEntries ?? 0),
      lastNumber: this.#log.nextNumber - 1,
    };
    this.#lastBytes = this.#log.bytes;
    if (changes.isReplaced) this.#cleaning = new LogCleaning(this.#extent.bytes, this.#smallLogBytes);
    if (head) this.#cleaning.advance(head.firstNumber, this.#extent.bytes);
    this.#cleaning.update(this.#extent, countMessages(changes), changes.emptied.size > 0);
  }
}

/** Whether a first send is of a queue that is there, and was not purged since. */
function isOf(stored: StoredQueue | undefined, { number }: Entry): boolean {
  return stored !== undefined && number > stored.emptiedAt;
}

function countMessages({ storedQueues }: Changes): number {
  let count = 0;
  for (const { numbers } of storedQueues) count += numbers.size;
  return count;
}
