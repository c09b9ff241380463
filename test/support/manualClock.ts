import type { Clock } from '../../src/emulator/core/clock';
import type { Disposable } from '../../src/shared/disposable';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that passes only when a test says so, stepping from timer to timer. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  setTimer(at: number, callback: () => void): Disposable {
    const timer = { at, callback };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** Timers that have not run and were not called off. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /** Lets time pass; each timer runs at its own moment, also those that are set on the way. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let timer = this.#findNext(end); timer; timer = this.#findNext(end)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
    }
    this.#now = end;
  }

  advanceSeconds(seconds: number): void {
    this.advance(seconds * 1000);
  }

  #findNext(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
    }
    return next;
  }
}
