import { existsSync, renameSync, rmSync } from 'node:fs';
import { Database } from 'node-sqlite3-wasm';
import { upgradeSchema } from './schema';

/** What the disk has taken when a request is answered: NORMAL survives a killed process, FULL also a power cut. */
export type Synchronous = 'normal' | 'full';

/** Pages of 4 KiB after which what is in the write-ahead log goes to its place in the file. */
const checkpointPages = 1_500;

/** Names that SQLite gives to what lies beside the database file. */
const companions = ['-wal', '-journal'];

/**
 * Opens the file, making it when there is none. The caller holds the claim on its folder, so that a lock that is
 * there was left behind by a process that is dead.
 * @throws StoreError DATA_NEWER; Error of SQLite, see {@link isDamage}
 */
export function openDatabase(file: string, synchronous: Synchronous): Database {
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const isNew = !existsSync(file);
  // A new file has nothing that a power cut could take, and need not wait for the disk.
  const initial = isNew && synchronous === 'normal' ? 'off' : synchronous;
  const database = new Database(file);
  try {
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = ${initial};`);
    if (isNew) database.exec('PRAGMA auto_vacuum = INCREMENTAL;');
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = ${checkpointPages};`);
    database.exec('PRAGMA cache_size = -8000;');
    upgradeSchema(database, file);
    if (initial !== synchronous) database.exec(`PRAGMA synchronous = ${synchronous}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether an error says that the file itself is broken, and not the disk or the way to it. */
export function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && /malformed|not a database|no such (table|column)/.test(error.message);
}

/** Renames the file and what belongs to it. @returns its new name */
export function setAside(file: string): string {
  const base = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  let name = base;
  for (let count = 2; existsSync(name); count++) name = `${base}-${count}`;
  renameSync(file, name);
  for (const suffix of companions) {
    if (existsSync(file + suffix)) renameSync(file + suffix, name + suffix);
  }
  return name;
}
