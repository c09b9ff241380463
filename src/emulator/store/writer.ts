import type { Database, Statement } from 'node-sqlite3-wasm';
import type { Message } from '../core/message';
import type { Changes, StoredQueue } from './changes';
import { FirstSendIds } from './firstSendIds';
import { encodeContent, encodeDelivery } from './messageRow';

/** Orders that a queue may give out before its row is written again. */
const orderReserve = 1_000;

const statementTexts = {
  begin: 'BEGIN',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  saveQueue: 'INSERT OR REPLACE INTO queue VALUES (?, ?)',
  deleteQueue: 'DELETE FROM queue WHERE id = ?',
  emptyQueue: 'DELETE FROM message WHERE queue = ?',
  forgetFirstSends: 'DELETE FROM firstSend WHERE queue = ?',
  insert: 'INSERT INTO message VALUES (?, ?, ?, CAST(? AS TEXT))',
  update: 'UPDATE message SET delivery = ? WHERE id = ?',
  delete: 'DELETE FROM message WHERE id = ?',
  insertFirstSend: 'INSERT INTO firstSend VALUES (?, ?, ?, ?)',
  dropFirstSends: 'DELETE FROM firstSend WHERE id <= ?',
  saveDeletedQueue: 'INSERT OR REPLACE INTO deletedQueue VALUES (?, ?, ?)',
  saveMoveTask: 'INSERT OR REPLACE INTO moveTask VALUES (?, ?, ?)',
} as const;

type StatementName = keyof typeof statementTexts;

/** The highest ids in the file. */
export interface LastIds {
  /** Of a message. */
  readonly lastRow: number;
  readonly lastFirstSend: number;
}

/** Writes changes to the file, one transaction each time. */
export class Writer {
  readonly #database: Database;
  readonly #statements: Record<StatementName, Statement>;
  readonly #firstSends: FirstSendIds;
  #lastRow: number;

  constructor(database: Database, { lastRow, lastFirstSend }: LastIds) {
    this.#database = database;
    this.#lastRow = lastRow;
    this.#firstSends = new FirstSendIds(lastFirstSend);
    const prepared = Object.entries(statementTexts).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<StatementName, Statement>;
  }

  /**
   * Writes all changes, or all but the messages that clients have sent. The caller clears them afterwards.
   * @throws Error of SQLite; then the file is as it was
   */
  write(changes: Changes, withSent: boolean): void {
    const { begin, commit, rollback } = this.#statements;
    /** Rows are remembered when they are there for good. */
    const rows: [StoredQueue, Message, number][] = [];
    const reserved: [StoredQueue, number][] = [];
    begin.run();
    try {
      if (withSent) this.#reserveOrders(changes.sent.values(), reserved);
      this.#reserveOrders(changes.moved.values(), reserved);
      this.#writeQueues(changes, new Map(reserved));
      for (const row of changes.deletedRows) this.#statements.delete.run([row]);
      for (const [message, stored] of changes.updated) this.#update(message, stored);
      for (const [message, stored] of changes.moved)
        rows.push([stored, message, this.#insert(message, stored)]);
      if (withSent) this.#writeSent(changes, rows);
      commit.run();
    } catch (error) {
      if (this.#database.inTransaction) rollback.run();
      throw error;
    }
    for (const [stored, message, row] of rows) stored.rows.set(message, row);
    for (const [stored, order] of reserved) stored.reservedOrder = order;
  }

  /** Ends the statements: without it the database cannot be closed. */
  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
  }

  #reserveOrders(queues: Iterable<StoredQueue>, reserved: [StoredQueue, number][]): void {
    let last: StoredQueue | undefined;
    for (const stored of queues) {
      if (stored === last) continue;
      last = stored;
      const { lastOrder } = stored.queue;
      if (lastOrder > stored.reservedOrder) reserved.push([stored, lastOrder + orderReserve]);
    }
  }

  #writeQueues(changes: Changes, reserved: ReadonlyMap<StoredQueue, number>): void {
    if (changes.isReplaced) {
      this.#database.exec(
        'DELETE FROM queue; DELETE FROM message; DELETE FROM firstSend; DELETE FROM deletedQueue; DELETE FROM moveTask;',
      );
    }
    for (const { id } of changes.emptied) {
      this.#statements.emptyQueue.run([id]);
      this.#statements.forgetFirstSends.run([id]);
    }
    for (const [{ id }, { region, name, deletedAt }] of changes.deletedQueues) {
      this.#statements.deleteQueue.run([id]);
      this.#statements.saveDeletedQueue.run([region, name, deletedAt]);
    }
    for (const stored of new Set([...changes.changedQueues, ...reserved.keys()])) {
      const lastOrder = reserved.get(stored) ?? Math.max(stored.reservedOrder, stored.queue.lastOrder);
      const header = { ...stored.queue.exportHeader(), lastOrder };
      this.#statements.saveQueue.run([stored.id, JSON.stringify(header)]);
    }
    for (const task of changes.moveTasks) {
      this.#statements.saveMoveTask.run([task.id, task.startedAt, JSON.stringify(task.export())]);
    }
  }

  #writeSent(changes: Changes, rows: [StoredQueue, Message, number][]): void {
    for (const [message, stored] of changes.sent) rows.push([stored, message, this.#insert(message, stored)]);
    for (const { stored, record } of changes.firstSends) {
      const { sentAt } = record;
      const id = this.#firstSends.add(sentAt);
      this.#statements.insertFirstSend.run([id, stored.id, sentAt, JSON.stringify(record)]);
    }
    const expired = this.#firstSends.findExpired();
    if (expired !== undefined) this.#statements.dropFirstSends.run([expired]);
  }

  #insert(message: Message, { id, queue }: StoredQueue): number {
    const row = ++this.#lastRow;
    const delivery = encodeDelivery(message, queue.hasReceipt(message));
    const content = encodeContent(message, queue.getDeduplicationId(message));
    this.#statements.insert.run([row, id, delivery, content]);
    return row;
  }

  #update(message: Message, { queue, rows }: StoredQueue): void {
    const row = rows.get(message) as number;
    this.#statements.update.run([encodeDelivery(message, queue.hasReceipt(message)), row]);
  }
}
