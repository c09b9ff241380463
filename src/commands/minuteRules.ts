import { setTimeout as sleep } from 'node:timers/promises';

/** The two things that SQS lets happen once in 60 seconds for a name. */
export type MinuteRule = 'purge' | 'recreate';

const MINUTE_MS = 60_000;
/** SQS counts on its own clock, so a call at the very end may still be refused. */
const MARGIN_MS = 500;

/** Remembers what this window did, so that a wait can be told in seconds. */
export class MinuteRules {
  readonly #doneAt = new Map<string, number>();
  readonly #now: () => number;

  /** @param now epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** To be called when a queue was purged, or deleted. */
  note(rule: MinuteRule, key: string): void {
    this.#doneAt.set(`${rule} ${key}`, this.#now());
  }

  /** Milliseconds until it is allowed again; the whole minute when somebody else did it and nobody knows when. */
  waitAfterRefusal(rule: MinuteRule, key: string): number {
    const doneAt = this.#doneAt.get(`${rule} ${key}`);
    const left = doneAt === undefined ? MINUTE_MS : doneAt + MINUTE_MS - this.#now();
    return Math.max(left, 0) + MARGIN_MS;
  }
}

/**
 * Waits, and tells the whole seconds that are left, once a second.
 * @throws the signal's reason
 */
export async function countDown(
  ms: number,
  tell: (seconds: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + ms;
  for (let left = ms; left > 0; left = end - Date.now()) {
    tell(Math.ceil(left / 1_000));
    await sleep(Math.min(left, 1_000), undefined, { signal });
  }
}
