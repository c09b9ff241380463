import { Heap } from './heap';
import type { Delivery, Message } from './message';

/**
 * The messages of a queue that have a delivery, by the moment at which something will happen to each by itself: a
 * hidden one becomes visible, or the retention period ends.
 */
export class Deadlines {
  readonly #heap = new Heap<Message>(byDeadline);
  #retentionMs: number;

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs;
  }

  get length(): number {
    return this.#heap.length;
  }

  /** In no useful order. */
  get messages(): readonly Message[] {
    return this.#heap.items;
  }

  /** The next deadline of all, epoch milliseconds; undefined without messages. */
  get nextAt(): number | undefined {
    return this.#heap.top?.delivery?.deadline;
  }

  /** A message whose deadline has come. */
  findDue(now: number): Message | undefined {
    const first = this.#heap.top;
    return first && (first.delivery as Delivery).deadline <= now ? first : undefined;
  }

  /** `message` must have its delivery. */
  add(message: Message): void {
    this.#compute(message);
    this.#heap.push(message);
  }

  /** Call after the delivery of a message has changed. */
  update(message: Message): void {
    this.#compute(message);
    this.#heap.update(message);
  }

  remove(message: Message): void {
    this.#heap.remove(message);
    (message.delivery as Delivery).deadlinePosition = -1;
  }

  /** Holds for the messages that are there as well. O(n) */
  changeRetention(retentionMs: number): void {
    this.#retentionMs = retentionMs;
    for (const message of this.#heap.items) this.#compute(message);
    this.#heap.rebuild();
  }

  #compute({ sentAt, delivery }: Message): void {
    const { state, visibleAt } = delivery as Delivery;
    const expiresAt = sentAt + this.#retentionMs;
    (delivery as Delivery).deadline = state !== 'visible' && visibleAt < expiresAt ? visibleAt : expiresAt;
  }
}

const byDeadline = {
  isBefore: (a: Message, b: Message) => (a.delivery as Delivery).deadline < (b.delivery as Delivery).deadline,
  getPosition: (message: Message) => (message.delivery as Delivery).deadlinePosition,
  setPosition: (message: Message, position: number) => {
    (message.delivery as Delivery).deadlinePosition = position;
  },
};
