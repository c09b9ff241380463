import type { Message } from '../core/message';
import type { DeletedQueueRecord, FirstSendRecord, MoveTaskRecord, QueueHeader } from '../core/queueState';
import { deliveryLength, encodeContent, writeDelivery } from './messageRow';

/*
 * The entries of the log. Each is a kind (one byte), the length of the rest (four bytes), the rest. All numbers are
 * big-endian. A number names a message by the place of its entry in the log.
 */

export const EntryKind = {
  /** Queue id (4), delivery, content: see `messageRow`. */
  message: 1,
  /** Number of the message (6), delivery. */
  delivery: 2,
  /** Number of the message (6). */
  removed: 3,
  /** Queue id (4), header as JSON. */
  queue: 4,
  /** Queue id (4). */
  emptied: 5,
  /** Queue id (4), `DeletedQueueRecord` as JSON. */
  queueDeleted: 6,
  /** Queue id (4), record as JSON. */
  firstSend: 7,
  /** Record as JSON. */
  moveTask: 8,
} as const;

const headLength = 5;
/** Of UTF-8, for each unit of UTF-16. */
const mostBytesPerCharacter = 3;

/** Entries on their way to one row of the log. */
export class EntryBuffer {
  #buffer = Buffer.allocUnsafe(64 * 1024);
  #length = 0;
  #count = 0;

  /** How many entries it holds. */
  get count(): number {
    return this.#count;
  }

  get length(): number {
    return this.#length;
  }

  /** Valid until the next entry. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.#count = 0;
  }

  addMessage(
    queueId: number,
    message: Message,
    hasReceipt: boolean,
    deduplicationId: string | undefined,
  ): void {
    const content = encodeContent(message, deduplicationId);
    const mostBytes = 4 + deliveryLength + content.length * mostBytesPerCharacter;
    const at = this.#begin(EntryKind.message, mostBytes);
    this.#buffer.writeUInt32BE(queueId, at);
    writeDelivery(this.#buffer, at + 4, message, hasReceipt);
    const textAt = at + 4 + deliveryLength;
    this.#end(at, textAt + this.#buffer.write(content, textAt));
  }

  addDelivery(number: number, message: Message, hasReceipt: boolean): void {
    const at = this.#begin(EntryKind.delivery, 6 + deliveryLength);
    this.#buffer.writeUIntBE(number, at, 6);
    writeDelivery(this.#buffer, at + 6, message, hasReceipt);
  }

  addRemoved(number: number): void {
    const at = this.#begin(EntryKind.removed, 6);
    this.#buffer.writeUIntBE(number, at, 6);
  }

  addQueue(queueId: number, header: QueueHeader): void {
    this.#addRecord(EntryKind.queue, queueId, header);
  }

  addEmptied(queueId: number): void {
    const at = this.#begin(EntryKind.emptied, 4);
    this.#buffer.writeUInt32BE(queueId, at);
  }

  addQueueDeleted(queueId: number, record: DeletedQueueRecord): void {
    this.#addRecord(EntryKind.queueDeleted, queueId, record);
  }

  addFirstSend(queueId: number, record: FirstSendRecord): void {
    this.#addRecord(EntryKind.firstSend, queueId, record);
  }

  addMoveTask(record: MoveTaskRecord): void {
    const json = JSON.stringify(record);
    const at = this.#begin(EntryKind.moveTask, Buffer.byteLength(json));
    this.#buffer.write(json, at);
  }

  /** One that was read. */
  addAgain({ kind, rest }: Entry): void {
    const at = this.#begin(kind, rest.length);
    rest.copy(this.#buffer, at);
  }

  #addRecord(kind: number, queueId: number, record: object): void {
    const json = JSON.stringify(record);
    const at = this.#begin(kind, 4 + Buffer.byteLength(json));
    this.#buffer.writeUInt32BE(queueId, at);
    this.#buffer.write(json, at + 4);
  }

  /** @returns where the rest of the entry goes */
  #begin(kind: number, length: number): number {
    const at = this.#length;
    const end = at + headLength + length;
    if (end > this.#buffer.length) this.#grow(end);
    this.#buffer[at] = kind;
    this.#buffer.writeUInt32BE(length, at + 1);
    this.#length = end;
    this.#count += 1;
    return at + headLength;
  }

  /** Of an entry that came out shorter. */
  #end(at: number, end: number): void {
    this.#buffer.writeUInt32BE(end - at, at - 4);
    this.#length = end;
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.max(length, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

export interface Entry {
  /** Its place in the log. */
  readonly number: number;
  readonly kind: number;
  readonly rest: Buffer;
}

/**
 * The entries of one row of the log.
 * @param first number of the first one
 * @throws SyntaxError when they do not fill the row exactly
 */
export function* entriesOf(first: number, bytes: Uint8Array): Generator<Entry, void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let number = first;
  for (let at = 0; at < buffer.length; number++) {
    const start = at + headLength;
    const end = start <= buffer.length ? start + buffer.readUInt32BE(at + 1) : Number.POSITIVE_INFINITY;
    if (end > buffer.length) throw new SyntaxError('A row of the log is cut off.');
    yield { number, kind: buffer[at] as number, rest: buffer.subarray(start, end) };
    at = end;
  }
}

export function readQueueId({ rest }: Entry): number {
  return rest.readUInt32BE(0);
}

/** Of the message that the entry is about. */
export function readNumber({ rest }: Entry): number {
  return rest.readUIntBE(0, 6);
}

/** @throws SyntaxError when it is no JSON */
export function readRecord<T>({ rest, kind }: Entry): T {
  return JSON.parse(rest.toString('utf8', kind === EntryKind.moveTask ? 0 : 4)) as T;
}
