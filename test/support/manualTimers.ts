import { setImmediate } from 'node:timers/promises';
import type { Disposable } from '../../src/shared/disposable';
import type { Timers } from '../../src/sqs/timers';

interface Entry {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that moves only when a test says so, from one timer to the next. */
export class ManualTimers implements Timers {
  #now = Date.UTC(2025, 0, 1);
  #entries: Entry[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): Disposable {
    const entry = { at: this.#now + Math.max(ms, 0), callback };
    this.#entries.push(entry);
    return { dispose: () => this.#remove(entry) };
  }

  /** Timers that have not run and were not called off. */
  get pending(): number {
    return this.#entries.length;
  }

  /** Lets `ms` milliseconds pass. Between two timers everything that can go on without time does. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await setImmediate();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#remove(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await setImmediate();
    }
    this.#now = end;
  }

  #next(end: number): Entry | undefined {
    return this.#entries.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}
