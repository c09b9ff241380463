const lifetimeMs = 300_000;
/** What has expired is dropped this often at most: each time the map walks over the places of what it dropped before. */
const sweepMs = 10_000;

/** The first send of a deduplication ID. */
export interface FirstSend {
  /** Of the message. */
  readonly id: string;
  readonly order: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/**
 * The deduplication IDs of the last five minutes.
 *
 * A message that waits stands for its own send, since a long backlog is made of such messages and each word counts
 * there; {@link release} lets it go when it leaves the queue.
 */
export class FirstSends {
  /** In the order of the sends. */
  readonly #byKey = new Map<string, FirstSend>();
  #sweepAt = Number.NEGATIVE_INFINITY;

  find(key: string, now: number): FirstSend | undefined {
    const first = this.#byKey.get(key);
    return first && isLive(first, now) ? first : undefined;
  }

  /** There must be no live send of this key, and none later than this one. */
  add(key: string, first: FirstSend, now: number): void {
    this.#sweep(now);
    this.#byKey.delete(key);
    this.#byKey.set(key, first);
  }

  /** Keeps no more of `first` alive than a send needs. */
  release(key: string, first: FirstSend): void {
    if (this.#byKey.get(key) !== first) return;
    const { id, order, sentAt } = first;
    this.#byKey.set(key, { id, order, sentAt });
  }

  /** Oldest first. */
  *list(now: number): Generator<readonly [key: string, first: FirstSend], void> {
    for (const entry of this.#byKey) {
      if (isLive(entry[1], now)) yield entry;
    }
  }

  clear(): void {
    this.#byKey.clear();
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + sweepMs;
    for (const [key, first] of this.#byKey) {
      if (isLive(first, now)) return;
      this.#byKey.delete(key);
    }
  }
}

function isLive({ sentAt }: FirstSend, now: number): boolean {
  return now < sentAt + lifetimeMs;
}
