import { listenNowhere } from './combinedListener';
import type { CoreListener } from './coreListener';
import type { Message, MessageDetails } from './message';
import type { MessageAdmission } from './messageAdmission';
import type { Queue } from './queue';
import { SqsError } from './sqsError';

/** What a message costs besides its texts: objects, ids, its places in lists (measured: 330 … 480 bytes). */
const messageOverhead = 400;
const mebibyte = 1024 * 1024;

/** The part of a message that takes memory by its length. */
interface Weighed {
  readonly body: string;
  readonly details: MessageDetails | undefined;
}

/**
 * Keeps the messages of all queues below a number of bytes, so that a flood of messages ends in errors for the
 * sender and not in the death of the process.
 */
export class MessageMemory implements MessageAdmission {
  readonly #capBytes: number;
  readonly #bytes = new Map<Queue, number>();
  #total = 0;
  /** Counts what the core reports. */
  readonly listener: CoreListener;

  /** @param capBytes most bytes for the messages of all queues together */
  constructor(capBytes: number) {
    this.#capBytes = capBytes;
    const add = (queue: Queue, message: Message) => this.add(queue, message);
    const remove = (queue: Queue, message: Message) => this.#change(queue, -weigh(message));
    const move = (source: Queue, message: Message, target: Queue, moved: Message) => {
      remove(source, message);
      add(target, moved);
    };
    const forget = (queue: Queue) => this.#forget(queue);
    this.listener = {
      ...listenNowhere,
      messageSent: add,
      messageDeleted: remove,
      messageExpired: remove,
      messageDeadLettered: move,
      messageRedriven: move,
      queuePurged: forget,
      queueDeleted: forget,
      accountReplaced: (queues) => this.#replace(queues),
    };
  }

  /** Bytes of all messages, estimated. */
  get bytes(): number {
    return this.#total;
  }

  /** Counts a message that no event told of. */
  add(queue: Queue, message: Message): void {
    this.#change(queue, weigh(message));
  }

  check(message: Weighed): void {
    if (this.#total + weigh(message) <= this.#capBytes) return;
    throw new SqsError(
      'OverLimit',
      `The messages of this emulator have reached its memory limit of ${formatMebibytes(this.#capBytes)} MiB. Delete or purge messages, or raise the limit.`,
    );
  }

  #change(queue: Queue, bytes: number): void {
    this.#bytes.set(queue, (this.#bytes.get(queue) ?? 0) + bytes);
    this.#total += bytes;
  }

  #forget(queue: Queue): void {
    this.#total -= this.#bytes.get(queue) ?? 0;
    this.#bytes.delete(queue);
  }

  #replace(queues: Iterable<Queue>): void {
    this.#bytes.clear();
    this.#total = 0;
    for (const queue of queues) {
      for (const message of queue.getMessages()) this.add(queue, message);
    }
  }
}

/** Bytes in memory: a text with any character beyond Latin-1 takes two for each. */
function weigh({ body, details }: Weighed): number {
  let bytes = messageOverhead + weighText(body);
  if (!details) return bytes;
  bytes += details.traceHeader?.length ?? 0;
  for (const { name, dataType, value } of details.attributes ?? []) {
    bytes +=
      name.length + dataType.length + (typeof value === 'string' ? weighText(value) : value.byteLength);
  }
  return bytes;
}

const wideCharacter = /[^\u0000-\u00ff]/;

function weighText(text: string): number {
  return wideCharacter.test(text) ? text.length * 2 : text.length;
}

function formatMebibytes(bytes: number): string {
  return String(Math.round((bytes / mebibyte) * 100) / 100);
}
