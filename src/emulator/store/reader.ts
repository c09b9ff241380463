import type { Database } from 'node-sqlite3-wasm';
import type {
  AccountRecord,
  DeletedQueueRecord,
  FirstSendRecord,
  MessageRecord,
  MoveTaskRecord,
  QueueHeader,
  QueueRecord,
} from '../core/queueState';
import type { LogExtent } from './logCleaning';
import { type Entry, EntryKind, entriesOf, readNumber, readQueueId, readRecord } from './logEntry';
import { decodeMessage, deliveryLength } from './messageRow';

/** Message with its number in the file. */
export interface StoredMessageRecord extends MessageRecord {
  readonly number: number;
}

export interface StoredQueueRecord extends QueueRecord {
  /** Its id in the file. */
  readonly id: number;
  /** Number of its latest purge in the file, 0 when there was none. */
  readonly emptiedAt: number;
  readonly messages: readonly StoredMessageRecord[];
}

export interface StoredAccount extends AccountRecord {
  readonly queues: readonly StoredQueueRecord[];
  /** The highest id of a queue that the file has seen. */
  readonly lastQueueId: number;
  readonly extent: LogExtent;
}

/** Of a message, not looked into before all of the log was read: most may be gone by then. */
interface RawMessage {
  readonly content: QueueContent;
  fields: Buffer;
  readonly text: Buffer;
}

/** What a purge takes. */
class QueueContent {
  readonly messages: StoredMessageRecord[] = [];
  readonly firstSends = new Map<string, FirstSendRecord>();
  isGone = false;

  constructor(readonly emptiedAt: number) {}
}

/** Reads all of the file. @throws Error when it is damaged */
export function readAccount(database: Database): StoredAccount {
  const replay = new Replay();
  const statement = database.prepare('SELECT id, entries FROM log ORDER BY id');
  try {
    for (const { id, entries } of statement.iterate() as Iterable<{ id: number; entries: Uint8Array }>) {
      replay.addRow(id, entries);
    }
  } finally {
    statement.finalize();
  }
  return replay.finish();
}

/** What the entries of a log come to. */
class Replay {
  readonly #messages = new Map<number, RawMessage>();
  readonly #queues = new Map<number, QueueHeader>();
  readonly #contents = new Map<number, QueueContent>();
  readonly #moveTasks = new Map<string, MoveTaskRecord>();
  readonly #deletedQueues: DeletedQueueRecord[] = [];
  #lastQueueId = 0;
  #bytes = 0;
  #messageEntries = 0;
  #lastNumber = 0;

  addRow(id: number, entries: Uint8Array): void {
    this.#bytes += entries.byteLength;
    for (const entry of entriesOf(id, entries)) {
      this.#lastNumber = entry.number;
      this.#add(entry);
    }
  }

  finish(): StoredAccount {
    for (const [number, { content, fields, text }] of this.#messages) {
      if (!content.isGone) content.messages.push(Object.assign(decodeMessage(fields, text), { number }));
    }
    const queues = [...this.#queues].sort(([a], [b]) => a - b);
    return {
      queues: queues.map(([id, header]) => toRecord(id, header, this.#contentOf(id))),
      deletedQueues: this.#deletedQueues,
      moveTasks: [...this.#moveTasks.values()].sort((a, b) => a.startedAt - b.startedAt),
      lastQueueId: this.#lastQueueId,
      extent: {
        bytes: this.#bytes,
        lastNumber: this.#lastNumber,
        messageEntries: this.#messageEntries,
      },
    };
  }

  #add(entry: Entry): void {
    switch (entry.kind) {
      case EntryKind.message:
        this.#addMessage(entry);
        return;
      case EntryKind.delivery: {
        const message = this.#messages.get(readNumber(entry));
        if (message) message.fields = entry.rest.subarray(6);
        return;
      }
      case EntryKind.removed:
        this.#messages.delete(readNumber(entry));
        return;
      case EntryKind.moveTask:
        this.#addMoveTask(readRecord(entry));
        return;
      default:
        this.#addToQueue(entry);
    }
  }

  #addMessage(entry: Entry): void {
    this.#messageEntries += 1;
    this.#messages.set(entry.number, {
      content: this.#contentOf(readQueueId(entry)),
      fields: entry.rest.subarray(4, 4 + deliveryLength),
      text: entry.rest.subarray(4 + deliveryLength),
    });
  }

  #addToQueue(entry: Entry): void {
    const id = readQueueId(entry);
    this.#lastQueueId = Math.max(this.#lastQueueId, id);
    switch (entry.kind) {
      case EntryKind.queue:
        this.#queues.set(id, readRecord(entry));
        return;
      case EntryKind.firstSend:
        this.#addFirstSend(id, readRecord(entry));
        return;
      case EntryKind.emptied:
        this.#empty(id, entry.number);
        return;
      case EntryKind.queueDeleted:
        this.#empty(id, entry.number);
        this.#queues.delete(id);
        this.#deletedQueues.push(readRecord(entry));
        return;
      default:
        throw new SyntaxError(`The log has an entry of the unknown kind ${entry.kind}.`);
    }
  }

  /** What ended, or moved more, is the newer one: an older one may have been taken over from an older row. */
  #addMoveTask(record: MoveTaskRecord): void {
    const known = this.#moveTasks.get(record.id);
    const isNewer = !known || (known.status === 'RUNNING' && known.movedCount <= record.movedCount);
    if (isNewer) this.#moveTasks.set(record.id, record);
  }

  #addFirstSend(queueId: number, record: FirstSendRecord): void {
    const { firstSends } = this.#contentOf(queueId);
    const known = firstSends.get(record.key);
    // An older one comes behind a newer one when it was taken over from an older row.
    if (!known || known.sentAt <= record.sentAt) firstSends.set(record.key, record);
  }

  #contentOf(queueId: number): QueueContent {
    return this.#contents.get(queueId) ?? this.#begin(queueId, 0);
  }

  #begin(queueId: number, emptiedAt: number): QueueContent {
    const content = new QueueContent(emptiedAt);
    this.#contents.set(queueId, content);
    return content;
  }

  #empty(queueId: number, number: number): void {
    this.#contentOf(queueId).isGone = true;
    this.#begin(queueId, number);
  }
}

/** A message that came back often has an order of its own, which can be ahead of what its queue reserved. */
function toRecord(id: number, header: QueueHeader, content: QueueContent): StoredQueueRecord {
  const { messages, firstSends, emptiedAt } = content;
  let { lastOrder } = header;
  for (const { order } of messages) if (order > lastOrder) lastOrder = order;
  const oldestFirst = [...firstSends.values()].sort((a, b) => a.sentAt - b.sentAt || a.order - b.order);
  return { ...header, lastOrder, id, emptiedAt, messages, firstSends: oldestFirst };
}

/** When something last happened: the clock that the account ran by was not behind that. */
export function findLatestTime({ queues, moveTasks, deletedQueues }: AccountRecord): number {
  let latest = 0;
  const see = (at: number) => {
    if (at > latest) latest = at;
  };
  for (const { startedAt } of moveTasks) see(startedAt);
  for (const { deletedAt } of deletedQueues) see(deletedAt);
  for (const { lastModifiedAt, lastPurgedAt = 0, messages } of queues) {
    see(lastModifiedAt);
    see(lastPurgedAt);
    for (const { sentAt, delivery } of messages) see(Math.max(sentAt, delivery?.receivedAt ?? 0));
  }
  return latest;
}
