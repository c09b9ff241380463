import type { Database, Statement } from 'node-sqlite3-wasm';
import { EntryBuffer } from './logEntry';

/** Bytes after which a row of the log is closed, so that the log can be cleaned in small steps. */
const rowBytes = 256 * 1024;

/** Appends entries to the log: a row for those of a transaction, or a few when they are many. */
export class LogAppender {
  readonly #insert: Statement;
  readonly #entries = new EntryBuffer();
  #first: number;
  #bytes = 0;

  /** @param lastNumber of the entries that are there */
  constructor(database: Database, lastNumber: number) {
    this.#insert = database.prepare('INSERT INTO log VALUES (?, ?)');
    this.#first = lastNumber + 1;
  }

  /** Of the entry that is added next. */
  get nextNumber(): number {
    return this.#first + this.#entries.count;
  }

  /** Appended since the transaction began. */
  get bytes(): number {
    return this.#bytes;
  }

  /** For one entry to be added. */
  next(): EntryBuffer {
    if (this.#entries.length >= rowBytes) this.flush();
    return this.#entries;
  }

  /** Forgets what a transaction left that failed. */
  begin(): void {
    this.#first = this.nextNumber;
    this.#entries.clear();
    this.#bytes = 0;
  }

  flush(): void {
    if (this.#entries.count === 0) return;
    this.#insert.run([this.#first, this.#entries.bytes]);
    this.#bytes += this.#entries.length;
    this.#first = this.nextNumber;
    this.#entries.clear();
  }

  close(): void {
    this.#insert.finalize();
  }
}
