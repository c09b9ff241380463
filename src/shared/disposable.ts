/** Something that can be let go of once; a second call does nothing. Structurally a `vscode.Disposable`. */
export interface Disposable {
  dispose(): unknown;
}

/**
 * Owns disposables and lets go of them last in, first out.
 *
 * All run even if one throws; the first error is thrown again at the end.
 * What is added after `dispose` is disposed at once.
 */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#isDisposed = true;
    const errors: unknown[] = [];
    for (let item = this.#items.pop(); item; item = this.#items.pop()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
