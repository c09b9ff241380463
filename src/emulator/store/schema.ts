import type { Database } from 'node-sqlite3-wasm';
import { StoreError } from './storeError';

const property = 'CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;';
const log = 'CREATE TABLE log (id INTEGER PRIMARY KEY, entries BLOB NOT NULL);';

/**
 * The steps from one version of the file to the next; the first one made it. A published step is never changed.
 *
 * Since the second the file is a log: each row holds entries (see `logEntry`), and its id is the number of the first
 * of them. Numbers rise with time and are never used again.
 */
export const schemaSteps: readonly string[] = [
  `
  ${property}
  CREATE TABLE queue (id INTEGER PRIMARY KEY, header TEXT NOT NULL);
  CREATE TABLE message (
    id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, delivery BLOB NOT NULL, content TEXT NOT NULL);
  CREATE TABLE firstSend (id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, sentAt INTEGER NOT NULL, record TEXT NOT NULL);
  CREATE TABLE deletedQueue (
    region TEXT NOT NULL, name TEXT NOT NULL, deletedAt INTEGER NOT NULL, PRIMARY KEY (region, name)) WITHOUT ROWID;
  CREATE TABLE moveTask (id TEXT PRIMARY KEY, startedAt INTEGER NOT NULL, record TEXT NOT NULL);
  `,
  `
  ${log}
  ${toLog('id', 1, `${bigEndian('queue')} || delivery || content`, 'message')}
  ${toLog('(SELECT coalesce(max(id), 0) FROM log) + row_number() OVER ()', 4, `${bigEndian('id')} || header`, 'queue')}
  ${toLog(
    '(SELECT max(id) FROM log) + row_number() OVER (ORDER BY id)',
    7,
    `${bigEndian('queue')} || record`,
    'firstSend',
  )}
  ${toLog('(SELECT coalesce(max(id), 0) FROM log) + row_number() OVER (ORDER BY startedAt)', 8, 'record', 'moveTask')}
  ${toLog(
    '(SELECT coalesce(max(id), 0) FROM log) + row_number() OVER ()',
    6,
    `${bigEndian('0')} || json_object('region', region, 'name', name, 'deletedAt', deletedAt)`,
    'deletedQueue',
  )}
  DROP TABLE message; DROP TABLE firstSend; DROP TABLE queue; DROP TABLE moveTask; DROP TABLE deletedQueue;
  `,
];

/** What all steps come to, for a new file. */
export const newestSchema = property + log;

/** Each row of a table as a row of the log with one entry; `kind` and `rest` as `logEntry` has them. */
function toLog(id: string, kind: number, rest: string, table: string): string {
  return `INSERT INTO log SELECT ${id}, CAST(x'0${kind}' || ${bigEndian('length(rest)')} || rest AS BLOB)
    FROM (SELECT *, CAST(${rest} AS BLOB) AS rest FROM ${table});`;
}

function bigEndian(number: string): string {
  return `unhex(printf('%08X', ${number}))`;
}

/**
 * Brings the file to the newest version, in one transaction.
 * @throws StoreError DATA_NEWER
 */
export function upgradeSchema(
  database: Database,
  file: string,
  steps: readonly string[] = schemaSteps,
  newest: string = newestSchema,
): void {
  const version = Number(database.get('PRAGMA user_version')?.['user_version']);
  if (version > steps.length) {
    throw new StoreError(
      'DATA_NEWER',
      `The stored queues in ${file} were written by a newer Queuescope (format ${version}, this one reads up to ${steps.length}). Update Queuescope, or choose another folder.`,
    );
  }
  if (version === steps.length) return;
  const missing = version === 0 ? newest : steps.slice(version).join('');
  database.exec(`BEGIN; ${missing} PRAGMA user_version = ${steps.length}; COMMIT`);
}
