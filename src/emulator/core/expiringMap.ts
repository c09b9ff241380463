interface Entry<Value> {
  readonly key: string;
  readonly value: Value;
  readonly expiresAt: number;
  next: Entry<Value> | undefined;
}

/** A map whose entries all live equally long, counted from when they were set. Everything O(1). */
export class ExpiringMap<Value> {
  readonly #lifetimeMs: number;
  readonly #entries = new Map<string, Entry<Value>>();
  #oldest: Entry<Value> | undefined;
  #newest: Entry<Value> | undefined;

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  get(key: string, now: number): Value | undefined {
    this.#dropExpired(now);
    return this.#entries.get(key)?.value;
  }

  /** Replaces an earlier value of the key; its lifetime starts again. */
  set(key: string, value: Value, now: number): void {
    this.#dropExpired(now);
    const entry: Entry<Value> = { key, value, expiresAt: now + this.#lifetimeMs, next: undefined };
    if (this.#newest) this.#newest.next = entry;
    else this.#oldest = entry;
    this.#newest = entry;
    this.#entries.set(key, entry);
  }

  /** What has not expired, oldest first. */
  *list(now: number): Generator<readonly [key: string, value: Value, setAt: number], void> {
    for (let entry = this.#oldest; entry; entry = entry.next) {
      const isCurrent = this.#entries.get(entry.key) === entry;
      if (isCurrent && entry.expiresAt > now)
        yield [entry.key, entry.value, entry.expiresAt - this.#lifetimeMs];
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }

  #dropExpired(now: number): void {
    while (this.#oldest && this.#oldest.expiresAt <= now) {
      const { key, next } = this.#oldest;
      if (this.#entries.get(key) === this.#oldest) this.#entries.delete(key);
      this.#oldest = next;
    }
    if (!this.#oldest) this.#newest = undefined;
  }
}
