import type { Disposable } from '../../shared/disposable';
import type { Clock } from '../core/clock';
import type { ClockState } from './adminTypes';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  armed: Disposable | undefined;
}

/**
 * A clock that can be stopped and put forward, in front of one that just runs.
 *
 * It never goes back while anything depends on it. Going forward it stops at every timer on the way, so that what
 * waits sees each moment that it waited for.
 */
export class AdjustableClock implements Clock {
  readonly #base: Clock;
  readonly #timers = new Set<Timer>();
  #aheadMs = 0;
  #pausedAt: number | undefined;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#pausedAt ?? this.#base.now() + this.#aheadMs;
  }

  setTimer(at: number, callback: () => void): Disposable {
    const timer: Timer = { at, callback, armed: undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return { dispose: () => this.#drop(timer) };
  }

  get state(): ClockState {
    // Asked once: by the next moment the machine's clock has gone on.
    const base = this.#base.now();
    const now = this.#pausedAt ?? base + this.#aheadMs;
    return { now, isPaused: this.#pausedAt !== undefined, aheadMs: now - base };
  }

  /** When the next timer runs; undefined while nobody waits. */
  get nextTimerAt(): number | undefined {
    return this.#findNext()?.at;
  }

  pause(): void {
    this.#pausedAt ??= this.now();
    this.#armAll();
  }

  /** Goes on from where it stands. */
  resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#aheadMs = this.#pausedAt - this.#base.now();
    this.#pausedAt = undefined;
    this.#armAll();
  }

  /** Puts the clock forward to `at`, running what is due on the way, each at its time. A time that has passed changes nothing. */
  advanceTo(at: number): void {
    for (let timer = this.#findNext(); timer && timer.at <= at; timer = this.#findNext()) {
      this.#set(timer.at);
      this.#run(timer);
    }
    this.#set(at);
    this.#armAll();
  }

  /** Runs with the machine's clock again. Only when nothing is left that has seen the other time. */
  reset(): void {
    this.#aheadMs = 0;
    this.#pausedAt = undefined;
    this.#armAll();
  }

  #set(at: number): void {
    if (at <= this.now()) return;
    if (this.#pausedAt === undefined) this.#aheadMs = at - this.#base.now();
    else this.#pausedAt = at;
  }

  #run(timer: Timer): void {
    this.#drop(timer);
    timer.callback();
  }

  #drop(timer: Timer): void {
    this.#timers.delete(timer);
    timer.armed?.dispose();
    timer.armed = undefined;
  }

  #armAll(): void {
    for (const timer of this.#timers) this.#arm(timer);
  }

  /** While the clock stands, only what is due already runs: soon, as the contract of `Clock` says. */
  #arm(timer: Timer): void {
    timer.armed?.dispose();
    timer.armed = undefined;
    if (this.#pausedAt !== undefined && timer.at > this.#pausedAt) return;
    const at = this.#pausedAt === undefined ? timer.at - this.#aheadMs : this.#base.now();
    timer.armed = this.#base.setTimer(at, () => this.#run(timer));
  }

  #findNext(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (!next || timer.at < next.at) next = timer;
    }
    return next;
  }
}
