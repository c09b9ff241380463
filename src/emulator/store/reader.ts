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
import { decodeMessage, messageColumns } from './messageRow';
import type { LastIds } from './writer';

/** Message with its id in the file. */
export interface StoredMessageRecord extends MessageRecord {
  readonly row: number;
}

export interface StoredQueueRecord extends QueueRecord {
  /** Its id in the file. */
  readonly id: number;
  readonly messages: readonly StoredMessageRecord[];
}

export interface StoredAccount extends AccountRecord {
  readonly queues: readonly StoredQueueRecord[];
  readonly lastIds: LastIds;
}

/** Reads all of the file. @throws Error when it is damaged */
export function readAccount(database: Database): StoredAccount {
  const messages = new Map<number, StoredMessageRecord[]>();
  let lastRow = 0;
  const columns = `id, queue, ${messageColumns}`;
  for (const { id, queue, delivery, header, body } of rowsOf(
    database,
    `SELECT ${columns} FROM message ORDER BY id`,
  )) {
    lastRow = id as number;
    const record = decodeMessage(delivery as Uint8Array | null, header as string, body as string);
    append(messages, queue as number, Object.assign(record, { row: lastRow }));
  }
  const firstSends = new Map<number, FirstSendRecord[]>();
  let lastFirstSend = 0;
  for (const { id, queue, record } of rowsOf(database, 'SELECT * FROM firstSend ORDER BY id')) {
    lastFirstSend = id as number;
    append(firstSends, queue as number, parse<FirstSendRecord>(record));
  }
  const queues = Array.from(rowsOf(database, 'SELECT * FROM queue ORDER BY id'), ({ id, header }) => ({
    ...parse<QueueHeader>(header),
    id: id as number,
    messages: messages.get(id as number) ?? [],
    firstSends: firstSends.get(id as number) ?? [],
  }));
  return {
    queues: queues.map(withLastOrder),
    deletedQueues: Array.from(
      rowsOf(database, 'SELECT * FROM deletedQueue ORDER BY deletedAt'),
      (row) => row as unknown as DeletedQueueRecord,
    ),
    moveTasks: Array.from(rowsOf(database, 'SELECT * FROM moveTask ORDER BY startedAt'), ({ record }) =>
      parse<MoveTaskRecord>(record),
    ),
    lastIds: { lastRow, lastFirstSend },
  };
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

/** A message that came back often has an order of its own, which can be ahead of what its queue reserved. */
function withLastOrder(queue: StoredQueueRecord): StoredQueueRecord {
  let { lastOrder } = queue;
  for (const { order } of queue.messages) if (order > lastOrder) lastOrder = order;
  return { ...queue, lastOrder };
}

function* rowsOf(database: Database, sql: string): Generator<Record<string, unknown>, void> {
  const statement = database.prepare(sql);
  try {
    yield* statement.iterate() as Iterable<Record<string, unknown>>;
  } finally {
    statement.finalize();
  }
}

function parse<T>(json: unknown): T {
  return JSON.parse(json as string) as T;
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
