import type { Database } from 'node-sqlite3-wasm';

/** Free pages of 4 KiB that the file keeps for what comes next. */
const keptPages = 1_024;
const stepPages = 256;

/** Gives what is free in the file back to the disk, in small steps. */
export class Shrinking {
  readonly #database: Database;
  #isUnderWay = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** There was more to give back than one step takes. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  step(): void {
    const free = Number(this.#database.get('PRAGMA freelist_count')?.['freelist_count']);
    this.#isUnderWay = free > keptPages + stepPages;
    if (this.#isUnderWay) this.#database.exec(`PRAGMA incremental_vacuum(${stepPages})`);
  }
}
