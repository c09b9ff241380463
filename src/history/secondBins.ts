import type { LifeEventKind } from '../emulator/admin/adminTypes';

/** What happened to the messages of a queue in one second. */
export interface Rates {
  readonly sent: number;
  readonly received: number;
  readonly deleted: number;
  /** Moved to the dead-letter queue. */
  readonly deadLettered: number;
}

const SECOND_MS = 1_000;
const NONE: Rates = { sent: 0, received: 0, deleted: 0, deadLettered: 0 };

/** Counts events by queue and second. What comes late is counted in the second after, so that none is lost. */
export class SecondBins {
  readonly #bins = new Map<string, Map<number, Rates>>();
  #flushedTo = 0;

  /** @param at epoch milliseconds */
  add(queue: string, at: number, kind: LifeEventKind): void {
    if (!(kind in NONE)) return;
    const name = kind as keyof Rates;
    const second = Math.max(Math.floor(at / SECOND_MS), this.#flushedTo);
    const bins = this.#bins.get(queue) ?? new Map<number, Rates>();
    const rates = bins.get(second) ?? NONE;
    bins.set(second, { ...rates, [name]: rates[name] + 1 });
    this.#bins.set(queue, bins);
  }

  /** Takes out the seconds that ended before `until`: for each queue, and each second, what happened. */
  take(
    queues: Iterable<string>,
    until: number,
    onSecond: (queue: string, end: number, rates: Rates) => void,
  ): void {
    const end = Math.floor(until / SECOND_MS);
    const first = Math.max(this.#flushedTo, end - 60);
    for (const queue of queues) {
      const bins = this.#bins.get(queue);
      for (let second = first; second < end; second++) {
        onSecond(queue, (second + 1) * SECOND_MS, bins?.get(second) ?? NONE);
      }
    }
    for (const bins of this.#bins.values()) {
      for (const second of bins.keys()) if (second < end) bins.delete(second);
    }
    this.#flushedTo = end;
  }

  /** Forgets everything; seconds before `now` are not reported. */
  restart(now: number): void {
    this.#bins.clear();
    this.#flushedTo = Math.floor(now / SECOND_MS);
  }
}
