import type { Choice } from './messageList';

/** Which messages are selected, and which of them the keyboard goes on from. */
export class Selection {
  #ids: ReadonlySet<string> = new Set();
  #current: string | undefined;
  /** Where a range begins. */
  #anchor: string | undefined;

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  get current(): string | undefined {
    return this.#current;
  }

  /** @param rows in the order of the list, for ranges */
  choose(id: string, choice: Choice, rows: readonly { readonly id: string }[]): void {
    if (choice === 'range' && this.#anchor !== undefined) this.#ids = between(rows, this.#anchor, id);
    else if (choice === 'toggle') this.#ids = toggled(this.#ids, id);
    else this.#ids = new Set([id]);
    if (choice !== 'range' || this.#anchor === undefined) this.#anchor = id;
    this.#current = this.#ids.has(id) ? id : [...this.#ids].at(-1);
  }

  chooseAll(ids: readonly string[]): void {
    this.#ids = new Set(ids);
    this.#current ??= ids[0];
    this.#anchor ??= ids[0];
  }

  /** True when one of them was selected. */
  remove(ids: readonly string[]): boolean {
    const gone = ids.filter((id) => this.#ids.has(id));
    if (gone.length === 0) return false;
    const removed = new Set(gone);
    this.keepOnly({ has: (id) => !removed.has(id) });
    return true;
  }

  keepOnly(kept: { has(id: string): boolean }): void {
    this.#ids = new Set([...this.#ids].filter((id) => kept.has(id)));
    if (this.#current !== undefined && !this.#ids.has(this.#current)) this.#current = undefined;
    if (this.#anchor !== undefined && !kept.has(this.#anchor)) this.#anchor = undefined;
  }
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

function between(rows: readonly { readonly id: string }[], from: string, to: string): ReadonlySet<string> {
  const start = rows.findIndex(({ id }) => id === from);
  const end = rows.findIndex(({ id }) => id === to);
  if (start < 0 || end < 0) return new Set([to]);
  return new Set(rows.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id));
}
