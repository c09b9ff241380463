/** Keeps the newest `capacity` items, oldest first. */
export class RingBuffer<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  /** Where the oldest item is once the buffer is full. */
  #start = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(item: T): void {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item);
      return;
    }
    this.#items[this.#start] = item;
    this.#start = (this.#start + 1) % this.#capacity;
  }

  toArray(): readonly T[] {
    return [...this.#items.slice(this.#start), ...this.#items.slice(0, this.#start)];
  }
}
