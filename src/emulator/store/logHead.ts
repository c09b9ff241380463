import type { Database, Statement } from 'node-sqlite3-wasm';
import type { DeletedQueueRecord, FirstSendRecord } from '../core/queueState';
import { type Entry, EntryKind, entriesOf, readQueueId, readRecord } from './logEntry';

const firstSendMs = 300_000;
const deletedNameMs = 60_000;

/** What was taken from the oldest part of the log. */
export interface TakenHead {
  readonly bytes: number;
  readonly messageEntries: number;
  /** Number of the oldest entry that is left: messages before it have to be appended again. */
  readonly firstNumber: number;
  /** Ids of queues whose headers have to be appended again. */
  readonly queueIds: ReadonlySet<number>;
  /** All else that may still hold. */
  readonly entries: readonly Entry[];
}

/** Takes the oldest rows from the log. */
export class LogHead {
  readonly #select: Statement;
  readonly #delete: Statement;

  constructor(database: Database) {
    this.#select = database.prepare('SELECT id, entries FROM log WHERE id >= ? ORDER BY id LIMIT 1');
    this.#delete = database.prepare('DELETE FROM log WHERE id < ?');
  }

  /** @param leastBytes as long as there are any. @param now epoch milliseconds */
  take(leastBytes: number, now: number): TakenHead {
    const queueIds = new Set<number>();
    const entries: Entry[] = [];
    let [bytes, messageEntries, firstNumber] = [0, 0, 0];
    while (bytes < leastBytes) {
      const row = this.#read(firstNumber);
      if (!row) break;
      bytes += row.entries.byteLength;
      for (const entry of entriesOf(row.id, row.entries)) {
        firstNumber = entry.number + 1;
        if (entry.kind === EntryKind.message) messageEntries += 1;
        else if (entry.kind === EntryKind.queue) queueIds.add(readQueueId(entry));
        else if (mayHold(entry, now)) entries.push(entry);
      }
    }
    this.#delete.run([firstNumber]);
    return { bytes, messageEntries, firstNumber, queueIds, entries };
  }

  close(): void {
    this.#select.finalize();
    this.#delete.finalize();
  }

  #read(from: number): { id: number; entries: Uint8Array } | undefined {
    // To its end, so that it does not keep the transaction open.
    const [row] = this.#select.all([from]);
    return row as { id: number; entries: Uint8Array } | undefined;
  }
}

/** What else is in the oldest part of the log speaks of messages that were in it too. */
function mayHold(entry: Entry, now: number): boolean {
  switch (entry.kind) {
    case EntryKind.moveTask:
      return true;
    case EntryKind.firstSend:
      return readRecord<FirstSendRecord>(entry).sentAt > now - firstSendMs;
    case EntryKind.queueDeleted:
      return readRecord<DeletedQueueRecord>(entry).deletedAt > now - deletedNameMs;
    default:
      return false;
  }
}
