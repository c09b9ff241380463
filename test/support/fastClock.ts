import type { Clock } from '../../src/emulator/core/clock';
import type { Disposable } from '../../src/shared/disposable';
import type { Timers } from '../../src/sqs/timers';

/** Time that passes a number of times faster than real time, for an emulator and for those who work with it. */
export class FastClock implements Clock, Timers {
  readonly #speed: number;
  readonly #start = Date.now();
  readonly #startedAt = performance.now();

  constructor(speed: number) {
    this.#speed = speed;
  }

  now(): number {
    return this.#start + (performance.now() - this.#startedAt) * this.#speed;
  }

  after(ms: number, callback: () => void): Disposable {
    return this.setTimer(this.now() + ms, callback);
  }

  setTimer(at: number, callback: () => void): Disposable {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const ms = Math.max((at - this.now()) / this.#speed, 0);
      timer = setTimeout(() => (this.now() < at ? arm() : callback()), ms);
    };
    arm();
    return { dispose: () => clearTimeout(timer) };
  }
}
