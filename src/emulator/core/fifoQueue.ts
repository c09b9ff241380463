import { ExpiringMap } from './expiringMap';
import { expiredReceiptHandle, notInFlight } from './failures';
import { FifoGroup } from './fifoGroup';
import { FirstSends } from './firstSends';
import { LinkedList } from './linkedList';
import {
  type Delivery,
  FifoMessage,
  type Message,
  type MessageState,
  type NewMessage,
  toContent,
  toSequenceNumber,
} from './message';
import { Queue } from './queue';
import type { QueueHost, QueueIdentity, SendReceipt } from './queueHost';
import type { DeduplicationScope, QueueSettings } from './queueSettings';
import {
  type FirstSendRecord,
  type MessageRecord,
  type QueueRecord,
  toDelivery,
  toNewMessage,
} from './queueState';
import type { Receipt } from './receiptHandle';
import type { ReceivedMessage, ReceiveRequest } from './receive';

const attemptMs = 300_000;

/** What a receive with a ReceiveRequestAttemptId was given, and until when each message was hidden then. */
interface Attempt {
  readonly received: readonly ReceivedMessage[];
  visibleAt: readonly number[];
}

/**
 * A queue that keeps the order of each message group.
 *
 * A group can be received from when its first message is visible; a receive takes the visible messages at its head,
 * up to the first one that is in flight. The delay is the queue's, also for messages that are already there: the
 * delayed messages are the end of `fresh` that starts at `#firstDelayed`.
 */
export class FifoQueue extends Queue {
  readonly isFifo = true;

  readonly #groups = new Map<string, FifoGroup>();
  /** Groups that a receive can take from; one that was served goes to the end. */
  readonly #ready = new LinkedList<FifoGroup>();
  readonly #firstSends = new FirstSends();
  readonly #attempts = new ExpiringMap<Attempt>(attemptMs);
  /** Fixed when the queue is made: AWS was not seen to follow a later change. */
  #deduplicationScope: DeduplicationScope;
  #firstDelayed: FifoMessage | undefined;

  constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    super(host, identity, settings);
    this.#deduplicationScope = settings.deduplicationScope;
  }

  get deduplicationScope(): DeduplicationScope {
    return this.#deduplicationScope;
  }

  override send(content: NewMessage): SendReceipt {
    this.host.admission?.check(content);
    const now = this.advance();
    const key = this.#toDeduplicationKey(content.groupId as string, content.deduplicationId as string);
    const first = this.#firstSends.find(key, now);
    if (first) return { messageId: first.id, sequenceNumber: toSequenceNumber(first.order) };
    const message = this.#add(content, now);
    const { id: messageId, order } = message;
    this.#firstSends.add(key, message, now);
    this.host.listener?.messageSent(this, message);
    this.host.listener?.deduplicationIdTaken(this, { key, messageId, order, sentAt: now });
    this.polls.serve();
    return { messageId: message.id, sequenceNumber: message.sequenceNumber };
  }

  override takeRedriven(message: Message, source: Queue): void {
    const content = toContent(message, source.getDeduplicationId(message));
    const moved = this.#add(content, this.advance());
    this.host.listener?.messageRedriven(source, message, this, moved);
    this.polls.serve();
  }

  /** Here the time of sending starts again, and the message id becomes the deduplication id (Developer Guide). */
  override takeDeadLetter(message: Message, source: Queue): void {
    const now = this.advance();
    const delivery = message.delivery as Delivery;
    delivery.state = 'visible';
    delivery.deadLetterSourceArn = source.arn;
    const moved = this.#newMessage(message.id, toContent(message, message.id), now);
    message.delivery = undefined;
    moved.group.append(moved);
    this.addDelivery(moved, delivery);
    this.#updateReady(moved.group);
    this.host.listener?.messageDeadLettered(source, message, this, moved);
    this.polls.serve();
  }

  override getDeduplicationId(message: Message): string {
    return (message as FifoMessage).deduplicationId;
  }

  override findNextVisible(): Message | undefined {
    this.advance();
    return this.#ready.head?.head;
  }

  override takeVisible(request: ReceiveRequest): ReceivedMessage[] {
    if (request.attemptId === undefined) return super.takeVisible(request);
    const now = this.advance();
    const attempt = this.#attempts.get(request.attemptId, now);
    if (attempt && isUntouched(attempt)) return this.#repeat(attempt, request, now);
    const received = super.takeVisible(request);
    if (received.length > 0) this.#attempts.set(request.attemptId, toAttempt(received), now);
    return received;
  }

  override advance(): number {
    const now = super.advance();
    const sentUntil = now - this.settings.delayMs;
    for (let due = this.#firstDelayed; due && due.sentAt <= sentUntil; due = this.#firstDelayed) {
      this.#firstDelayed = due.next as FifoMessage | undefined;
      this.delayedCount--;
      this.#updateReady(due.group);
      this.host.listener?.messageReleased(this, due);
    }
    return now;
  }

  override getNextDeadline(): number | undefined {
    const deadline = super.getNextDeadline();
    if (!this.#firstDelayed) return deadline;
    return Math.min(this.#firstDelayed.sentAt + this.settings.delayMs, deadline ?? Number.POSITIVE_INFINITY);
  }

  /** Forgets the deduplication ids as well (recorded from AWS). */
  protected override clear(): void {
    this.#firstSends.clear();
    this.#attempts.clear();
    super.clear();
  }

  override getState(message: Message): MessageState {
    return this.#isDelayed(message) ? 'delayed' : super.getState(message);
  }

  override restore(record: QueueRecord, onMessage?: (message: Message, record: MessageRecord) => void): void {
    this.#deduplicationScope = record.deduplicationScope;
    for (const { key, messageId, order, sentAt } of record.firstSends) {
      this.#firstSends.add(key, { id: messageId, order, sentAt }, sentAt);
    }
    super.restore(record, onMessage);
  }

  override exportFirstSends(): FirstSendRecord[] {
    const live = this.#firstSends.list(this.host.clock.now());
    return Array.from(live, ([key, { id: messageId, order, sentAt }]) => ({ key, messageId, order, sentAt }));
  }

  protected override restoreMessage(record: MessageRecord): Message {
    const { id, sentAt, order } = record;
    const group = this.#getGroup(record.groupId as string);
    const deduplicationId = record.deduplicationId as string;
    const message = new FifoMessage(id, toNewMessage(record), deduplicationId, group, sentAt, order);
    if (record.delivery) this.addDelivery(message, toDelivery(record.delivery));
    else this.fresh.append(message);
    group.append(message);
    return message;
  }

  protected override onSettingsChanged(now: number): void {
    const sentUntil = now - this.settings.delayMs;
    this.#firstDelayed = undefined;
    this.delayedCount = 0;
    for (const message of this.fresh as Iterable<FifoMessage>) {
      if (message.sentAt <= sentUntil) continue;
      this.#firstDelayed ??= message;
      this.delayedCount++;
    }
    for (const group of this.#groups.values()) this.#updateReady(group);
  }

  protected override take(
    limit: number,
    now: number,
    request: ReceiveRequest,
    taken: ReceivedMessage[],
  ): void {
    for (let count = this.#ready.length; count > 0 && taken.length < limit; count--) {
      const group = this.#ready.head as FifoGroup;
      this.#takeFrom(group, limit, now, request, taken);
      if (!group.isReady) continue;
      this.#ready.remove(group);
      group.isReady = false;
      this.#updateReady(group);
    }
  }

  protected override onVisible(message: Message): void {
    this.#updateReady((message as FifoMessage).group);
  }

  protected override onHidden(message: Message): void {
    this.#updateReady((message as FifoMessage).group);
  }

  protected override onFreshRemoved(message: Message): void {
    if (this.#isDelayed(message)) this.delayedCount--;
    if (message === this.#firstDelayed) this.#firstDelayed = message.next as FifoMessage | undefined;
  }

  protected override onRemoved(message: Message): void {
    const fifoMessage = message as FifoMessage;
    const { group, deduplicationId } = fifoMessage;
    group.remove(fifoMessage);
    this.#updateReady(group);
    this.#firstSends.release(this.#toDeduplicationKey(group.id, deduplicationId), fifoMessage);
  }

  protected override checkDelete(message: Message, receipt: Receipt, receiptHandle: string): void {
    if (isCurrent(message, receipt)) return;
    throw expiredReceiptHandle(receiptHandle);
  }

  /** What AWS does here was not recorded; this is what its API reference says. */
  protected override checkChangeVisibility(message: Message, receipt: Receipt): void {
    if (isCurrent(message, receipt)) return;
    throw notInFlight();
  }

  #takeFrom(
    group: FifoGroup,
    limit: number,
    now: number,
    request: ReceiveRequest,
    taken: ReceivedMessage[],
  ): void {
    const { lastOrder } = this;
    let message = group.head;
    while (message && message.order <= lastOrder && taken.length < limit && this.#isVisible(message)) {
      const next: FifoMessage | undefined = message.nextInGroup;
      const deadLetterQueue = this.findDeadLetterQueue(message);
      if (deadLetterQueue) this.giveUp(message, deadLetterQueue);
      else taken.push(this.deliver(message, now, request));
      message = next;
    }
  }

  #add(content: NewMessage, now: number): FifoMessage {
    const message = this.#newMessage(this.host.ids.uuid(), content, now);
    this.fresh.append(message);
    message.group.append(message);
    if (this.settings.delayMs > 0) {
      this.#firstDelayed ??= message;
      this.delayedCount++;
    }
    this.#updateReady(message.group);
    return message;
  }

  #newMessage(id: string, content: NewMessage, now: number): FifoMessage {
    const group = this.#getGroup(content.groupId as string);
    return new FifoMessage(id, content, content.deduplicationId as string, group, now, ++this.lastOrder);
  }

  #getGroup(id: string): FifoGroup {
    const known = this.#groups.get(id);
    if (known) return known;
    const group = new FifoGroup(id);
    this.#groups.set(id, group);
    return group;
  }

  #updateReady(group: FifoGroup): void {
    const { head } = group;
    if (!head && this.#groups.get(group.id) === group) this.#groups.delete(group.id);
    const isReady = head !== undefined && this.#isVisible(head);
    if (isReady === group.isReady) return;
    group.isReady = isReady;
    if (isReady) this.#ready.append(group);
    else this.#ready.remove(group);
  }

  #isVisible(message: FifoMessage): boolean {
    if (message.delivery) return message.delivery.state === 'visible';
    return !this.#isDelayed(message);
  }

  #isDelayed(message: Message): boolean {
    return !message.delivery && this.#firstDelayed !== undefined && message.order >= this.#firstDelayed.order;
  }

  #repeat(attempt: Attempt, request: ReceiveRequest, now: number): ReceivedMessage[] {
    const visibleAt = now + (request.visibilityMs ?? this.settings.visibilityMs);
    for (const { message } of attempt.received) {
      const delivery = message.delivery as Delivery;
      delivery.visibleAt = visibleAt;
      this.setDeadline(message);
      this.host.listener?.visibilityChanged(this, message);
    }
    attempt.visibleAt = attempt.received.map(() => visibleAt);
    const received = [...attempt.received];
    this.advance();
    return received;
  }

  #toDeduplicationKey(groupId: string, deduplicationId: string): string {
    // Neither id holds a space.
    return this.#deduplicationScope === 'queue' ? deduplicationId : `${groupId} ${deduplicationId}`;
  }
}

function isCurrent(message: Message, receipt: Receipt): boolean {
  return message.delivery?.state === 'inFlight' && message.delivery.receiveCount === receipt.receiveCount;
}

/** Whether no message of the attempt was deleted, released or changed in between. */
function isUntouched(attempt: Attempt): boolean {
  return attempt.received.every(({ message, receiveCount }, index) => {
    const { delivery } = message;
    return (
      delivery?.state === 'inFlight' &&
      delivery.deadlinePosition >= 0 &&
      delivery.receiveCount === receiveCount &&
      delivery.visibleAt === attempt.visibleAt[index]
    );
  });
}

function toAttempt(received: readonly ReceivedMessage[]): Attempt {
  return { received, visibleAt: received.map(({ message }) => message.delivery?.visibleAt ?? 0) };
}
