/** Numbers from 0 up to but not including 1 that look random and are the same for the same seed. */
export type Random = () => number;

/**
 * Mulberry32: 32 bits of state, good enough to draw faults with.
 * @param stream tells generators of the same seed apart
 */
export function seededRandom(seed: number, stream = 0): Random {
  let state = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `least` to `most`. */
export function drawWhole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** Shuffles in place (Fisher–Yates). */
export function shuffle(items: unknown[], random: Random): void {
  for (let index = items.length - 1; index > 0; index--) {
    const other = drawWhole(random, 0, index);
    [items[index], items[other]] = [items[other], items[index]];
  }
}
