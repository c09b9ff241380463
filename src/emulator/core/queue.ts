import { beyondLimit, notAvailable, purgeInProgress, tooManyInFlight } from './failures';
import { LongPolls } from './longPolls';
import type { Delivery, Message, NewMessage } from './message';
import { QueueContent } from './queueContent';
import type { MessageCounts, QueueHost, QueueIdentity, SendReceipt } from './queueHost';
import type { DeduplicationScope, QueueSettings } from './queueSettings';
import { type FirstSendRecord, type MessageRecord, type QueueRecord } from './queueState';
import { formatReceiptHandle, type Receipt, readReceiptHandle, toQueueKey } from './receiptHandle';
import type { ReceivedMessage, ReceiveRequest } from './receive';

const inFlightLimit = 120_000;
const longestInvisibleMs = 43_200_000;
const purgeIntervalMs = 60_000;

/**
 * What standard and FIFO queues have in common: receives, receipts, retention, redrive, long polls.
 *
 * Time passes when somebody looks: every public method first does what was due.
 */
export abstract class Queue extends QueueContent {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly createdAt: number;
  /** Latest change of attributes, epoch milliseconds. */
  lastModifiedAt: number;
  /** Epoch milliseconds; undefined before the first purge. */
  lastPurgedAt: number | undefined;
  readonly tags = new Map<string, string>();

  protected readonly host: QueueHost;
  protected readonly polls: LongPolls;
  /** The highest `order` of a message so far. */
  lastOrder = 0;

  readonly #key: string;
  #settings: QueueSettings;
  #isDeleted = false;

  protected constructor(host: QueueHost, identity: QueueIdentity, settings: QueueSettings) {
    super(settings.retentionMs);
    this.host = host;
    this.name = identity.name;
    this.region = identity.region;
    this.arn = identity.arn;
    this.createdAt = identity.createdAt;
    this.lastModifiedAt = identity.createdAt;
    this.#settings = settings;
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
    return this.deadlines.nextAt;
  }

  /**
   * Deletes the message of a receipt; nothing happens when it is gone already.
   * @throws SqsError ReceiptHandleIsInvalid; InvalidParameterValueException for a lapsed receipt of a FIFO queue
   */
  deleteMessage(receiptHandle: string): void {
    const receipt = readReceiptHandle(receiptHandle, this.#key);
    this.advance();
    const message = this.findReceived(receipt.messageId);
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
    const receipt = readReceiptHandle(receiptHandle, this.#key);
    const now = this.advance();
    const message = this.findReceived(receipt.messageId);
    if (!message?.delivery) throw notAvailable(receiptHandle);
    this.checkChangeVisibility(message, receipt, receiptHandle);
    const visibleAt = now + visibilityMs;
    if (visibilityMs > longestInvisibleMs - wholeSeconds(now - message.delivery.receivedAt)) {
      throw beyondLimit(visibilityMs);
    }
    if (message.delivery.state === 'visible' && visibilityMs > 0) {
      this.onHidden(message);
      this.setState(message.delivery, 'inFlight');
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
    if (!this.host.isRelaxed && now < (this.lastPurgedAt ?? Number.NEGATIVE_INFINITY) + purgeIntervalMs) {
      throw purgeInProgress(this.name);
    }
    this.advance();
    this.lastPurgedAt = now;
    const messageCount = this.messageCount;
    this.clear();
    this.host.listener?.queuePurged(this, messageCount);
  }

  /** Takes effect at once, also on the messages that are there. */
  changeSettings(settings: QueueSettings): void {
    const now = this.advance();
    this.#settings = settings;
    this.lastModifiedAt = now;
    this.deadlines.changeRetention(settings.retentionMs);
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
    const delivery = message.delivery ?? this.startDelivery(message);
    if (delivery.receiveCount === 0) delivery.firstReceivedAt = now;
    this.noteReceipt(message);
    this.setState(delivery, 'inFlight');
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

  abstract exportFirstSends(): FirstSendRecord[];

  /**
   * Fills a new queue with what another one had. No event tells of it.
   * @param onMessage is told of every message
   */
  restore(record: QueueRecord, onMessage?: (message: Message, record: MessageRecord) => void): void {
    for (const [key, value] of record.tags) this.tags.set(key, value);
    this.lastModifiedAt = record.lastModifiedAt;
    this.lastOrder = record.lastOrder;
    this.lastPurgedAt = record.lastPurgedAt;
    for (const message of [...record.messages].sort((a, b) => a.order - b.order)) {
      const restored = this.restoreMessage(message);
      if (message.delivery?.hasReceipt) this.noteReceipt(restored);
      onMessage?.(restored, message);
    }
    this.onSettingsChanged(this.host.clock.now());
    this.polls.serve();
  }

  #releaseDue(now: number): void {
    const sentBefore = now - this.#settings.retentionMs;
    for (let due = this.deadlines.findDue(now); due; due = this.deadlines.findDue(now)) {
      if (due.sentAt <= sentBefore) this.#expire(due);
      else this.#release(due);
    }
  }

  #release(message: Message): void {
    this.setState(message.delivery as Delivery, 'visible');
    this.setDeadline(message);
    this.onVisible(message);
    this.host.listener?.messageReleased(this, message);
  }

  #expire(message: Message): void {
    this.remove(message);
    this.host.listener?.messageExpired(this, message);
  }
}

function wholeSeconds(milliseconds: number): number {
  return milliseconds - (milliseconds % 1000);
}
