import type { Disposable } from '../shared/disposable';
import type { Timers } from '../sqs/timers';

/** Runs a task again and again while it is switched on: the next run starts `pauseMs` after the last one ended. */
export class Repeater implements Disposable {
  readonly #task: () => Promise<void>;
  readonly #pauseMs: number;
  readonly #timers: Timers;
  #isOn = false;
  #isRunning = false;
  #timer: Disposable | undefined;

  /** `task` must not reject. */
  constructor(task: () => Promise<void>, pauseMs: number, timers: Timers) {
    this.#task = task;
    this.#pauseMs = pauseMs;
    this.#timers = timers;
  }

  /** Switching on runs the task at once. */
  set isOn(isOn: boolean) {
    if (this.#isOn === isOn) return;
    this.#isOn = isOn;
    this.#timer?.dispose();
    if (isOn && !this.#isRunning) void this.#run();
  }

  dispose(): void {
    this.isOn = false;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    await this.#task();
    this.#isRunning = false;
    if (this.#isOn) this.#timer = this.#timers.after(this.#pauseMs, () => void this.#run());
  }
}
