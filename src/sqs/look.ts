import type { ReceivedMessage } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import type { SqsService } from './sqsService';

/** The longest that a look hides a message from others, unless the look itself takes longer. */
export const MAX_LEASE_SECONDS = 30;
export const DEFAULT_LOOK_LIMIT = 10;
/** A look that takes this many receives of a message to a dead-letter queue, or fewer, is asked about first. */
export const RISKY_MAX_RECEIVE_COUNT = 2;

const BATCH_SIZE = 10;
/** Asks all servers of the queue, so that a sparse queue is not taken for an empty one. */
const WAIT_SECONDS = 1;
/** A lease is renewed when so much of it has gone. */
const RENEW_AFTER = 0.5;

/** The calls that a look makes. */
export type LookService = Pick<SqsService, 'receiveMessages' | 'changeVisibilityBatch'>;

export interface LookOptions {
  /** Messages at most; 10 by default. */
  readonly limit?: number | undefined;
  /** 1 … 30; 30 by default. */
  readonly leaseSeconds?: number | undefined;
  /** Called with the messages that have just come. */
  readonly onMessages?: ((messages: readonly ReceivedMessage[]) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Why a look stopped receiving. */
export type LookEnd =
  /** So many messages as were asked for. */
  | 'limit'
  /** The queue gave no more. */
  | 'empty'
  /** A message came for the second time: its lease was too short, and everything visible has been seen. */
  | 'repeated'
  | 'cancelled'
  | 'failed';

export interface LookResult {
  readonly end: LookEnd;
  /** Why it failed. */
  readonly error?: unknown;
  /** Each message once, in the order in which they came. */
  readonly messages: readonly ReceivedMessage[];
  /** Messages that could not be made visible again at once: they are when their lease ends. */
  readonly notReleased: readonly ReceivedMessage[];
}

/**
 * Looks at the messages of a queue that cannot be peeked at, with as little harm as SQS allows.
 *
 * Receives each message once: all stay hidden under one short lease until the look has ended, so that none comes
 * twice. Then makes all of them visible again, the later messages of a FIFO group first. Each receive adds 1 to the
 * receive count of a message, and holds the group of a FIFO message.
 *
 * Never rejects; an abort ends the look after the receive that is under way, and releases what came.
 */
export async function look(
  service: LookService,
  queue: QueueRef,
  options: LookOptions,
  signal: AbortSignal,
): Promise<LookResult> {
  const held = new HeldMessages(service, queue, options);
  const { end, error } = await collect(held, options, signal);
  const notReleased = await held.release();
  return { end, error, messages: held.messages, notReleased };
}

async function collect(
  held: HeldMessages,
  { limit = DEFAULT_LOOK_LIMIT, onMessages }: LookOptions,
  signal: AbortSignal,
): Promise<{ readonly end: LookEnd; readonly error?: unknown }> {
  try {
    while (held.count < limit) {
      if (signal.aborted) return { end: 'cancelled' };
      const { fresh, hasRepeated } = await held.receive(Math.min(limit - held.count, BATCH_SIZE));
      if (fresh.length > 0) onMessages?.(fresh);
      if (hasRepeated) return { end: 'repeated' };
      if (fresh.length === 0) return { end: 'empty' };
    }
    return { end: 'limit' };
  } catch (error) {
    return { end: 'failed', error };
  }
}

/** The messages that a look holds, with the newest receipt of each. */
class HeldMessages {
  readonly #service: LookService;
  readonly #queue: QueueRef;
  readonly #now: () => number;
  readonly #leaseSeconds: number;
  readonly #held = new Map<string, ReceivedMessage>();
  /** When the first of the leases began. */
  #leasedAt = 0;

  constructor(service: LookService, queue: QueueRef, { leaseSeconds = MAX_LEASE_SECONDS, now }: LookOptions) {
    this.#service = service;
    this.#queue = queue;
    this.#now = now;
    this.#leaseSeconds = Math.min(leaseSeconds, MAX_LEASE_SECONDS);
  }

  get count(): number {
    return this.#held.size;
  }

  get messages(): readonly ReceivedMessage[] {
    return [...this.#held.values()];
  }

  /** An abort does not reach the call: messages on their way would stay hidden with nobody to release them. */
  async receive(
    maxNumberOfMessages: number,
  ): Promise<{ readonly fresh: readonly ReceivedMessage[]; readonly hasRepeated: boolean }> {
    await this.#renewLeases();
    const askedAt = this.#now();
    const received = await this.#service.receiveMessages(this.#queue, {
      maxNumberOfMessages,
      waitTimeSeconds: WAIT_SECONDS,
      visibilityTimeout: this.#leaseSeconds,
    });
    if (this.#held.size === 0) this.#leasedAt = askedAt;
    const fresh = received.filter(({ messageId }) => !this.#held.has(messageId));
    for (const message of received) this.#held.set(message.messageId, message);
    return { fresh, hasRepeated: fresh.length < received.length };
  }

  /** Makes all visible again and says which could not be. Tried twice, since a message must not wait for its lease. */
  async release(): Promise<readonly ReceivedMessage[]> {
    const laterFirst = [...this.#held.values()].reverse();
    return this.#change(await this.#change(laterFirst, 0), 0);
  }

  async #renewLeases(): Promise<void> {
    const age = this.#now() - this.#leasedAt;
    if (this.#held.size === 0 || age < this.#leaseSeconds * 1000 * RENEW_AFTER) return;
    this.#leasedAt = this.#now();
    await this.#change([...this.#held.values()], this.#leaseSeconds);
  }

  /** Sets the visibility timeouts, and returns the messages whose could not be set. */
  async #change(messages: readonly ReceivedMessage[], seconds: number): Promise<readonly ReceivedMessage[]> {
    const failed: ReceivedMessage[] = [];
    for (let start = 0; start < messages.length; start += BATCH_SIZE) {
      const batch = messages.slice(start, start + BATCH_SIZE);
      failed.push(...(await this.#changeBatch(batch, seconds)));
    }
    return failed;
  }

  async #changeBatch(
    batch: readonly ReceivedMessage[],
    seconds: number,
  ): Promise<readonly ReceivedMessage[]> {
    const handles = batch.map(({ receiptHandle }) => receiptHandle);
    try {
      const failures = await this.#service.changeVisibilityBatch(this.#queue, handles, seconds);
      return failures.flatMap(({ index }) => batch[index] ?? []);
    } catch {
      return batch;
    }
  }
}
