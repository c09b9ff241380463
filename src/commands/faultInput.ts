/** Longest delay of an answer that the emulator takes, in milliseconds. */
const longestMs = 900_000;

/** Reads `10`, `10 %` or `0.5 %`. @returns a share of 0 … 1; undefined for anything else, and for 0 */
export function parseShare(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text);
  const percent = Number(match?.[1]?.replace(',', '.'));
  return percent > 0 && percent <= 100 ? percent / 100 : undefined;
}

/** Reads `200` or `100-500`, with or without `ms`. @returns undefined for anything else */
export function parseLatency(text: string): { readonly minMs: number; readonly maxMs: number } | undefined {
  const match = /^\s*(\d+)\s*(?:ms)?\s*(?:(?:-|–|…|to)\s*(\d+)\s*(?:ms)?)?\s*$/.exec(text);
  if (!match) return undefined;
  const minMs = Number(match[1]);
  const maxMs = Number(match[2] ?? match[1]);
  return minMs <= maxMs && maxMs <= longestMs && maxMs > 0 ? { minMs, maxMs } : undefined;
}
