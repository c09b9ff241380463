/** Distinct names in the order of their UTF-16 code units. Looking up and paging O(log n + page). */
export class SortedNames {
  readonly #names: string[] = [];

  get length(): number {
    return this.#names.length;
  }

  add(name: string): void {
    const index = this.#findIndex(name);
    if (this.#names[index] !== name) this.#names.splice(index, 0, name);
  }

  delete(name: string): void {
    const index = this.#findIndex(name);
    if (this.#names[index] === name) this.#names.splice(index, 1);
  }

  /** Up to `limit` names that start with `prefix` and come after `after`. */
  list(prefix: string, after: string | undefined, limit: number): string[] {
    let index = this.#findIndex(after === undefined || after < prefix ? prefix : after);
    if (this.#names[index] === after) index++;
    const end = Math.min(index + limit, this.#names.length);
    const page: string[] = [];
    for (; index < end && this.#names[index]?.startsWith(prefix); index++) {
      page.push(this.#names[index] as string);
    }
    return page;
  }

  /** Index of the first name that is not before `name`. */
  #findIndex(name: string): number {
    let low = 0;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#names[middle] as string) < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
