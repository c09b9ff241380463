const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;
const unitMs: ReadonlyMap<string, number> = new Map<string, number>([...units, ['m', 60_000]]);

/**
 * Reads `90`, `90 s`, `5m`, `1h 30min`, `2 d` or `500 ms`. A number by itself is seconds.
 * @returns whole milliseconds; undefined for anything else
 */
export function parseDuration(text: string): number | undefined {
  const compact = text.toLowerCase().replaceAll(/\s+/g, '');
  if (/^\d+(\.\d+)?$/.test(compact)) return Math.round(Number(compact) * 1_000);
  if (!/^(\d+(\.\d+)?[a-z]+)+$/.test(compact)) return undefined;
  let total = 0;
  for (const [, number, unit = ''] of compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    total += Number(number) * (unitMs.get(unit) ?? Number.NaN);
  }
  return Number.isNaN(total) ? undefined : Math.round(total);
}

/** Two units at most, such as `1 h 30 min`; what is smaller is left out. @param ms 0 or more */
export function formatDuration(ms: number): string {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  let rest = ms;
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}
