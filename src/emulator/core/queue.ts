import { Deadlines } from './deadlines';
import {
  beyondLimit,
  invalidReceiptHandle,
  notAvailable,
  purgeInProgress,
  tooManyInFlight,
} from './failures';
import { LinkedList } from './linkedList';
import { LongPolls } from './longPolls';
import { Delivery, type Message, type MessageState, type NewMessage } from './message';
import type { MessageCounts, QueueHost, QueueIdentity, SendReceipt } from './queueHost';
import type { DeduplicationScope, QueueSettings } from './queueSettings';
import {
  type FirstSendRecord,
  type MessageRecord,
  type QueueHeader,
  type QueueRecord,
  toMessageRecord,
} from './queueState';
import { formatReceiptHandle, parseReceiptHandle, type Receipt, toQueueKey } from './receiptHandle';
import type { ReceivedMessage, ReceiveRequest } from './receive';

const inFlightLimit = 120_000;
const longestInvisibleMs = 43_200_000;
const purgeIntervalMs = 60_000;

/**
 * What standard and FIFO queues have in common: state of messages, deadlines, receipts, retention, redrive, long polls.
 *
 * Time passes when somebody looks: every public method first does what was due. Messages that were never received
 * nor delayed by themselves stand in `fresh`, oldest first, so that retention only ever looks at its head; all others
 * stand among the deadlines.
 */
export abstract class Queue {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly createdAt: number;
  /** Latest change of attributes, epoch milliseconds. */
  lastModifiedAt: number;
  readonly tags = new Map<string, string>();

  protected readonly host: QueueHost;
  protected readonly fresh = new LinkedList<Message>();
  readonly #deadlines: Deadlines;
  protected readonly polls: LongPolls;
  /** The highest `order` of a message so far. */
  lastOrder = 0;
  protected inFlightCount = 0;
  protected delayedCount = 0;

  readonly #received = new Map<string, Message>();
  readonly #key: string;
  #settings: QueueSettings;
  #lastPurgedAt = Number.NEGATIVE_INFINITY;
  #isDeleted = false;

