import { findField } from '../../messageFilter/messageFields';
import { builtInColumns, type ListView, type MessageRow } from '../../shared/messageList';
import type { MessagesState } from '../../shared/messagesPanelMessages';
import { MessageFilterBox } from './messageFilterBox';
import { messageDetail, messageRow } from './messageRows';
import { MessageStore, type ShownMessage, type StoredMessage } from './messageStore';
import type { MessagesContext } from './messagesContext';

/** More than anybody looks through; older ones go. */
const MAX_SAVED_FILTERS = 30;

type ListState = Pick<
  MessagesState,
  'rows' | 'detail' | 'view' | 'filter' | 'filterTrouble' | 'savedFilters'
>;

/** The messages of one page: how they are filtered and shown, and which are selected. Tells the page what changes. */
export class MessageListing {
  readonly #context: MessagesContext;
  /** What was received, by its own; what is peeked or looked at comes and goes. */
  readonly #received: MessageStore;
  readonly looked: MessageStore;
  readonly #filter = new MessageFilterBox();
  #shown: MessageStore;
  /** The message that is shown in full. */
  #selectedId: string | undefined;
  #selectedIds: readonly string[] = [];

  constructor(context: MessagesContext) {
    this.#context = context;
    this.#received = new MessageStore(context.limitBytes);
    this.looked = new MessageStore(context.limitBytes);
    this.#shown = this.looked;
  }

  get selectedId(): string | undefined {
    return this.#selectedId;
  }

  get selected(): readonly StoredMessage[] {
    return this.find(this.#selectedIds);
  }

  get state(): ListState {
    return {
      rows: this.rows([...this.#shown.values()]),
      detail: this.#detail(),
      view: this.#view,
      filter: this.#filter.text,
      filterTrouble: this.#filter.trouble,
      savedFilters: this.#context.memory.readFilters(),
    };
  }

  /** Which of the two lists the page shows. */
  show(list: 'received' | 'looked'): void {
    this.#shown = list === 'received' ? this.#received : this.looked;
  }

  /** Of the messages that a page named those that are still here. */
  find(ids: readonly string[]): readonly StoredMessage[] {
    return ids.flatMap((id) => this.#shown.find(id) ?? []);
  }

  addReceived(messages: readonly ShownMessage[]): void {
    this.#add(this.#received, messages);
  }

  addLooked(messages: readonly ShownMessage[]): void {
    this.#add(this.looked, messages);
  }

  /** Forgets what was looked at before. */
  clearLooked(): void {
    this.#removed(this.looked.clear());
  }

  clear(): void {
    this.#removed(this.#shown.clear());
  }

  /** Takes messages off both lists. */
  forget(isGone: (message: StoredMessage) => boolean): void {
    const idsIn = (store: MessageStore) => [...store.values()].filter(isGone).map(({ id }) => id);
    const shown = idsIn(this.#shown);
    for (const store of [this.#received, this.looked]) for (const id of idsIn(store)) store.delete(id);
    this.#removed(shown);
  }

  /** @param visibleAgainAt epoch milliseconds */
  setVisibility(messages: readonly StoredMessage[], now: number, visibleAgainAt: number): void {
    for (const message of messages) this.#shown.replace({ ...message, visibleAgainAt }, message);
    this.#context.post({ type: 'visibility', ids: messages.map(({ id }) => id), now, visibleAgainAt });
  }

  /** @param id the message to be shown in full, `ids` all that are selected */
  select(id: string | undefined, ids: readonly string[]): void {
    this.#selectedIds = ids;
    this.#selectedId = id !== undefined && this.#shown.find(id) ? id : undefined;
    this.#context.onDidSelect(this.#selectedId);
    this.#postDetail();
  }

  /** A selected message that came once more has new attributes. */
  refreshDetail(ids: readonly string[]): void {
    if (this.#selectedId !== undefined && ids.includes(this.#selectedId)) this.#postDetail();
  }

  forgetSelected(ids: readonly string[]): void {
    if (this.#selectedId !== undefined && ids.includes(this.#selectedId))
      this.select(undefined, this.#selectedIds);
  }

  readonly rows = (messages: readonly StoredMessage[]): readonly MessageRow[] => {
    const fieldColumns = this.#view.columns.filter((name) => !isBuiltIn(name));
    const context = { filter: this.#filter.matches, fieldColumns, now: this.#context.now() };
    return messages.map((message) => messageRow(message, context));
  };

  async setFilter(filter: string): Promise<void> {
    this.#filter.set(filter);
    const ids = await this.#filter.apply(this.#shown.values(), this.#context.now);
    if (!this.#filter.is(filter)) return;
    this.#context.post({ type: 'filtered', filter, ids, trouble: this.#filter.trouble });
  }

  saveFilter(filter: string, isSaved: boolean): void {
    const { memory } = this.#context;
    const others = memory.readFilters().filter((each) => each !== filter);
    const savedFilters = isSaved ? [filter, ...others].slice(0, MAX_SAVED_FILTERS) : others;
    memory.writeFilters(savedFilters);
    this.#context.post({ type: 'savedFilters', savedFilters });
  }

  /** True when the rows have to be told anew: columns of another field than before need its values. */
  setView({ columns, sort }: ListView): boolean {
    const known = columns.filter((name) => isBuiltIn(name) || findField(name) !== undefined);
    const before = this.#view.columns;
    this.#context.memory.writeView({ columns: known, sort });
    return known.join('\n') !== before.join('\n');
  }

  get #view(): ListView {
    return this.#context.memory.readView() ?? { columns: [] };
  }

  #add(store: MessageStore, messages: readonly ShownMessage[]): void {
    const { stored, dropped } = store.add(messages);
    if (store !== this.#shown) return;
    this.#context.post({
      type: 'rows',
      now: this.#context.now(),
      rows: this.rows(stored),
      removed: dropped,
      dropped: store.dropped,
    });
    this.forgetSelected(dropped);
    this.refreshDetail(stored.map(({ id }) => id));
  }

  #removed(ids: readonly string[]): void {
    this.#context.post({ type: 'removed', ids });
    this.forgetSelected(ids);
  }

  #detail() {
    const message = this.#selectedId === undefined ? undefined : this.#shown.find(this.#selectedId);
    return message && messageDetail(message);
  }

  #postDetail(): void {
    const detail = this.#detail();
    if (detail) this.#context.post({ type: 'detail', detail });
  }
}

function isBuiltIn(name: string): boolean {
  return builtInColumns.some((each) => each === name);
}
