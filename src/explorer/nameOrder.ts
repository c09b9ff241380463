let collator: Intl.Collator | undefined;

/** Numbers in names by their value. The collator is made on first use: it would slow down the activation. */
export function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a, b);
}

/** Merges what is to be added into what is sorted already: a page into ten thousand rows without sorting them all. */
export function mergeSorted<T>(
  sorted: readonly T[],
  added: readonly T[],
  compare: (a: T, b: T) => number,
): T[] {
  const rest = [...added].sort(compare);
  const last = sorted.at(-1);
  const [first] = rest;
  if (last === undefined || first === undefined || compare(last, first) <= 0) return [...sorted, ...rest];
  const merged: T[] = [];
  let next = 0;
  for (const item of sorted) {
    for (let other = rest[next]; other !== undefined && compare(other, item) < 0; other = rest[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(item);
  }
  return [...merged, ...rest.slice(next)];
}
