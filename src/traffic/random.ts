/** Numbers from 0 up to but not including 1. */
export type Random = () => number;

/**
 * The same numbers for the same seed, in every run and on every machine: the generator known as mulberry32.
 * @param seed a whole number from 0 to 4294967295
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `least` to `most`, both included. */
export function randomWhole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A UUID of version 4. */
export function randomUuid(random: Random): string {
  const hex = randomHex(random) + randomHex(random) + randomHex(random) + randomHex(random);
  const variant = '89ab'[randomWhole(random, 0, 3)] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Eight digits. */
function randomHex(random: Random): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}
