import type { Receiver } from '../core/receive';

const kept = 1_000;
const unknown: Receiver = { accessKeyId: undefined, userAgent: undefined };

/** One object for each client, so that neither messages in flight nor records hold copies of its texts. */
export class Receivers {
  readonly #known = new Map<string, Receiver>();
  #latest = unknown;

  /** Requests mostly come in a row from one client: that costs two comparisons. */
  find(accessKeyId: string | undefined, userAgent: string | undefined): Receiver {
    const latest = this.#latest;
    if (latest.userAgent === userAgent && latest.accessKeyId === accessKeyId) return latest;
    const key = `${accessKeyId ?? ''} ${userAgent ?? ''}`;
    let receiver = this.#known.get(key);
    if (!receiver) {
      if (this.#known.size >= kept) this.#known.clear();
      receiver = { accessKeyId, userAgent };
      this.#known.set(key, receiver);
    }
    this.#latest = receiver;
    return receiver;
  }
}
