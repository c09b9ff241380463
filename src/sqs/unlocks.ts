import { type QueueRef, queueKey } from '../shared/queue';
import type { Connection } from './connection';

/** How long an unlock of a queue on production lasts. */
export const PRODUCTION_UNLOCK_MS = 10 * 60_000;

/** The queues from which this window may receive although their connection is read-only or production. */
export class Unlocks {
  readonly #now: () => number;
  readonly #unlockedAt = new Map<string, number>();
  readonly #asking = new Map<string, Promise<boolean>>();

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Until the window closes; on production for ten minutes. */
  unlock(queue: QueueRef): void {
    this.#unlockedAt.set(queueKey(queue), this.#now());
  }

  lock(queue: QueueRef): void {
    this.#unlockedAt.delete(queueKey(queue));
  }

  isUnlocked(queue: QueueRef, { isProduction }: Pick<Connection, 'isProduction'>): boolean {
    const unlockedAt = this.#unlockedAt.get(queueKey(queue));
    if (unlockedAt === undefined) return false;
    return !isProduction || this.#now() - unlockedAt < PRODUCTION_UNLOCK_MS;
  }

  /** Asks once for all who wait for the same queue, and unlocks it when the answer is yes. */
  ask(queue: QueueRef, question: () => Promise<boolean>): Promise<boolean> {
    const key = queueKey(queue);
    const known = this.#asking.get(key);
    if (known) return known;
    const asking = question()
      .then((isGranted) => {
        if (isGranted) this.unlock(queue);
        return isGranted;
      })
      .finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }
}
