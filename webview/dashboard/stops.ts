import { sampleRows } from './reading';
import type { Series } from './series';

/** The times between two edges that arrow keys stop at: those of the rows of all series, in order. */
export function stops(all: readonly Series[], [from, to]: readonly [number, number]): readonly number[] {
  const times = all.flatMap((series) => sampleRows(series, from, to).map((row) => series.at(row)));
  return all.length === 1 ? times : [...new Set(times)].sort((a, b) => a - b);
}

/** The time that a key leads to: undefined for back to the present, null when the key is none of ours. */
export function nextStop(
  key: string,
  times: readonly number[],
  at: number | undefined,
): number | undefined | null {
  switch (key) {
    case 'ArrowLeft':
      return at === undefined ? times.at(-1) : (times.findLast((time) => time < at) ?? times[0]);
    case 'ArrowRight':
      return at === undefined ? undefined : times.find((time) => time > at);
    case 'Home':
      return times[0];
    case 'End':
      return times.at(-1);
    case 'Escape':
      return undefined;
    default:
      return null;
  }
}
