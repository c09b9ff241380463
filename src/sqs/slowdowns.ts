import type { QueueRef } from '../shared/queue';

/** The longest pause is so many times the usual one. */
const MOST = 16;
/** Answers without throttling after which the pause is halved. */
const ANSWERS_TO_RECOVER = 5;
/** Several queues that are throttled at the same time count once. */
const ONCE_IN_MS = 1_000;

interface Slowdown {
  factor: number;
  answers: number;
  throttledAt: number;
}

/** How much longer the pauses are where SQS throttles: by connection and region, since those share their limits. */
export class Slowdowns {
  readonly #slow = new Map<string, Slowdown>();

  /** 1 … 16 */
  factorOf(queue: QueueRef): number {
    return this.#slow.get(keyOf(queue))?.factor ?? 1;
  }

  /** @param now epoch milliseconds */
  didThrottle(queue: QueueRef, now: number): void {
    const known = this.#slow.get(keyOf(queue));
    if (known && now - known.throttledAt < ONCE_IN_MS) return;
    const factor = Math.min((known?.factor ?? 1) * 2, MOST);
    this.#slow.set(keyOf(queue), { factor, answers: 0, throttledAt: now });
  }

  didAnswer(queue: QueueRef): void {
    const slow = this.#slow.get(keyOf(queue));
    if (!slow) return;
    slow.answers += 1;
    if (slow.answers < ANSWERS_TO_RECOVER) return;
    slow.answers = 0;
    slow.factor /= 2;
    if (slow.factor <= 1) this.#slow.delete(keyOf(queue));
  }
}

function keyOf({ connectionId, region }: QueueRef): string {
  return `${connectionId}|${region}`;
}
