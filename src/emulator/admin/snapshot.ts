import type { MessageDetails } from '../core/message';
import { defaultSettings } from '../core/queueSettings';
import type {
  AccountRecord,
  DeliveryRecord,
  MessageRecord,
  MoveTaskRecord,
  QueueRecord,
} from '../core/queueState';
import { invalid } from './adminError';
import { type Fields, readObject } from './parameters';

/** Version of the document; an emulator reads its own and older ones. */
export const snapshotVersion = 1;

/** All queues and messages as one JSON document. */
export interface Snapshot {
  readonly product: 'queuescope';
  readonly snapshotVersion: number;
  /** By the emulator's clock. */
  readonly takenAt: number;
  readonly accountId: string;
  /** Binary attribute values stand as `{"base64": "…"}`. */
  readonly account: AccountRecord;
}

/** What can be written as JSON: binary values become objects. */
export function toSnapshot(account: AccountRecord, accountId: string, takenAt: number): Snapshot {
  const queues = account.queues.map((queue) => ({
    ...queue,
    messages: queue.messages.map((message) => ({ ...message, details: encodeDetails(message.details) })),
  }));
  return {
    product: 'queuescope',
    snapshotVersion,
    takenAt,
    accountId,
    account: { ...account, queues: queues as unknown as readonly QueueRecord[] },
  };
}

/**
 * Reads a snapshot for this account as if no time had passed since it was taken: what had ten seconds left has ten
 * seconds left.
 * @throws AdminError that says what is wrong with the document
 */
export function readSnapshot(document: unknown, accountId: string, now: number): AccountRecord {
  const fields = readObject(document, 'A snapshot');
  if (fields.product !== 'queuescope') throw invalid('This is no snapshot of Queuescope.');
  if (typeof fields.snapshotVersion !== 'number' || fields.snapshotVersion > snapshotVersion) {
    throw invalid(
      `The snapshot has version ${String(fields.snapshotVersion)}; this emulator reads up to ${snapshotVersion}.`,
    );
  }
  if (fields.accountId !== accountId) {
    throw invalid(
      `The snapshot is of account ${String(fields.accountId)}, this emulator has account ${accountId}: start it with that account id.`,
    );
  }
  const account = readObject(fields.account, '"account"');
  const passedMs = now - readTime(fields, 'takenAt', 'The snapshot');
  return {
    queues: readList(account, 'queues', '"account"').map((queue, index) =>
      readQueue(readObject(queue, `Queue ${index + 1}`), passedMs),
    ),
    deletedQueues: [],
    moveTasks: readList(account, 'moveTasks', '"account"').map((task, index) =>
      readMoveTask(readObject(task, `Move task ${index + 1}`), passedMs),
    ),
  };
}

function readQueue(fields: Fields, passedMs: number): QueueRecord {
  const what = `Queue "${String(fields.name)}"`;
  for (const name of ['name', 'region']) requireText(fields, name, what);
  if (typeof fields.isFifo !== 'boolean') throw invalid(`${what}: "isFifo" must be true or false.`);
  checkSettings(readObject(fields.settings, `${what}: "settings"`), what);
  readList(fields, 'tags', what);
  const record = fields as unknown as QueueRecord;
  return {
    ...record,
    createdAt: readTime(fields, 'createdAt', what) + passedMs,
    lastModifiedAt: readTime(fields, 'lastModifiedAt', what) + passedMs,
    lastPurgedAt: record.lastPurgedAt === undefined ? undefined : record.lastPurgedAt + passedMs,
    lastOrder: readTime(fields, 'lastOrder', what),
    messages: readList(fields, 'messages', what).map((message) =>
      readMessage(readObject(message, `${what}: a message`), what, passedMs),
    ),
    firstSends: readList(fields, 'firstSends', what).map((send) => {
      const first = readObject(send, `${what}: a first send`);
      return {
        ...(first as unknown as QueueRecord['firstSends'][number]),
        sentAt: readTime(first, 'sentAt', what) + passedMs,
      };
    }),
  };
}

function readMessage(fields: Fields, queue: string, passedMs: number): MessageRecord {
  for (const name of ['id', 'body', 'senderId']) {
    requireText(fields, name, `${queue}, message ${String(fields.id)}`);
  }
  if (fields['bodyMd5'] !== undefined)
    requireText(fields, 'bodyMd5', `${queue}, message ${String(fields.id)}`);
  const record = fields as unknown as MessageRecord;
  return {
    ...record,
    order: readTime(fields, 'order', queue),
    sentAt: readTime(fields, 'sentAt', queue) + passedMs,
    details: decodeDetails(record.details),
    delivery: record.delivery && readDelivery(record.delivery, queue, passedMs),
  };
}

/** Numbers and switches must be there; policies and keys may be absent. */
function checkSettings(settings: Fields, what: string): void {
  for (const [name, value] of Object.entries(defaultSettings)) {
    if (value === undefined || typeof settings[name] === typeof value) continue;
    throw invalid(`${what}: the setting "${name}" must be a ${typeof value}.`);
  }
}

/** 0 means that there was none yet. */
function readDelivery(value: unknown, queue: string, passedMs: number): DeliveryRecord {
  const fields = readObject(value, `${queue}: a delivery`);
  const delivery = value as DeliveryRecord;
  if (!['visible', 'inFlight', 'delayed'].includes(delivery.state)) {
    throw invalid(`${queue}: the state of a message must be visible, inFlight or delayed.`);
  }
  for (const name of ['receiveCount', 'firstReceivedAt', 'receivedAt', 'visibleAt'])
    readTime(fields, name, queue);
  const shift = (at: number) => (at === 0 ? 0 : at + passedMs);
  return {
    ...delivery,
    firstReceivedAt: shift(delivery.firstReceivedAt),
    receivedAt: shift(delivery.receivedAt),
    visibleAt: shift(delivery.visibleAt),
  };
}

function readMoveTask(fields: Fields, passedMs: number): MoveTaskRecord {
  readObject(fields.request, 'A move task: "request"');
  const startedAt = readTime(fields, 'startedAt', 'A move task') + passedMs;
  return { ...(fields as unknown as MoveTaskRecord), startedAt };
}

function encodeDetails(details: MessageDetails | undefined): object | undefined {
  return (
    details && {
      ...details,
      attributes: details.attributes?.map((attribute) => ({
        ...attribute,
        value:
          typeof attribute.value === 'string'
            ? attribute.value
            : { base64: Buffer.from(attribute.value).toString('base64') },
      })),
    }
  );
}

function decodeDetails(details: MessageDetails | undefined): MessageDetails | undefined {
  return (
    details && {
      traceHeader: details.traceHeader,
      attributes: details.attributes?.map((attribute) => {
        const value = attribute.value as string | { readonly base64: string };
        return {
          ...attribute,
          value: typeof value === 'string' ? value : new Uint8Array(Buffer.from(value.base64, 'base64')),
        };
      }),
    }
  );
}

function requireText(fields: Fields, name: string, what: string): void {
  if (typeof fields[name] !== 'string') throw invalid(`${what}: "${name}" must be a text.`);
}

function readTime(fields: Fields, name: string, what: string): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw invalid(`${what}: "${name}" must be a number that is not negative.`);
}

function readList(fields: Fields, name: string, what: string): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  throw invalid(`${what}: "${name}" must be a list.`);
}
