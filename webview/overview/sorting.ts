import type { OverviewRow } from '../../src/shared/overviewMessages';

/** What rows can be sorted by. */
export const SORT_KEYS = ['queue', 'place', 'visible', 'inFlight', 'delayed', 'state'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sorting {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** The sorting after a click on a heading: text begins at its start, numbers and alarms at their top. */
export function sortedBy(by: SortKey, before: Sorting): Sorting {
  if (before.by === by) return { by, isDescending: !before.isDescending };
  return { by, isDescending: by !== 'queue' && by !== 'place' };
}

type Sortable = Pick<OverviewRow, 'heading' | 'counts' | 'alarms' | 'outage'>;

/** Rows in order; those that are equal by name. */
export function sortRows<Row extends Sortable>(
  rows: readonly Row[],
  { by, isDescending }: Sorting,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b, by) || byName(a, b));
}

function compare(a: Sortable, b: Sortable, by: SortKey): number {
  switch (by) {
    case 'queue':
      return byName(a, b);
    case 'place':
      return placeOf(a).localeCompare(placeOf(b));
    case 'state':
      return urgency(a) - urgency(b);
    default:
      return (a.counts?.[by] ?? -1) - (b.counts?.[by] ?? -1);
  }
}

function byName(a: Sortable, b: Sortable): number {
  return a.heading.queueName.localeCompare(b.heading.queueName);
}

/** Connection and region of a queue. */
export function placeOf({ heading }: Sortable): string {
  return `${heading.connection} · ${heading.region}`;
}

function urgency({ alarms, outage }: Sortable): number {
  return alarms.length * 2 + (outage ? 1 : 0);
}
