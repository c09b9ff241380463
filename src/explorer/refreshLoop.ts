import type { Disposable } from '../shared/disposable';
import type { Timers } from '../sqs/timers';

/** What one run has asked of SQS. */
export interface RefreshCost {
  readonly calls: number;
  /** SQS asked to slow down, did not answer, or refuses the list. */
  readonly isThrottled: boolean;
}

/** How often a loop may ask. */
export interface RefreshPace {
  /** From the end of a run to the start of the next; 0: never. */
  readonly intervalMs: number;
  /** After many calls the pause is longer, so that this holds on average. */
  readonly callsPerSecond: number;
}

export interface RefreshLoopOptions {
  /** Must not reject. */
  readonly run: () => Promise<RefreshCost>;
  readonly pace: () => RefreshPace;
  readonly timers: Timers;
  /** 0 … 1, as Math.random. */
  readonly random: () => number;
}

const LONGEST_BACKOFF = 16;
/** Pauses differ by up to this part to either side, so that windows do not ask all at once. */
const JITTER = 0.1;

/**
 * Runs a task again and again while it is switched on, the first time an interval after it was made. Switching off and on does not make it ask more often: the pause
 * after the last run holds. Each throttled run doubles the pause, up to sixteenfold.
 */
export class RefreshLoop implements Disposable {
  readonly #options: RefreshLoopOptions;
  #isOn = false;
  #isRunning = false;
  #timer: Disposable | undefined;
  #nextAt = 0;
  #backoff = 1;

  constructor(options: RefreshLoopOptions) {
    this.#options = options;
    this.#nextAt = options.timers.now() + options.pace().intervalMs;
  }

  set isOn(isOn: boolean) {
    if (this.#isOn === isOn) return;
    this.#isOn = isOn;
    this.#timer?.dispose();
    this.#timer = undefined;
    if (isOn && !this.#isRunning) this.#plan();
  }

  /** To be called when the pace has changed: the pause that runs is measured anew. */
  replan(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#nextAt = 0;
    if (this.#isOn && !this.#isRunning) this.#plan();
  }

  dispose(): void {
    this.isOn = false;
  }

  #plan(): void {
    const { timers, pace } = this.#options;
    if (pace().intervalMs <= 0) return;
    const pause = this.#nextAt - timers.now();
    if (pause <= 0) void this.#run();
    else this.#timer = timers.after(pause, () => void this.#run());
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const cost = await this.#options.run();
    this.#isRunning = false;
    this.#backoff = cost.isThrottled ? Math.min(this.#backoff * 2, LONGEST_BACKOFF) : 1;
    this.#nextAt = this.#options.timers.now() + this.#pauseAfter(cost);
    if (this.#isOn) this.#plan();
  }

  #pauseAfter({ calls }: RefreshCost): number {
    const { pace, random } = this.#options;
    const { intervalMs, callsPerSecond } = pace();
    const jitter = 1 - JITTER + 2 * JITTER * random();
    return Math.max(intervalMs * jitter, (calls * 1_000) / callsPerSecond) * this.#backoff;
  }
}
