import type { Disposable } from '../../shared/disposable';
import type { Clock } from './clock';
import type { ReceivedMessage, ReceiveRequest } from './receive';

/** What long polls need of their queue. */
export interface PolledQueue {
  /** Takes what is visible now; never throws. */
  takeVisible(request: ReceiveRequest): ReceivedMessage[];
  /** When a message may become visible by itself (epoch milliseconds). */
  getNextDeadline(): number | undefined;
}

interface LongPoll {
  readonly request: ReceiveRequest;
  readonly endsAt: number;
  readonly resolve: (messages: ReceivedMessage[]) => void;
  readonly onAbort: () => void;
}

/**
 * The receives that wait for a message, first come, first served.
 *
 * There is one timer, and only while somebody waits, set to the next moment at which something can happen.
 */
export class LongPolls {
  readonly #queue: PolledQueue;
  readonly #clock: Clock;
  readonly #polls = new Set<LongPoll>();
  #timer: Disposable | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #isServing = false;
  #hasNews = false;

  constructor(queue: PolledQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
  }

  get length(): number {
    return this.#polls.size;
  }

  /** Resolves with messages as soon as there are any, with none at `endsAt` or when the client is gone. */
  wait(request: ReceiveRequest, endsAt: number): Promise<ReceivedMessage[]> {
    return new Promise((resolve) => {
      const poll: LongPoll = { request, endsAt, resolve, onAbort: () => this.#finish(poll, []) };
      this.#polls.add(poll);
      request.signal?.addEventListener('abort', poll.onAbort);
      this.#setTimer(Math.min(endsAt, this.#queue.getNextDeadline() ?? endsAt));
    });
  }

  /** Call after a message may have become visible, or a deadline may have come nearer. */
  serve(): void {
    if (this.#polls.size === 0) return;
    this.#hasNews = true;
    // Dead-letter queues that name each other in a ring lead back here in the middle of a take.
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#hasNews) {
      this.#hasNews = false;
      this.#serveInTurn();
    }
    this.#isServing = false;
    if (this.#polls.size > 0) this.#setTimer(this.#queue.getNextDeadline() ?? this.#timerAt);
  }

  /** Answers all that wait with nothing. */
  endAll(): void {
    for (const poll of this.#polls) this.#finish(poll, []);
  }

  #serveInTurn(): void {
    for (const poll of this.#polls) {
      const messages = this.#queue.takeVisible(poll.request);
      if (messages.length === 0) return;
      this.#finish(poll, messages);
    }
  }

  #finish(poll: LongPoll, messages: ReceivedMessage[]): void {
    if (!this.#polls.delete(poll)) return;
    poll.request.signal?.removeEventListener('abort', poll.onAbort);
    if (this.#polls.size === 0) this.#clearTimer();
    poll.resolve(messages);
  }

  #onTimer(): void {
    this.#clearTimer();
    this.serve();
    const now = this.#clock.now();
    let nextAt = Number.POSITIVE_INFINITY;
    for (const poll of this.#polls) {
      if (poll.endsAt <= now) this.#finish(poll, []);
      else if (poll.endsAt < nextAt) nextAt = poll.endsAt;
    }
    if (this.#polls.size > 0) this.#setTimer(nextAt);
  }

  /** Never moves the timer further away: one that runs too early finds nothing to do. */
  #setTimer(at: number): void {
    if (at >= this.#timerAt) return;
    this.#clearTimer();
    this.#timerAt = at;
    this.#timer = this.#clock.setTimer(at, () => this.#onTimer());
  }

  #clearTimer(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#timerAt = Number.POSITIVE_INFINITY;
  }
}
