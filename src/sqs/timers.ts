import type { Disposable } from '../shared/disposable';

/** Time for what samples and refreshes: the system's, or one that a test moves. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after `ms` milliseconds, unless disposed before. */
  after(ms: number, callback: () => void): Disposable;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
};
