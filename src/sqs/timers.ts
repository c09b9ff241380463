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

/** Waits; a signal ends it early. Never rejects. */
export function sleep(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      timer.dispose();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = timers.after(ms, done);
    signal.addEventListener('abort', done);
  });
}

/** As `sleep`, by the system's time. */
export function systemSleep(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(systemTimers, ms, signal);
}
