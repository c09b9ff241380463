/** A slot of a {@link Ring}: written over again and again, so that recording allocates nothing. */
export interface Slot {
  sequence: number;
}

/** The latest `capacity` records, numbered from 1. Adding is O(1). */
export class Ring<T extends Slot> {
  readonly capacity: number;
  readonly #newSlot: () => T;
  readonly #slots: T[] = [];
  #latest = 0;
  /** Sequence number of the last record that {@link clear} took away. */
  #clearedUpTo = 0;

  constructor(capacity: number, newSlot: () => T) {
    this.capacity = capacity;
    this.#newSlot = newSlot;
  }

  /** Sequence number of the latest record; 0 before the first. It goes on after {@link clear}. */
  get latest(): number {
    return this.#latest;
  }

  get newest(): T | undefined {
    return this.#latest > this.#clearedUpTo ? this.#slots[(this.#latest - 1) % this.capacity] : undefined;
  }

  /** The slot for one more record; the caller fills in everything but the number. */
  next(): T {
    const index = this.#latest % this.capacity;
    const slot = this.#slots[index] ?? this.#newSlot();
    this.#slots[index] = slot;
    slot.sequence = ++this.#latest;
    return slot;
  }

  /** How many of the records after `sequence` were overwritten. */
  countLost(sequence: number): number {
    return Math.max(0, this.#latest - this.capacity - Math.max(sequence, this.#clearedUpTo));
  }

  /** Records after `sequence` that are still there, oldest first. They are live: copy what must last. */
  *after(sequence: number): Generator<T, void> {
    const first = Math.max(sequence, this.#latest - this.capacity, this.#clearedUpTo);
    for (let number = first; number < this.#latest; number++) {
      yield this.#slots[number % this.capacity] as T;
    }
  }

  clear(): void {
    this.#clearedUpTo = this.#latest;
  }
}
