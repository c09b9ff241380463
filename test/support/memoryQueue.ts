import { createHash } from 'node:crypto';
import type { MessageDraft, ReceivedMessage, ReceiveOptions, SentMessage } from '../../src/shared/message';
import type { QueueRef } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import type { EntryFailure } from '../../src/sqs/sqsService';
import type { Timers } from '../../src/sqs/timers';
import type { TrafficService } from '../../src/traffic/trafficContext';

interface Stored {
  readonly messageId: string;
  readonly draft: MessageDraft;
  readonly sentAt: number;
  visibleAt: number;
  receipt: number;
  receives: number;
}

/** One standard queue in memory that keeps delay, visibility and long polls by the timers it is given. */
export class MemoryQueue implements TrafficService {
  readonly queue: QueueRef = {
    connectionId: 'emulator',
    region: 'us-east-1',
    queueUrl: 'http://127.0.0.1/000000000000/orders',
    queueName: 'orders',
  };
  /** Everything that was ever taken, in order, with when. */
  readonly sent: { readonly at: number; readonly draft: MessageDraft }[] = [];
  /** How many messages each call of a send carried. */
  readonly callSizes: number[] = [];
  /** How many of the next calls fail as a broken connection would. */
  brokenCalls = 0;
  /** How many of the next entries of batches are refused, and whose fault that is. */
  refusedEntries = { count: 0, isSenderFault: false };
  /** Long polls that are waiting. */
  waiting = 0;
  readonly #timers: Timers;
  #messages: Stored[] = [];
  #ids = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Messages that were taken and not deleted. */
  get size(): number {
    return this.#messages.length;
  }

  async sendMessage(_queue: QueueRef, draft: MessageDraft): Promise<SentMessage> {
    this.#call();
    this.callSizes.push(1);
    return Promise.resolve(this.#take(draft));
  }

  async sendMessageBatch(
    _queue: QueueRef,
    drafts: readonly MessageDraft[],
  ): Promise<readonly EntryFailure[]> {
    this.#call();
    this.callSizes.push(drafts.length);
    return Promise.resolve(this.#eachEntry(drafts, (draft) => this.#take(draft)));
  }

  async receiveMessages(
    _queue: QueueRef,
    options: ReceiveOptions,
    signal?: AbortSignal,
  ): Promise<readonly ReceivedMessage[]> {
    this.#call();
    const deadline = this.#timers.now() + (options.waitTimeSeconds ?? 0) * 1_000;
    for (;;) {
      const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= this.#timers.now());
      const taken = visible.slice(0, options.maxNumberOfMessages);
      if (taken.length > 0) return taken.map((message) => this.#receive(message, options));
      if (this.#timers.now() >= deadline) return [];
      await this.#nextChange(deadline, signal);
    }
  }

  async deleteMessage(_queue: QueueRef, receiptHandle: string): Promise<void> {
    this.#call();
    return Promise.resolve(this.#delete(receiptHandle));
  }

  async deleteMessageBatch(_queue: QueueRef, handles: readonly string[]): Promise<readonly EntryFailure[]> {
    this.#call();
    return Promise.resolve(this.#eachEntry(handles, (handle) => this.#delete(handle)));
  }

  #call(): void {
    if (this.brokenCalls === 0) return;
    this.brokenCalls--;
    throw new Failure('unreachable', 'connect ECONNREFUSED', 'ECONNREFUSED');
  }

  #eachEntry<T>(items: readonly T[], action: (item: T) => void): EntryFailure[] {
    const failures: EntryFailure[] = [];
    for (const [index, item] of items.entries()) {
      if (this.refusedEntries.count > 0) {
        this.refusedEntries.count--;
        const { isSenderFault } = this.refusedEntries;
        failures.push({ index, code: 'InternalError', message: 'refused', isSenderFault });
      } else action(item);
    }
    return failures;
  }

  #take(draft: MessageDraft): SentMessage {
    const sentAt = this.#timers.now();
    const messageId = `message-${this.#ids++}`;
    const visibleAt = sentAt + (draft.delaySeconds ?? 0) * 1_000;
    this.#messages.push({ messageId, draft, sentAt, visibleAt, receipt: 0, receives: 0 });
    this.sent.push({ at: sentAt, draft });
    return { messageId, md5OfBody: md5(draft.body) };
  }

  #receive(message: Stored, { visibilityTimeout = 30 }: ReceiveOptions): ReceivedMessage {
    const receivedAt = this.#timers.now();
    message.receipt++;
    message.receives++;
    message.visibleAt = receivedAt + visibilityTimeout * 1_000;
    const { messageId, draft, sentAt, receipt, receives, visibleAt } = message;
    return {
      messageId,
      receiptHandle: `${messageId}#${receipt}`,
      body: draft.body,
      md5OfBody: md5(draft.body),
      attributes: draft.attributes,
      systemAttributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receives) },
      receivedAt,
      visibleAgainAt: visibleAt,
    };
  }

  /** A standard queue takes older receipts too. */
  #delete(receiptHandle: string): void {
    const [messageId] = receiptHandle.split('#');
    this.#messages = this.#messages.filter((message) => message.messageId !== messageId);
  }

  /** Waits until a message may have become visible; looks ten times a second. */
  async #nextChange(deadline: number, signal?: AbortSignal): Promise<void> {
    this.waiting++;
    try {
      await new Promise<void>((resolve, reject) => {
        const abort = () => {
          timer.dispose();
          reject(signal?.reason as Error);
        };
        const timer = this.#timers.after(Math.min(100, deadline - this.#timers.now()), () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        signal?.addEventListener('abort', abort, { once: true });
      });
    } finally {
      this.waiting--;
    }
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
