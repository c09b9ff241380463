/** How a {@link Heap} orders its items and where they remember their place. */
export interface HeapOrder<T> {
  isBefore(a: T, b: T): boolean;
  getPosition(item: T): number;
  setPosition(item: T, position: number): void;
}

/** A binary heap whose items know their place, so that any of them can be moved or removed in O(log n). */
export class Heap<T> {
  readonly #order: HeapOrder<T>;
  readonly #items: T[] = [];

  constructor(order: HeapOrder<T>) {
    this.#order = order;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The first item in the heap's order. */
  get top(): T | undefined {
    return this.#items[0];
  }

  /** All items, in no useful order. */
  get items(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#rise(item, this.#items.length - 1);
  }

  /** `item` must be in the heap. */
  remove(item: T): void {
    const position = this.#order.getPosition(item);
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#settle(last, position);
  }

  /** Call after the order of `item` has changed. */
  update(item: T): void {
    this.#settle(item, this.#order.getPosition(item));
  }

  /** Call after the order of many items has changed. O(n) */
  rebuild(): void {
    for (let position = (this.#items.length >> 1) - 1; position >= 0; position--) {
      this.#sink(this.#items[position] as T, position);
    }
  }

  #settle(item: T, position: number): void {
    const parent = this.#items[(position - 1) >> 1];
    if (position > 0 && this.#order.isBefore(item, parent as T)) this.#rise(item, position);
    else this.#sink(item, position);
  }

  #rise(item: T, start: number): void {
    const items = this.#items;
    let position = start;
    while (position > 0) {
      const parentPosition = (position - 1) >> 1;
      const parent = items[parentPosition] as T;
      if (!this.#order.isBefore(item, parent)) break;
      this.#put(parent, position);
      position = parentPosition;
    }
    this.#put(item, position);
  }

  #sink(item: T, start: number): void {
    const items = this.#items;
    const firstLeaf = items.length >> 1;
    let position = start;
    while (position < firstLeaf) {
      let childPosition = 2 * position + 1;
      const right = items[childPosition + 1];
      if (right !== undefined && this.#order.isBefore(right, items[childPosition] as T)) childPosition++;
      const child = items[childPosition] as T;
      if (!this.#order.isBefore(child, item)) break;
      this.#put(child, position);
      position = childPosition;
    }
    this.#put(item, position);
  }

  #put(item: T, position: number): void {
    this.#items[position] = item;
    this.#order.setPosition(item, position);
  }
}
