import type { ListView, MessageRow, RowState } from '../../src/shared/messageList';
import { sortKey } from './columns';

export type StateCounts = Readonly<Record<RowState, number>>;

const noCounts: StateCounts = { visible: 0, inFlight: 0, delayed: 0, blocked: 0 };

/** All rows that the host has told of, and those of them that the list shows: filtered and in order. */
export class RowModel {
  readonly #rows = new Map<string, MessageRow>();
  /** Ids of those that the filter lets through. */
  #matching = new Set<string>();
  #sort: ListView['sort'];
  #shown: readonly MessageRow[] | undefined;
  #groups: ReadonlyMap<string, StateCounts> | undefined;
  #counts: StateCounts | undefined;

  get size(): number {
    return this.#rows.size;
  }

  get hasGroups(): boolean {
    return this.groups.size > 0;
  }

  /** How many messages of each state there are, by message group. */
  get groups(): ReadonlyMap<string, StateCounts> {
    this.#groups ??= countGroups(this.#rows.values());
    return this.#groups;
  }

  /** How many messages of each state there are. */
  get counts(): StateCounts {
    this.#counts ??= countStates(this.#rows.values());
    return this.#counts;
  }

  find(id: string): MessageRow | undefined {
    return this.#rows.get(id);
  }

  reset(rows: readonly MessageRow[]): void {
    this.#rows.clear();
    this.#matching.clear();
    this.put(rows);
  }

  /** Rows bring with them whether the filter in force lets them through. */
  put(rows: readonly MessageRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      if (row.isMatch) this.#matching.add(row.id);
      else this.#matching.delete(row.id);
    }
    this.#forget();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#rows.delete(id);
      this.#matching.delete(id);
    }
    this.#forget();
  }

  /** @param ids those that the filter lets through; undefined where there is no filter */
  filter(ids: readonly string[] | undefined): void {
    this.#matching = new Set(ids ?? this.#rows.keys());
    this.#shown = undefined;
  }

  set sort(sort: ListView['sort']) {
    this.#sort = sort;
    this.#shown = undefined;
  }

  /** In the order in which they came where no column orders them. */
  get shown(): readonly MessageRow[] {
    this.#shown ??= this.#order([...this.#rows.values()].filter(({ id }) => this.#matching.has(id)));
    return this.#shown;
  }

  #forget(): void {
    this.#shown = undefined;
    this.#groups = undefined;
    this.#counts = undefined;
  }

  #order(rows: MessageRow[]): readonly MessageRow[] {
    if (!this.#sort) return rows.sort((a, b) => a.order - b.order);
    const { column, isDescending } = this.#sort;
    const keyed = rows.map((row) => ({ row, key: sortKey(column, row) }));
    const sign = isDescending ? -1 : 1;
    keyed.sort((a, b) => sign * compareKeys(a.key, b.key) || a.row.order - b.row.order);
    return keyed.map(({ row }) => row);
  }
}

/** Numbers stand before texts. */
function compareKeys(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function countStates(rows: Iterable<MessageRow>): StateCounts {
  const counts = { ...noCounts };
  for (const { state } of rows) if (state) counts[state]++;
  return counts;
}

/** A group of messages without a state is there all the same. */
function countGroups(rows: Iterable<MessageRow>): ReadonlyMap<string, StateCounts> {
  const groups = new Map<string, Record<RowState, number>>();
  for (const { messageGroupId, state } of rows) {
    if (messageGroupId === undefined) continue;
    const counts = groups.get(messageGroupId) ?? { ...noCounts };
    if (state) counts[state]++;
    groups.set(messageGroupId, counts);
  }
  return groups;
}
