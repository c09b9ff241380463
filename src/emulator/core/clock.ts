import type { Disposable } from '../../shared/disposable';

/** The emulator's only notion of time. The core never asks the system. */
export interface Clock {
  /** Epoch milliseconds; never goes back. */
  now(): number;
  /**
   * Runs `callback` once, at `at` (epoch milliseconds) or as soon after as possible, never before.
   * A time that has passed runs it soon, not within this call. Dispose to call it off.
   */
  setTimer(at: number, callback: () => void): Disposable;
}
