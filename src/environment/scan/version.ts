/** True when the version `text` is lower than `other`; missing parts count as 0. */
export function isOlder(text: string, other: string): boolean {
  const [left, right] = [text, other].map((version) => version.split('.').map(Number)) as [
    number[],
    number[],
  ];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The lowest version of a range of npm's, such as `^3.400.0`; undefined for a range that names none. */
export function versionIn(range: string): string | undefined {
  return /^[\^~=v>\s]*(\d+(?:\.\d+){0,2})/.exec(range)?.[1];
}
