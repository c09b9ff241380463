/** Lets a number of tasks run at a time. */
export class Gate {
  readonly #capacity: number;
  readonly #running = new Set<Promise<void>>();
  #error: { readonly reason: unknown } | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Resolves when one more task may run. @throws what a task has thrown */
  async enter(): Promise<void> {
    while (this.#running.size >= this.#capacity) await Promise.race(this.#running);
    this.#throwError();
  }

  run(task: () => Promise<void>): void {
    const running = task()
      .catch((reason: unknown) => {
        this.#error ??= { reason };
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when all tasks have ended. @throws what a task has thrown */
  async leave(): Promise<void> {
    await Promise.all(this.#running);
    this.#throwError();
  }

  #throwError(): void {
    if (this.#error) throw this.#error.reason;
  }
}
