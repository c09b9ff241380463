import { Heap } from './heap';
import { Delivery, Message, type NewMessage } from './message';
import { Queue, type QueueHost, type QueueIdentity, type SendReceipt } from './queue';
import type { QueueSettings } from './queueSettings';
import type { ReceivedMessage } from './receive';

/** From this many receives on a message that comes back goes to the end of the queue. */
const receivesBeforeBack = 3;

/** A queue that keeps order as far as it is easy: fresh messages in order, returned ones where they were. */
export class StandardQueue extends Queue {
  readonly isFifo = false;

  /** Visible messages that were received or delayed before. */
  readonly #returned = new Heap<Message>(byOrder);

  constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    super(host, identity, settings);
  }

  override send(content: NewMessage): SendReceipt {
    const now = this.advance();
    const message = new Message(this.host.ids.uuid(), content, now, ++this.lastOrder);
    const delayMs = content.delayMs ?? this.settings.delayMs;
    if (delayMs > 0) this.#delay(message, now + delayMs);
    else this.fresh.append(message);
    this.host.listener?.messageSent(this, message);
    this.polls.serve();
    return { messageId: message.id, sequenceNumber: undefined };
  }

  override takeRedriven(content: NewMessage): void {
    this.send(content);
  }

  override getDeduplicationId(): undefined {
    return undefined;
  }

  override findNextVisible(): Message | undefined {
    this.advance();
    return this.#findNext();
  }

  /** Keeps message id and time of sending, so that retention goes on (SQS Developer Guide, dead-letter queues). */
  override takeDeadLetter(message: Message, sourceArn: string): Message {
    this.advance();
    const delivery = message.delivery as Delivery;
    delivery.state = 'visible';
    delivery.deadLetterSourceArn = sourceArn;
    message.order = ++this.lastOrder;
    this.addDelivery(message, delivery);
    this.#returned.push(message);
    this.polls.serve();
    return message;
  }

  protected override take(limit: number, now: number, visibilityMs: number, taken: ReceivedMessage[]): void {
    const lastOrder = this.lastOrder;
    while (taken.length < limit) {
      const message = this.#findNext();
      if (!message || message.order > lastOrder) return;
      const deadLetterQueue = this.findDeadLetterQueue(message);
      if (deadLetterQueue) {
        this.giveUp(message, deadLetterQueue);
        continue;
      }
      if (message.delivery) this.onHidden(message);
      taken.push(this.deliver(message, now, visibilityMs));
    }
  }

  protected override onVisible(message: Message): void {
    if (message.receiveCount >= receivesBeforeBack) message.order = ++this.lastOrder;
    this.#returned.push(message);
  }

  protected override onHidden(message: Message): void {
    this.#returned.remove(message);
  }

  protected override onRemoved(message: Message): void {
    if (message.delivery?.state === 'visible') this.#returned.remove(message);
  }

  protected override beforeRemove(): void {}

  /** A changed delay is for messages sent later (SetQueueAttributes, API reference). */
  protected override onSettingsChanged(): void {}

  /** Any receipt of a message deletes it, also an older or lapsed one (recorded from AWS). */
  protected override checkDelete(): void {}

  /** A message that is visible again can be hidden with its receipt (recorded from AWS). */
  protected override checkChangeVisibility(): void {}

  #delay(message: Message, visibleAt: number): void {
    const delivery = new Delivery();
    delivery.state = 'delayed';
    delivery.visibleAt = visibleAt;
    this.addDelivery(message, delivery);
  }

  #findNext(): Message | undefined {
    const fresh = this.fresh.head;
    const returned = this.#returned.top;
    if (!fresh || !returned) return fresh ?? returned;
    return returned.order < fresh.order ? returned : fresh;
  }
}

const byOrder = {
  isBefore: (a: Message, b: Message) => a.order < b.order,
  getPosition: (message: Message) => (message.delivery as Delivery).returnPosition,
  setPosition: (message: Message, position: number) => {
    (message.delivery as Delivery).returnPosition = position;
  },
};
