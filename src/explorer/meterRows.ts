import type { Disposable } from '../shared/disposable';
import type { Timers } from '../sqs/timers';

/** A row says what its connection has used no later than this. */
const SHOW_MS = 15_000;

/** Gathers calls, so that a row is drawn anew once for many of them. */
export class MeterRows implements Disposable {
  readonly #timers: Timers;
  readonly #redraw: (connectionId: string) => void;
  readonly #waiting = new Map<string, Disposable>();

  constructor(timers: Timers, redraw: (connectionId: string) => void) {
    this.#timers = timers;
    this.#redraw = redraw;
  }

  didCount(connectionId: string): void {
    if (this.#waiting.has(connectionId)) return;
    const timer = this.#timers.after(SHOW_MS, () => {
      this.#waiting.delete(connectionId);
      this.#redraw(connectionId);
    });
    this.#waiting.set(connectionId, timer);
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) timer.dispose();
    this.#waiting.clear();
  }
}
