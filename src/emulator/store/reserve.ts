import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Database } from 'node-sqlite3-wasm';

const reserveBytes = 1024 * 1024;
const pageBytes = 4096;

/** Room on the disk for receives, deletes and all else that must go on when it takes no new messages. */
export class Reserve {
  readonly #database: Database;
  readonly #file: string;
  readonly #maxPages: number | undefined;

  /** @param file is made beside the database. @param maxPages most pages of the database for all messages */
  constructor(database: Database, file: string, maxPages: number | undefined) {
    this.#database = database;
    this.#file = file;
    this.#maxPages = maxPages;
    this.take();
  }

  /** Keeps the room again, as far as there is any. */
  take(): void {
    if (this.#maxPages !== undefined) this.#setMaxPages(this.#maxPages);
    if (existsSync(this.#file)) return;
    try {
      // What a file system cannot make smaller.
      writeFileSync(this.#file, randomBytes(reserveBytes));
    } catch {
      rmSync(this.#file, { force: true });
    }
  }

  /** Gives the room away, and that of the write-ahead log, which is written from its start again. */
  release(): void {
    rmSync(this.#file, { force: true });
    if (this.#maxPages !== undefined) this.#setMaxPages(this.#maxPages + reserveBytes / pageBytes);
    this.#database.exec('PRAGMA wal_checkpoint(RESTART)');
  }

  #setMaxPages(pages: number): void {
    this.#database.exec(`PRAGMA max_page_count = ${pages}`);
  }
}
