import { byOrder, FairLanes } from './fairLanes';
import { Heap } from './heap';
import { Delivery, Message, type NewMessage, toContent } from './message';
import { Queue } from './queue';
import type { QueueHost, QueueIdentity, SendReceipt } from './queueHost';
import type { QueueSettings } from './queueSettings';
import { type MessageRecord, toDelivery, toNewMessage } from './queueState';
import type { ReceivedMessage, ReceiveRequest } from './receive';

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
  readonly deduplicationScope = 'queue';

  readonly #returned = new Heap<Message>(byOrder);
  readonly #lanes = new FairLanes();

  constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    super(host, identity, settings);
  }

  override send(content: NewMessage): SendReceipt {
    this.host.admission?.check(content);
    const message = this.#add(content, this.advance());
    this.host.listener?.messageSent(this, message);
    this.polls.serve();
    return { messageId: message.id, sequenceNumber: undefined };
  }

  override takeRedriven(message: Message, source: Queue): void {
    const moved = this.#add(toContent(message), this.advance());
    this.host.listener?.messageRedriven(source, message, this, moved);
    this.polls.serve();
  }

  /** Keeps message id and time of sending, so that retention goes on (SQS Developer Guide, dead-letter queues). */
  override takeDeadLetter(message: Message, source: Queue): void {
    this.advance();
    const delivery = message.delivery as Delivery;
    delivery.state = 'visible';
    delivery.deadLetterSourceArn = source.arn;
    const moved = new Message(message.id, toContent(message), message.sentAt, ++this.lastOrder);
    message.delivery = undefined;
    this.#addVisible(moved, delivery);
    this.host.listener?.messageDeadLettered(source, message, this, moved);
    this.polls.serve();
  }

  override getDeduplicationId(): undefined {
    return undefined;
  }

  override findNextVisible(): Message | undefined {
    return this.#findNext(this.advance());
  }

  protected override take(
    limit: number,
    now: number,
    request: ReceiveRequest,
    taken: ReceivedMessage[],
  ): void {
    const { lastOrder } = this;
    while (taken.length < limit) {
      const next = this.#findNext(now);
      // What came in meanwhile was moved here by this very call.
      if (!next || next.order > lastOrder) return;
      const message = request.passOver ? passOver(next, request.passOver()) : next;
      const deadLetterQueue = this.findDeadLetterQueue(message);
      if (deadLetterQueue) {
        this.giveUp(message, deadLetterQueue);
        continue;
      }
      if (message.delivery) this.onHidden(message);
      taken.push(this.deliver(message, now, request));
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

  override exportFirstSends(): [] {
    return [];
  }

  protected override restoreMessage(record: MessageRecord): Message {
    const { id, sentAt, order, groupId } = record;
    const message = new Message(id, toNewMessage(record), sentAt, order);
    if (groupId !== undefined) this.#lanes.noteSend(groupId, sentAt);
    if (!record.delivery) {
      this.#place(message);
      return message;
    }
    const delivery = toDelivery(record.delivery);
    if (delivery.state === 'visible') this.#addVisible(message, delivery);
    else this.addDelivery(message, delivery);
    if (delivery.state === 'inFlight' && groupId !== undefined) {
      this.#lanes.beginFlight(groupId, this.inFlightCount);
    }
    return message;
  }

  #add(content: NewMessage, now: number): Message {
    const message = new Message(this.host.ids.uuid(), content, now, ++this.lastOrder);
    const delayMs = content.delayMs ?? this.settings.delayMs;
    if (message.groupId !== undefined) this.#lanes.noteSend(message.groupId, now);
    if (delayMs > 0) this.#addDelayed(message, now + delayMs);
    else this.#place(message);
    return message;
  }

  /** Where a message waits for its first receive. */
  #place(message: Message): void {
    if (message.groupId === undefined) this.fresh.append(message);
    else this.#addVisible(message, new Delivery());
  }

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

/** The message so many places further on, as far as there are any; those that were received before keep their turn. */
function passOver(message: Message, count: number): Message {
  let chosen = message;
  for (let left = count; left > 0 && chosen.next; left--) chosen = chosen.next;
  return chosen;
}

function earlier(a: Message | undefined, b: Message | undefined): Message | undefined {
  if (!a || !b) return a ?? b;
  return a.order < b.order ? a : b;
}
