import { byOrder, FairLanes } from './fairLanes';
import { Heap } from './heap';
import { Delivery, Message, type NewMessage } from './message';
import { Queue } from './queue';
import type { QueueHost, QueueIdentity, SendReceipt } from './queueHost';
import type { QueueSettings } from './queueSettings';
import type { ReceivedMessage } from './receive';

/** From this many receives on a message that comes back goes to the end of the queue (Developer Guide). */
const receivesBeforeBack = 3;

/**
 * A queue that keeps order as far as it is easy: messages go out in the order they came, returned ones first, and
 * message groups with too much in flight last.
 *
 * Messages without a group wait in `fresh`, or in `#returned` once they have been received or delayed; messages with
 * a group wait in its lane.
 */
export class StandardQueue extends Queue {
  readonly isFifo = false;

  readonly #returned = new Heap<Message>(byOrder);
  readonly #lanes = new FairLanes();

  constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    super(host, identity, settings);
  }

  override send(content: NewMessage): SendReceipt {
    const now = this.advance();
    const message = new Message(this.host.ids.uuid(), content, now, ++this.lastOrder);
    const { groupId } = message;
    const delayMs = content.delayMs ?? this.settings.delayMs;
    if (groupId !== undefined) this.#lanes.noteSend(groupId, now);
    if (delayMs > 0) this.#addDelayed(message, now + delayMs);
    else if (groupId !== undefined) this.#addVisible(message, new Delivery());
    else this.fresh.append(message);
    this.host.listener?.messageSent(this, message);
    this.polls.serve();
    return { messageId: message.id, sequenceNumber: undefined };
  }

  override takeRedriven(content: NewMessage): void {
    this.send(content);
  }

  /** Keeps message id and time of sending, so that retention goes on (SQS Developer Guide, dead-letter queues). */
  override takeDeadLetter(message: Message, sourceArn: string): Message {
    this.advance();
    const delivery = message.delivery as Delivery;
    delivery.state = 'visible';
    delivery.deadLetterSourceArn = sourceArn;
    message.order = ++this.lastOrder;
    this.#addVisible(message, delivery);
    this.polls.serve();
    return message;
  }

  override getDeduplicationId(): undefined {
    return undefined;
  }

  override findNextVisible(): Message | undefined {
    return this.#findNext(this.advance());
  }

  protected override take(limit: number, now: number, visibilityMs: number, taken: ReceivedMessage[]): void {
    const { lastOrder } = this;
    while (taken.length < limit) {
      const message = this.#findNext(now);
      // What came in meanwhile was moved here by this very call.
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
    const { receiveCount } = message;
    if (receiveCount >= receivesBeforeBack) message.order = ++this.lastOrder;
    if (message.groupId === undefined) {
      this.#returned.push(message);
      return;
    }
    this.#lanes.add(message);
    if (receiveCount > 0) this.#lanes.endFlight(message.groupId);
  }

  protected override onHidden(message: Message): void {
    this.#removeVisible(message);
    if (message.groupId !== undefined) this.#lanes.beginFlight(message.groupId, this.inFlightCount + 1);
  }

  protected override onFreshRemoved(): void {}

  protected override onRemoved(message: Message): void {
    const { delivery, groupId } = message;
    if (delivery?.state === 'visible') this.#removeVisible(message);
    else if (delivery?.state === 'inFlight' && groupId !== undefined) this.#lanes.endFlight(groupId);
  }

  /** A changed delay is for messages sent later (SetQueueAttributes, API reference). */
  protected override onSettingsChanged(): void {}

  /** Any receipt of a message deletes it, also an older or lapsed one (recorded from AWS). */
  protected override checkDelete(): void {}

  /** A message that is visible again can be hidden with its receipt (recorded from AWS). */
  protected override checkChangeVisibility(): void {}

  #addDelayed(message: Message, visibleAt: number): void {
    const delivery = new Delivery();
    delivery.state = 'delayed';
    delivery.visibleAt = visibleAt;
    this.addDelivery(message, delivery);
  }

  #addVisible(message: Message, delivery: Delivery): void {
    this.addDelivery(message, delivery);
    if (message.groupId === undefined) this.#returned.push(message);
    else this.#lanes.add(message);
  }

  #removeVisible(message: Message): void {
    if (message.groupId === undefined) this.#returned.remove(message);
    else this.#lanes.remove(message);
  }

  #findNext(now: number): Message | undefined {
    const plain = earlier(this.fresh.head, this.#returned.top);
    return earlier(plain, this.#lanes.findQuiet(now)) ?? this.#lanes.findNoisy();
  }
}

function earlier(a: Message | undefined, b: Message | undefined): Message | undefined {
  if (!a || !b) return a ?? b;
  return a.order < b.order ? a : b;
}
