/** No row has more children than this: beyond a few hundred VS Code stalls while it draws them. */
export const MAX_SIBLINGS = 200;
/** Items of one range. */
const RANGE_SIZE = 100;
/** Fewer items with the same prefix stand for themselves. */
const SMALLEST_PREFIX_GROUP = 4;

/** What a group is called by. */
export type GroupLabel =
  | { readonly kind: 'prefix'; readonly prefix: string; readonly count: number }
  /** The names of the first and the last item; `shared` is the beginning that they and their neighbours have in common. */
  | {
      readonly kind: 'range';
      readonly first: string;
      readonly last: string;
      readonly shared: string;
      readonly count: number;
    }
  /** Places in an order that is not the one of names; the first item has place 1. */
  | { readonly kind: 'rank'; readonly from: number; readonly to: number; readonly count: number };

/** Items that stand below one row. */
export interface Group<T> {
  /** The same for the same group when items come and go. */
  readonly key: string;
  readonly label: GroupLabel;
  readonly rows: readonly (T | Group<T>)[];
}

/** Tells a group from an item. */
export function isGroup<T extends object>(row: T | Group<T>): row is Group<T> {
  return 'rows' in row;
}

/**
 * Arranges items so that nothing has more than `limit` children: flat while they are few, else by the parts of their
 * names between hyphens and underscores, else in ranges of a hundred. Keeps the order of the items.
 * @param items in the order in which they are shown
 */
export function groupByName<T extends object>(
  items: readonly T[],
  nameOf: (item: T) => string,
  limit = MAX_SIBLINGS,
): readonly (T | Group<T>)[] {
  return arrange(items, { nameOf, limit }, '');
}

/** Ranges of a hundred in the order of the items, whatever their names are; flat while they are few. */
export function groupByRank<T extends object>(
  items: readonly T[],
  nameOf: (item: T) => string,
  limit = MAX_SIBLINGS,
): readonly (T | Group<T>)[] {
  return items.length <= limit ? items : ranked(toRanges(items, { nameOf, limit }, ''), 1);
}

/** Calls groups by the places of their items. */
function ranked<T extends object>(rows: Rows<T>, first: number): Rows<T> {
  let from = first;
  return rows.map((row) => {
    const place = from;
    const count = isGroup(row) ? row.label.count : 1;
    from += count;
    if (!isGroup(row)) return row;
    const label = { kind: 'rank', from: place, to: place + count - 1, count } as const;
    return { ...row, label, rows: ranked(row.rows, place) };
  });
}

interface Rules<T> {
  readonly nameOf: (item: T) => string;
  readonly limit: number;
}

type Rows<T> = readonly (T | Group<T>)[];

function arrange<T extends object>(items: readonly T[], rules: Rules<T>, key: string): Rows<T> {
  if (items.length <= rules.limit) return items;
  return toPrefixes(items, rules, key) ?? toRanges(items, rules, key);
}

/** Undefined when the names have no parts to speak of. */
function toPrefixes<T extends object>(
  items: readonly T[],
  rules: Rules<T>,
  key: string,
): Rows<T> | undefined {
  const shared = sharedPrefix(items.map(rules.nameOf));
  const byPrefix = new Map<string, T[]>();
  for (const item of items) {
    const prefix = nextPrefix(rules.nameOf(item), shared.length);
    if (prefix === undefined) continue;
    const members = byPrefix.get(prefix);
    if (members) members.push(item);
    else byPrefix.set(prefix, [item]);
  }
  for (const [prefix, members] of byPrefix) {
    if (members.length < SMALLEST_PREFIX_GROUP) byPrefix.delete(prefix);
  }
  if (byPrefix.size === 0 || byPrefix.size > rules.limit) return undefined;
  const rows = inOrder(items, byPrefix, rules, shared.length);
  if (rows.length <= rules.limit) return rows;
  const groups = rows.filter(isGroup);
  const rest = rows.filter((row): row is T => !isGroup(row));
  const ranges = toRanges(rest, rules, key);
  return groups.length + ranges.length <= rules.limit ? [...groups, ...ranges] : undefined;
}

/** Each group stands where its first member would. */
function inOrder<T extends object>(
  items: readonly T[],
  byPrefix: ReadonlyMap<string, readonly T[]>,
  rules: Rules<T>,
  sharedLength: number,
): (T | Group<T>)[] {
  const rows: (T | Group<T>)[] = [];
  const placed = new Set<string>();
  for (const item of items) {
    const prefix = nextPrefix(rules.nameOf(item), sharedLength);
    const members = prefix === undefined ? undefined : byPrefix.get(prefix);
    if (prefix === undefined || !members) rows.push(item);
    else if (!placed.has(prefix)) {
      placed.add(prefix);
      const label = { kind: 'prefix', prefix, count: members.length } as const;
      rows.push({ key: prefix, label, rows: arrange(members, rules, prefix) });
    }
  }
  return rows;
}

function toRanges<T extends object>(
  items: readonly T[],
  rules: Rules<T>,
  parentKey: string,
): readonly Group<T>[] {
  const size = Math.max(Math.min(RANGE_SIZE, rules.limit), Math.ceil(items.length / rules.limit));
  const shared = sharedPrefix(items.map(rules.nameOf));
  const groups: Group<T>[] = [];
  for (let start = 0; start < items.length; start += size) {
    const members = items.slice(start, start + size);
    const [first, last] = [members[0], members.at(-1)];
    if (!first || !last) break;
    const names = { first: rules.nameOf(first), last: rules.nameOf(last) };
    const key = `${parentKey}#${groups.length}`;
    const rows = members.length <= rules.limit ? members : toRanges(members, rules, key);
    groups.push({ key, label: { kind: 'range', ...names, shared, count: members.length }, rows });
  }
  return groups;
}

/** The parts that all names begin with. */
function sharedPrefix(names: readonly string[]): string {
  const [first = ''] = names;
  let shared = '';
  for (;;) {
    const longer = nextPrefix(first, shared.length);
    if (longer === undefined || !names.every((name) => name.startsWith(longer))) return shared;
    shared = longer;
  }
}

/** The name up to and with the next hyphen or underscore from `start`; undefined when there is none. */
function nextPrefix(name: string, start: number): string | undefined {
  const found = /[-_]+/.exec(name.slice(start));
  return found ? name.slice(0, start + found.index + found[0].length) : undefined;
}