  protected constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    this.host = host;
    this.name = identity.name;
    this.region = identity.region;
    this.arn = identity.arn;
    this.createdAt = identity.createdAt;
    this.lastModifiedAt = identity.createdAt;
    this.#settings = settings;
    this.#deadlines = new Deadlines(settings.retentionMs);
    this.#key = toQueueKey(identity.arn);
    this.polls = new LongPolls(this, host.clock);
  }

  abstract readonly isFifo: boolean;
  abstract readonly deduplicationScope: DeduplicationScope;

  get settings(): QueueSettings {
    return this.#settings;
  }

  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  /** Takes a message in. O(log n) in the number of delayed and received ones, O(1) in the backlog. */
  abstract send(message: NewMessage): SendReceipt;

  /** Takes in what a move task took out of `source`: a new message as far as anyone can tell, but never a duplicate. */
  abstract takeRedriven(message: Message, source: Queue): void;

  /** Takes in what `source` gave up on. Its receive count goes on. */
  abstract takeDeadLetter(message: Message, source: Queue): void;

  getCounts(): MessageCounts {
    this.advance();
    return {
      visible: this.messageCount - this.inFlightCount - this.delayedCount,
      inFlight: this.inFlightCount,
      delayed: this.delayedCount,
    };
  }

  /**
   * Answers at once when there is something or the caller does not wait, else later.
   * @throws SqsError OverLimit for a short poll of a standard queue with 120,000 messages in flight
   */
  receive(request: ReceiveRequest): ReceivedMessage[] | Promise<ReceivedMessage[]> {
    if (request.signal?.aborted) return [];
    const messages = this.takeVisible(request);
    const waitMs = request.waitMs ?? this.#settings.receiveWaitMs;
    if (messages.length > 0) return messages;
    if (waitMs > 0) return this.polls.wait(request, this.host.clock.now() + waitMs);
    if (this.inFlightCount >= inFlightLimit && !this.isFifo) throw tooManyInFlight(inFlightLimit);
    return messages;
  }

  /** @internal for {@link LongPolls} */
  takeVisible(request: ReceiveRequest): ReceivedMessage[] {
    const now = this.advance();
    const visibilityMs = request.visibilityMs ?? this.#settings.visibilityMs;
    const limit = Math.min(request.maxMessages, inFlightLimit - this.inFlightCount);
    const taken: ReceivedMessage[] = [];
    if (limit > 0) this.take(limit, now, request, taken);
    if (visibilityMs === 0 && taken.length > 0) this.#releaseDue(now);
    return taken;
  }

  /** @internal for {@link LongPolls} */
  getNextDeadline(): number | undefined {
    return this.#deadlines.nextAt;
  }

  /**
   * Deletes the message of a receipt; nothing happens when it is gone already.
   * @throws SqsError ReceiptHandleIsInvalid; InvalidParameterValueException for a lapsed receipt of a FIFO queue
   */
  deleteMessage(receiptHandle: string): void {
    const receipt = this.#readHandle(receiptHandle);
    this.advance();
    const message = this.#received.get(receipt.messageId);
    if (!message) return;
    this.checkDelete(message, receipt, receiptHandle);
    this.remove(message);
    this.host.listener?.messageDeleted(this, message);
    this.polls.serve();
  }

  /**
   * Lets a message be invisible for `visibilityMs` from now; 0 makes it visible at once.
   * @throws SqsError ReceiptHandleIsInvalid; InvalidParameterValueException when the message is gone or would be
   * invisible for more than 12 hours since its receive; on FIFO queues also when the receipt has lapsed
   */
  changeVisibility(receiptHandle: string, visibilityMs: number): void {
    const receipt = this.#readHandle(receiptHandle);
    const now = this.advance();
    const message = this.#received.get(receipt.messageId);
    if (!message?.delivery) throw notAvailable(receiptHandle);
    this.checkChangeVisibility(message, receipt, receiptHandle);
    const visibleAt = now + visibilityMs;
    if (visibilityMs > longestInvisibleMs - wholeSeconds(now - message.delivery.receivedAt)) {
      throw beyondLimit(visibilityMs);
    }
    if (message.delivery.state === 'visible' && visibilityMs > 0) {
      this.onHidden(message);
      this.#setState(message.delivery, 'inFlight');
    }
    message.delivery.visibleAt = visibleAt;
    this.setDeadline(message);
    this.host.listener?.visibilityChanged(this, message);
    this.#releaseDue(now);
    this.polls.serve();
  }

  /** @throws SqsError PurgeQueueInProgress within 60 s of the last purge, unless relaxed */
  purge(): void {
    const now = this.host.clock.now();
    if (!this.host.isRelaxed && now < this.#lastPurgedAt + purgeIntervalMs) {
      throw purgeInProgress(this.name);
    }
    this.advance();
    this.#lastPurgedAt = now;
    const messageCount = this.messageCount;
    this.clear();
    this.host.listener?.queuePurged(this, messageCount);
  }

  /** Takes effect at once, also on the messages that are there. */
  changeSettings(settings: QueueSettings): void {
    const now = this.advance();
    this.#settings = settings;
    this.lastModifiedAt = now;
    this.#deadlines.changeRetention(settings.retentionMs);
    this.onSettingsChanged(now);
    this.advance();
    this.polls.serve();
  }

  /** The message that a move task takes next: the oldest visible one, on FIFO queues of the group whose turn it is. */
  abstract findNextVisible(): Message | undefined;

  /** undefined on standard queues. */
  abstract getDeduplicationId(message: Message): string | undefined;

  /** Moves a message to another queue for a move task. */
  redrive(message: Message, target: Queue): void {
    this.remove(message);
    target.takeRedriven(message, this);
  }

  /** Called by the account, once. Ends all long polls. */
  close(): void {
    this.#isDeleted = true;
    this.clear();
    this.polls.endAll();
  }

  /** Does what is due by now: ends delays and visibility timeouts, drops what is too old. Returns now. */
  advance(): number {
    const now = this.host.clock.now();
    const sentBefore = now - this.#settings.retentionMs;
    for (let oldest = this.fresh.head; oldest && oldest.sentAt <= sentBefore; oldest = this.fresh.head) {
      this.#expire(oldest);
    }
    this.#releaseDue(now);
    return now;
  }

  protected get messageCount(): number {
    return this.fresh.length + this.#deadlines.length;
  }

  /** Hands out up to `limit` visible messages through {@link deliver} or {@link giveUp}. */
  protected abstract take(
    limit: number,
    now: number,
    request: ReceiveRequest,
    taken: ReceivedMessage[],
  ): void;
  /** A message that was in flight or delayed is visible now. */
  protected abstract onVisible(message: Message): void;
  /** A visible message that was received before goes in flight, be it by a receive or by a change of visibility. */
  protected abstract onHidden(message: Message): void;
  protected abstract onSettingsChanged(now: number): void;
  /** Puts a message where it stood. They come in the order in which the queue took them in. */
  protected abstract restoreMessage(record: MessageRecord): Message;
  /** A message that was never received is about to leave the queue. */
  protected abstract onFreshRemoved(message: Message): void;
  /** A message has left the queue; its state is the last one it had. */
  protected abstract onRemoved(message: Message): void;
  protected abstract checkDelete(message: Message, receipt: Receipt, receiptHandle: string): void;
  protected abstract checkChangeVisibility(message: Message, receipt: Receipt, receiptHandle: string): void;

  /**
   * The dead-letter queue that a visible message has to go to instead of being received once more. Only receives from
   * this queue count, so that queues which name each other in a ring, or themselves, hand a message on, not about.
   */
  protected findDeadLetterQueue({ delivery }: Message): Queue | undefined {
    const policy = this.#settings.redrivePolicy;
    if (!policy || !delivery) return undefined;
    if (delivery.receiveCount - delivery.receivedBefore < policy.maxReceiveCount) return undefined;
    return this.host.findQueueByArn(policy.deadLetterTargetArn);
  }

  protected giveUp(message: Message, target: Queue): void {
    this.remove(message);
    if (message.delivery) message.delivery.receivedBefore = message.delivery.receiveCount;
    target.takeDeadLetter(message, this);
  }

  protected deliver(message: Message, now: number, request: ReceiveRequest): ReceivedMessage {
    const delivery = message.delivery ?? this.#startDelivery(message);
    if (delivery.receiveCount === 0) delivery.firstReceivedAt = now;
    this.#received.set(message.id, message);
    this.#setState(delivery, 'inFlight');
    delivery.receiveCount++;
    delivery.receivedAt = now;
    delivery.receivedBy = request.receivedBy;
    delivery.visibleAt = now + (request.visibilityMs ?? this.#settings.visibilityMs);
    this.setDeadline(message);
    this.host.listener?.messageReceived(this, message);
    const { receiveCount, deadLetterSourceArn } = delivery;
    const receiptHandle = formatReceiptHandle(this.#key, message.id, receiveCount, this.host.ids.nonce());
    return { message, receiptHandle, receiveCount, deadLetterSourceArn };
  }

  /** Puts a message with a history of its own among the deadlines. */
  protected addDelivery(message: Message, delivery: Delivery): void {
    message.delivery = delivery;
    if (delivery.state === 'delayed') this.delayedCount++;
    if (delivery.state === 'inFlight') this.inFlightCount++;
    this.#deadlines.add(message);
  }

  /** Call after the delivery of a message has changed. */
  protected setDeadline(message: Message): void {
    this.#deadlines.update(message);
  }

  /** Takes a message out of the queue, whatever its state. */
  protected remove(message: Message): void {
    const { delivery } = message;
    if (delivery) {
      this.#deadlines.remove(message);
      this.#received.delete(message.id);
      if (delivery.state === 'inFlight') this.inFlightCount--;
      if (delivery.state === 'delayed') this.delayedCount--;
    } else {
      this.onFreshRemoved(message);
      this.fresh.remove(message);
    }
    this.onRemoved(message);
  }

  /** All messages in no useful order; a look without side effects. */
  *getMessages(): Generator<Message, void> {
    yield* this.#deadlines.messages;
    yield* this.fresh;
  }

  /** What a message is doing now. Call {@link advance} first. */
  getState(message: Message): MessageState {
    return message.delivery?.state ?? 'visible';
  }

  exportHeader(): QueueHeader {
    const { region, name, isFifo, createdAt, lastModifiedAt, lastOrder, settings } = this;
    return {
      region,
      name,
      isFifo,
      createdAt,
      lastModifiedAt,
      lastPurgedAt: Number.isFinite(this.#lastPurgedAt) ? this.#lastPurgedAt : undefined,
      lastOrder,
      deduplicationScope: this.deduplicationScope,
      settings,
      tags: [...this.tags],
    };
  }

  abstract exportFirstSends(): FirstSendRecord[];

  /** Whether this queue gave out a receipt handle for a message. */
  hasReceipt(message: Message): boolean {
    return this.#received.has(message.id);
  }

  exportMessage(message: Message): MessageRecord {
    return toMessageRecord(message, this.getDeduplicationId(message), this.hasReceipt(message));
  }

  /** All of it as plain data, as it is now. */
  export(): QueueRecord {
    return {
      ...this.exportHeader(),
      messages: Array.from(this.getMessages(), (message) => this.exportMessage(message)),
      firstSends: this.exportFirstSends(),
    };
  }

  /**
   * Fills a new queue with what another one had. No event tells of it.
   * @param onMessage is told of every message
   */
  restore(record: QueueRecord, onMessage?: (message: Message, record: MessageRecord) => void): void {
    for (const [key, value] of record.tags) this.tags.set(key, value);
    this.lastModifiedAt = record.lastModifiedAt;
    this.lastOrder = record.lastOrder;
    this.#lastPurgedAt = record.lastPurgedAt ?? Number.NEGATIVE_INFINITY;
    for (const message of [...record.messages].sort((a, b) => a.order - b.order)) {
      const restored = this.restoreMessage(message);
      if (message.delivery?.hasReceipt) this.#received.set(restored.id, restored);
      onMessage?.(restored, message);
    }
    this.onSettingsChanged(this.host.clock.now());
    this.polls.serve();
  }

  protected clear(): void {
    for (const message of [...this.fresh, ...this.#deadlines.messages]) this.remove(message);
  }

  #startDelivery(message: Message): Delivery {
    this.fresh.remove(message);
    const delivery = new Delivery();
    this.addDelivery(message, delivery);
    return delivery;
  }

  #setState(delivery: Delivery, state: 'visible' | 'inFlight'): void {
    if (delivery.state === 'inFlight') this.inFlightCount--;
    if (delivery.state === 'delayed') this.delayedCount--;
    if (state === 'inFlight') this.inFlightCount++;
    delivery.state = state;
  }

  #releaseDue(now: number): void {
    const sentBefore = now - this.#settings.retentionMs;
    for (let due = this.#deadlines.findDue(now); due; due = this.#deadlines.findDue(now)) {
      if (due.sentAt <= sentBefore) this.#expire(due);
      else this.#release(due);
    }
  }

  #release(message: Message): void {
    this.#setState(message.delivery as Delivery, 'visible');
    this.setDeadline(message);
    this.onVisible(message);
    this.host.listener?.messageReleased(this, message);
  }

  #expire(message: Message): void {
    this.remove(message);
    this.host.listener?.messageExpired(this, message);
  }

  #readHandle(receiptHandle: string): Receipt {
    const receipt = parseReceiptHandle(receiptHandle, this.#key);
    if (receipt) return receipt;
    throw invalidReceiptHandle(receiptHandle);
  }
}

function wholeSeconds(milliseconds: number): number {
  return milliseconds - (milliseconds % 1000);
}
