/** What may stand in a {@link LinkedList}: one list at a time. */
export interface Linked<T> {
  next: T | undefined;
  previous: T | undefined;
}

/** A doubly linked list whose links live in the items: no memory of its own, everything O(1). */
export class LinkedList<T extends Linked<T>> {
  #head: T | undefined;
  #tail: T | undefined;
  #length = 0;

  get head(): T | undefined {
    return this.#head;
  }

  get tail(): T | undefined {
    return this.#tail;
  }

  get length(): number {
    return this.#length;
  }

  append(item: T): void {
    item.previous = this.#tail;
    if (this.#tail) this.#tail.next = item;
    else this.#head = item;
    this.#tail = item;
    this.#length++;
  }

  /** `item` must stand in this list. Its links are cleared, so that it keeps no neighbour alive. */
  remove(item: T): void {
    if (item.previous) item.previous.next = item.next;
    else this.#head = item.next;
    if (item.next) item.next.previous = item.previous;
    else this.#tail = item.previous;
    item.next = undefined;
    item.previous = undefined;
    this.#length--;
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (let item = this.#head; item; item = item.next) yield item;
  }
}
