/** Values are the same in whatever order the members of a policy stand; a number in it may be written as text. */
export function isSameValue(wanted: string, current: string): boolean {
  return wanted === current || toCanonical(wanted) === toCanonical(current);
}

function toCanonical(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) => {
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    });
  } catch {
    return /^(true|false)$/i.test(text) ? text.toLowerCase() : text;
  }
}
