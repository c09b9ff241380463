import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Database } from 'node-sqlite3-wasm';

/** More than the write-ahead log takes before it goes to its place in the file, which needs as much there. */
const reserveBytes = 8 * 1024 * 1024;
const pageBytes = 4096;
/** More than what a file system compresses together. */
const blockBytes = 256 * 1024;

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
    if (maxPages !== undefined) this.#setMaxPages(maxPages);
  }

  /** Keeps the room again, as far as there is any. */
  take(): void {
    if (this.#maxPages !== undefined) this.#setMaxPages(this.#maxPages);
    if (existsSync(this.#file)) return;
    try {
      // What a file system cannot make smaller.
      const block = randomBytes(blockBytes);
      writeFileSync(this.#file, Buffer.alloc(reserveBytes, block));
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
