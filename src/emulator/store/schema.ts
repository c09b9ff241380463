import type { Database } from 'node-sqlite3-wasm';
import { StoreError } from './storeError';

/**
 * The steps from one version of the file to the next; the first one makes it. A published step is never changed.
 *
 * `message.id` and `firstSend.id` rise with time. JSON columns hold records of `core/queueState`, `message` what
 * `messageRow` makes.
 */
export const schemaSteps: readonly string[] = [
  `
  CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE queue (id INTEGER PRIMARY KEY, header TEXT NOT NULL);
  CREATE TABLE message (
    id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, delivery BLOB NOT NULL, content TEXT NOT NULL);
  CREATE TABLE firstSend (id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, sentAt INTEGER NOT NULL, record TEXT NOT NULL);
  CREATE TABLE deletedQueue (
    region TEXT NOT NULL, name TEXT NOT NULL, deletedAt INTEGER NOT NULL, PRIMARY KEY (region, name)) WITHOUT ROWID;
  CREATE TABLE moveTask (id TEXT PRIMARY KEY, startedAt INTEGER NOT NULL, record TEXT NOT NULL);
  `,
];

/**
 * Brings the file to the newest version, in one transaction.
 * @throws StoreError DATA_NEWER
 */
export function upgradeSchema(
  database: Database,
  file: string,
  steps: readonly string[] = schemaSteps,
): void {
  const version = Number(database.get('PRAGMA user_version')?.['user_version']);
  if (version > steps.length) {
    throw new StoreError(
      'DATA_NEWER',
      `The stored queues in ${file} were written by a newer Queuescope (format ${version}, this one reads up to ${steps.length}). Update Queuescope, or choose another folder.`,
    );
  }
  if (version === steps.length) return;
  database.exec(`BEGIN; ${steps.slice(version).join('')} PRAGMA user_version = ${steps.length}; COMMIT`);
}
