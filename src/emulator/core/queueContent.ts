import { Deadlines } from './deadlines';
import { LinkedList } from './linkedList';
import { Delivery, type Message, type MessageState } from './message';

/**
 * The messages of a queue, where they stand, and how many there are in each state.
 *
 * Those that were never received nor delayed by themselves stand in `fresh`, oldest first, so that retention only ever
 * looks at its head; all others stand among the deadlines.
 */
export abstract class QueueContent {
  protected readonly fresh = new LinkedList<Message>();
  protected readonly deadlines: Deadlines;
  protected inFlightCount = 0;
  protected delayedCount = 0;
  readonly #received = new Map<string, Message>();

  protected constructor(retentionMs: number) {
    this.deadlines = new Deadlines(retentionMs);
  }

  /** All messages in no useful order; a look without side effects. */
  *getMessages(): Generator<Message, void> {
    yield* this.deadlines.messages;
    yield* this.fresh;
  }

  /** What a message is doing, when all that is due has been done. */
  getState(message: Message): MessageState {
    return message.delivery?.state ?? 'visible';
  }

  /** Whether this queue gave out a receipt handle for a message. */
  hasReceipt(message: Message): boolean {
    return this.#received.has(message.id);
  }

  protected get messageCount(): number {
    return this.fresh.length + this.deadlines.length;
  }

  /** The message of this id, if it is there and a receipt handle was given out for it. */
  protected findReceived(messageId: string): Message | undefined {
    return this.#received.get(messageId);
  }

  protected noteReceipt(message: Message): void {
    this.#received.set(message.id, message);
  }

  /** For a message that is received for the first time. */
  protected startDelivery(message: Message): Delivery {
    this.fresh.remove(message);
    const delivery = new Delivery();
    this.addDelivery(message, delivery);
    return delivery;
  }

  /** Puts a message with a history of its own among the deadlines. */
  protected addDelivery(message: Message, delivery: Delivery): void {
    message.delivery = delivery;
    if (delivery.state === 'delayed') this.delayedCount++;
    if (delivery.state === 'inFlight') this.inFlightCount++;
    this.deadlines.add(message);
  }

  /** Call after the delivery of a message has changed. */
  protected setDeadline(message: Message): void {
    this.deadlines.update(message);
  }

  protected setState(delivery: Delivery, state: 'visible' | 'inFlight'): void {
    if (delivery.state === 'inFlight') this.inFlightCount--;
    if (delivery.state === 'delayed') this.delayedCount--;
    if (state === 'inFlight') this.inFlightCount++;
    delivery.state = state;
  }

  /** Takes a message out of the queue, whatever its state. */
  protected remove(message: Message): void {
    const { delivery } = message;
    if (delivery) {
      this.deadlines.remove(message);
      this.#received.delete(message.id);
      if (delivery.state === 'inFlight') this.inFlightCount--;
      if (delivery.state === 'delayed') this.delayedCount--;
    } else {
      this.onFreshRemoved(message);
      this.fresh.remove(message);
    }
    this.onRemoved(message);
  }

  protected clear(): void {
    for (const message of [...this.fresh, ...this.deadlines.messages]) this.remove(message);
  }

  /** A message that was never received is about to leave the queue. */
  protected abstract onFreshRemoved(message: Message): void;
  /** A message has left the queue; its state is the last one it had. */
  protected abstract onRemoved(message: Message): void;
}
