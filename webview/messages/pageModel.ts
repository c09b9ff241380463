import type { MessageDetail, MessageRow } from '../../src/shared/messageList';
import type { ActionFailure, MessagesEvent, MessagesState } from '../../src/shared/messagesPanelMessages';
import type { Choice } from './messageList';
import { MessageView } from './messageView';
import { RowModel } from './rowModel';
import { Selection } from './selection';

type Change = Exclude<MessagesEvent, MessagesState>;

export interface ModelListeners {
  /** Opens a layer of a message in an editor, by its index; -1 is the whole message. */
  readonly onOpen: (id: string, layer: number) => void;
  /** Something is shown otherwise, and the host has no part in it. */
  readonly onChange: () => void;
  /** What was selected is gone. */
  readonly onSelectionLost: () => void;
}

/** What the host has told of the queue and its messages, and which of them are selected. */
export class PageModel {
  readonly rows = new RowModel();
  readonly selection = new Selection();
  readonly #listeners: ModelListeners;
  state: MessagesState | undefined;
  /** The selected message in full. */
  view: MessageView | undefined;
  failures: readonly ActionFailure[] = [];
  /** What there is to say of the last action. */
  notice: string | undefined;
  /** Messages that the host forgot to bound its memory. */
  dropped = 0;
  /** The answer to the last peek; undefined before the first. */
  peeked: { readonly isWhole: boolean; readonly problem: string | undefined } | undefined;
  /** Milliseconds that the host's clock is ahead of this one's. */
  #clockOffset = 0;

  constructor(listeners: ModelListeners) {
    this.#listeners = listeners;
  }

  /** Epoch milliseconds of the host's clock. */
  get now(): number {
    return Date.now() + this.#clockOffset;
  }

  get selected(): readonly MessageRow[] {
    return [...this.selection.ids].flatMap((id) => this.rows.find(id) ?? []);
  }

  takeState(next: MessagesState): void {
    if (this.state && this.state.mode !== next.mode) this.dropped = 0;
    this.state = next;
    this.#setClock(next.now);
    this.rows.reset(next.rows);
    this.rows.sort = next.view.sort;
    this.selection.keepOnly({ has: (id) => this.rows.find(id) !== undefined });
    this.view = undefined;
    if (!next.detail) return;
    this.selection.choose(next.detail.id, 'only', []);
    this.#showDetail(next, next.detail);
  }

  takeChange(change: Change): void {
    if (this.state) this.state = this.#changed(this.state, change);
  }

  update(part: Partial<MessagesState>): void {
    if (this.state) this.state = { ...this.state, ...part };
  }

  choose(id: string | undefined, choice: Choice): void {
    const before = this.selection.current;
    if (id === undefined) this.selection.chooseAll(this.rows.shown.map((row) => row.id));
    else this.selection.choose(id, choice, this.rows.shown);
    this.forgetOutcome();
    if (this.selection.current !== before) this.view = undefined;
  }

  /** How the last action went is of no interest once another is begun. */
  forgetOutcome(): void {
    this.failures = [];
    this.notice = undefined;
  }

  #changed(state: MessagesState, change: Change): MessagesState {
    switch (change.type) {
      case 'policy':
        return { ...state, policy: change.policy, deadLetterPolicy: change.deadLetterPolicy };
      case 'receiving':
        return { ...state, isReceiving: true, outcome: undefined };
      case 'receiveEnded':
        return { ...state, isReceiving: false, outcome: change.outcome };
      case 'rows':
        this.#setClock(change.now);
        this.dropped = change.dropped;
        this.rows.put(change.rows);
        this.#remove(change.removed);
        return state;
      case 'refreshed':
        this.peeked = { isWhole: change.isWhole, problem: change.problem };
        return state;
      case 'filtered':
        this.rows.filter(change.ids);
        return { ...state, filter: change.filter, filterTrouble: change.trouble };
      case 'savedFilters':
        return { ...state, savedFilters: change.savedFilters };
      case 'detail':
        this.#showDetail(state, change.detail);
        return state;
      case 'visibility':
        this.#setVisibility(change);
        return state;
      case 'removed':
        this.#remove(change.ids);
        return state;
      case 'acted':
        this.failures = change.failures;
        this.notice = change.text;
        return state;
    }
  }

  #setClock(now: number): void {
    this.#clockOffset = now - Date.now();
  }

  #showDetail({ strings }: MessagesState, detail: MessageDetail): void {
    if (detail.id !== this.selection.current) return;
    const { onOpen, onChange } = this.#listeners;
    this.view = new MessageView(detail, strings, (layer) => onOpen(detail.id, layer), onChange);
  }

  #setVisibility({ ids, now, visibleAgainAt }: Extract<Change, { type: 'visibility' }>): void {
    this.#setClock(now);
    const changed = ids.flatMap((id) => this.rows.find(id) ?? []);
    this.rows.put(changed.map((row) => ({ ...row, visibleAgainAt })));
  }

  /** Nothing is selected in place of a message that is gone, so that a second click deletes no other. */
  #remove(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.rows.remove(ids);
    if (!this.selection.remove(ids)) return;
    this.view = undefined;
    this.#listeners.onSelectionLost();
  }
}
