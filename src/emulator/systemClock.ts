import type { Disposable } from '../shared/disposable';
import type { Clock } from './core/clock';

/** Longest delay of `setTimeout`; later deadlines are reached in steps. */
const longestDelayMs = 2 ** 31 - 1;

/** The time of this machine: the only `Date.now` and `setTimeout` of the emulator. */
export class SystemClock implements Clock {
  #last = 0;
  /** What must be added to the system time because it was set back while we ran. */
  #offset = 0;

  now(): number {
    const now = Date.now() + this.#offset;
    if (now >= this.#last) {
      this.#last = now;
      return now;
    }
    this.#offset += this.#last - now;
    return this.#last;
  }

  setTimer(at: number, callback: () => void): Disposable {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const delay = Math.min(Math.max(at - this.now(), 0), longestDelayMs);
      timer = setTimeout(() => (this.now() < at ? arm() : callback()), delay);
      // A waiting client keeps the process alive by its connection; a timer alone must not.
      timer.unref();
    };
    arm();
    return { dispose: () => clearTimeout(timer) };
  }
}
