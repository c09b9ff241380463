import type { MessageAttribute } from '../../shared/message';
import { messageSize } from '../../shared/messageChecks';
import type { RowState } from '../../shared/messageList';
import type { QueueRef } from '../../shared/queue';

/** A message that a page shows, however it came. Times are epoch milliseconds. */
export interface ShownMessage {
  /** By which page and host speak of it; the same when it comes once more. */
  readonly id: string;
  readonly queue: QueueRef;
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  readonly systemAttributes: Readonly<Record<string, string>>;
  readonly receiptHandle?: string | undefined;
  readonly visibleAgainAt?: number | undefined;
  readonly expiresAt?: number | undefined;
  readonly state?: RowState | undefined;
  readonly receivedBy?: string | undefined;
  /** Not all of its attributes were asked for. */
  readonly isPartial?: boolean | undefined;
}

export interface StoredMessage extends ShownMessage {
  /** Rises with every message that is new or has come once more. */
  readonly order: number;
  /** UTF-8 bytes of body and attributes; counted once, since every filter and every row wants it. */
  readonly size: number;
  /** The queue that it is in. */
  readonly queueName: string;
}

/** What a message takes beside its texts. */
const OVERHEAD_BYTES = 1_000;

/** The messages of one page in the order in which they came, bounded in memory: the oldest go first. */
export class MessageStore {
  readonly #limitBytes: () => number;
  readonly #messages = new Map<string, StoredMessage>();
  #bytes = 0;
  #nextOrder = 0;
  #dropped = 0;

  /** @param limitBytes what all messages may take together */
  constructor(limitBytes: () => number) {
    this.#limitBytes = limitBytes;
  }

  get size(): number {
    return this.#messages.size;
  }

  /** How many were forgotten to bound the memory. */
  get dropped(): number {
    return this.#dropped;
  }

  find(id: string): StoredMessage | undefined {
    return this.#messages.get(id);
  }

  values(): Iterable<StoredMessage> {
    return this.#messages.values();
  }

  /** Adds messages, each behind all others; returns them as stored, and the ids of those that had to go for them. */
  add(messages: readonly ShownMessage[]): {
    readonly stored: readonly StoredMessage[];
    readonly dropped: readonly string[];
  } {
    const stored = messages.map((message) => {
      this.delete(message.id);
      return this.#put(message, this.#nextOrder++);
    });
    const dropped = this.#drop();
    return { stored: stored.filter(({ id }) => this.#messages.has(id)), dropped };
  }

  /** Puts what is known anew in the place of what was known, `known`. */
  replace(message: ShownMessage, { order }: StoredMessage): StoredMessage {
    const before = this.#messages.get(message.id);
    if (before) this.#bytes -= bytesOf(before);
    return this.#put(message, order);
  }

  delete(id: string): boolean {
    const message = this.#messages.get(id);
    if (message) this.#bytes -= bytesOf(message);
    return this.#messages.delete(id);
  }

  /** Forgets all and says which they were. */
  clear(): readonly string[] {
    const ids = [...this.#messages.keys()];
    this.#messages.clear();
    this.#bytes = 0;
    this.#dropped = 0;
    return ids;
  }

  #put(message: ShownMessage, order: number): StoredMessage {
    const stored = toStored(message, order);
    this.#messages.set(message.id, stored);
    this.#bytes += bytesOf(message);
    return stored;
  }

  #drop(): readonly string[] {
    const limit = this.#limitBytes();
    const dropped: string[] = [];
    for (const id of this.#messages.keys()) {
      if (this.#bytes <= limit || this.#messages.size === 1) break;
      this.delete(id);
      dropped.push(id);
    }
    this.#dropped += dropped.length;
    return dropped;
  }
}

/** Member by member: ten thousand copies by a spread, with members added, take a tenth of a second. */
function toStored(message: ShownMessage, order: number): StoredMessage {
  return {
    id: message.id,
    queue: message.queue,
    messageId: message.messageId,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: message.attributes,
    systemAttributes: message.systemAttributes,
    receiptHandle: message.receiptHandle,
    visibleAgainAt: message.visibleAgainAt,
    expiresAt: message.expiresAt,
    state: message.state,
    receivedBy: message.receivedBy,
    isPartial: message.isPartial,
    order,
    size: messageSize(message.body, message.attributes, byteLength),
    queueName: message.queue.queueName,
  };
}

const byteLength = (text: string) => Buffer.byteLength(text);

/** Two bytes to a character at most. */
function bytesOf({ body, attributes, systemAttributes }: ShownMessage): number {
  let characters = body.length;
  for (const { name, dataType, value } of attributes)
    characters += name.length + dataType.length + value.length;
  for (const value of Object.values(systemAttributes)) characters += value.length;
  return 2 * characters + OVERHEAD_BYTES;
}
