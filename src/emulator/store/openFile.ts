import type { Database } from 'node-sqlite3-wasm';
import { isDamage, openDatabase, setAside } from './database';
import type { StoreOptions } from './durability';
import { readAccount, type StoredAccount } from './reader';
import { StoreError } from './storeError';

/** The file of a store, and what was in it. */
export interface OpenFile {
  readonly database: Database;
  readonly content: StoredAccount;
}

/**
 * Opens the file of a store, making it when there is none; a damaged one is renamed and replaced by an empty one.
 * @throws StoreError DATA_NEWER, DATA_ACCOUNT; Error of SQLite
 */
export function openFile(file: string, accountId: string, options: StoreOptions): OpenFile {
  const opened = openUndamaged(file, options);
  checkAccount(opened.database, file, accountId);
  return opened;
}

function openUndamaged(file: string, options: StoreOptions): OpenFile {
  try {
    return readFile(file, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const name = setAside(file);
    options.onNotice(
      `The stored queues could not be read (${(error as Error).message}). The emulator starts empty; the damaged file was kept as ${name}.`,
    );
    return readFile(file, options);
  }
}

function readFile(file: string, { synchronous = 'normal' }: StoreOptions): OpenFile {
  const database = openDatabase(file, synchronous);
  try {
    return { database, content: readAccount(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** ARNs hold the account id: queues of another account would point nowhere. */
function checkAccount(database: Database, file: string, accountId: string): void {
  const stored = database.get("SELECT value FROM property WHERE name = 'accountId'")?.['value'] as
    | string
    | undefined;
  if (stored === accountId) return;
  if (stored === undefined) {
    database.run("INSERT INTO property VALUES ('accountId', ?)", [accountId]);
    return;
  }
  database.close();
  throw new StoreError(
    'DATA_ACCOUNT',
    `The stored queues in ${file} belong to account ${stored}, not ${accountId}. Use that account id, or choose another folder.`,
  );
}
