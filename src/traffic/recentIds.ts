/**
 * Remembers at least the last `capacity` ids, and never more than twice as many.
 *
 * Two sets of ids: when the younger is full it becomes the older, and the older is forgotten.
 */
export class RecentIds {
  readonly #capacity: number;
  #younger = new Set<string>();
  #older = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @returns true where the id was remembered already */
  add(id: string): boolean {
    const isKnown = this.#younger.has(id) || this.#older.has(id);
    this.#younger.add(id);
    if (this.#younger.size >= this.#capacity) {
      this.#older = this.#younger;
      this.#younger = new Set();
    }
    return isKnown;
  }

  get size(): number {
    return this.#younger.size + this.#older.size;
  }
}
