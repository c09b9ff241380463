import type { Disposable } from '../shared/disposable';
import type { Clock } from './core/clock';

/** Longest delay of `setTimeout`; later deadlines are reached in steps. */
const longestDelayMs = 2 ** 31 - 1;

/** `setTimeout` often runs a little early and then once more 1 … 2 ms late: that little is waited for turn by turn. */
const lastStretchMs = 1;

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
    let stop: () => void = () => undefined;
    const wait = () => {
      const left = at - this.now();
      if (left > lastStretchMs) {
        // A waiting client keeps the process alive by its connection; a timer alone must not.
        const timer = setTimeout(check, Math.min(left, longestDelayMs)).unref();
        stop = () => clearTimeout(timer);
        return;
      }
      // Not `unref`: the loop would sleep on until something else wakes it.
      const immediate = setImmediate(check);
      stop = () => clearImmediate(immediate);
    };
    const check = () => (this.now() < at ? wait() : callback());
    wait();
    return { dispose: () => stop() };
  }
}
