import type { Disposable } from '../shared/disposable';
import type { Timers } from '../sqs/timers';

/** Collects what changed and tells of it once a tick, each thing once. */
export class ChangeBatch<T> implements Disposable {
  readonly #tell: (changed: readonly T[] | undefined) => void;
  readonly #timers: Timers;
  readonly #changed = new Set<T>();
  #isAll = false;
  #timer: Disposable | undefined;

  /** @param tell gets undefined when everything has changed */
  constructor(tell: (changed: readonly T[] | undefined) => void, timers: Timers) {
    this.#tell = tell;
    this.#timers = timers;
  }

  add(...changed: readonly T[]): void {
    for (const each of changed) this.#changed.add(each);
    if (this.#changed.size > 0) this.#tellSoon();
  }

  addAll(): void {
    this.#isAll = true;
    this.#tellSoon();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#changed.clear();
  }

  #tellSoon(): void {
    this.#timer ??= this.#timers.after(0, () => this.#flush());
  }

  #flush(): void {
    this.#timer = undefined;
    const changed = this.#isAll ? undefined : [...this.#changed];
    this.#isAll = false;
    this.#changed.clear();
    this.#tell(changed);
  }
}
