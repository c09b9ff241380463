/**
 * Takes out the middle of a name that is longer than `length` characters: what tells queues apart stands at the ends.
 * @param length 0 leaves every name as it is
 */
export function shortenMiddle(name: string, length: number): string {
  if (length <= 0 || name.length <= length) return name;
  const kept = Math.max(length - 1, 2);
  const tail = Math.floor(kept / 2);
  return `${name.slice(0, kept - tail)}…${name.slice(name.length - tail)}`;
}
