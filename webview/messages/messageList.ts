import { html, render, type TemplateResult } from 'lit';
import type { ListView, MessageRow } from '../../src/shared/messageList';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { columnTitle, columnTracks } from './columns';
import { cellClass, ListRow, rowElementId } from './listRow';

/** Height of the header and of a row in CSS pixels; the style sheet says the same. */
const ROW_HEIGHT = 26;
/** Rows beyond those in sight, at either end: the list can be scrolled before it is drawn. */
const OVERSCAN = 8;
/** Rows that Page Up and Page Down go. */
const PAGE_ROWS = 10;

/** How a row is chosen: alone, besides the others, or with all between. */
export type Choice = 'only' | 'toggle' | 'range';

export interface ListListeners {
  readonly onChoose: (id: string, choice: Choice) => void;
  readonly onChooseAll: () => void;
  readonly onSort: (column: string) => void;
  readonly onDelete: () => void;
}

export interface MessageListProperties {
  readonly strings: MessagesStrings;
  readonly rows: readonly MessageRow[];
  readonly columns: readonly string[];
  readonly sort: ListView['sort'];
  readonly selected: ReadonlySet<string>;
  /** The row that the keyboard goes on from. */
  readonly currentId: string | undefined;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
}

/** The messages as a grid, of which only the rows in sight are in the page: all are of one height. */
export class MessageList {
  /** The grid: it fills the element that it is put in and scrolls by itself. */
  readonly element = document.createElement('div');
  readonly #header = rowGroup('list-header');
  readonly #body = rowGroup('list-body');
  readonly #listeners: ListListeners;
  /** In the order of the page, which is that of the list. */
  #shown: ListRow[] = [];
  #firstIndex = 0;
  #properties: MessageListProperties | undefined;
  #rows: readonly MessageRow[] = [];
  #currentIndex = -1;
  /** Where the arrow keys go on from when nothing is selected. */
  #position = -1;
  /** Of the grid in pixels; 0 while it is not in the page. */
  #height = 0;
  #scrollTop = 0;

  constructor(listeners: ListListeners) {
    this.#listeners = listeners;
    this.element.className = 'list';
    this.element.role = 'grid';
    this.element.tabIndex = 0;
    this.element.ariaMultiSelectable = 'true';
    this.element.append(this.#header, this.#body);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    // Once a frame, before it is drawn.
    this.element.addEventListener('scroll', () => this.#move(), { passive: true });
    new ResizeObserver(() => this.#onResize()).observe(this.element);
  }

  /** Renders what is in sight; to be called once the element is in the page. */
  render(properties: MessageListProperties): void {
    const { rows, strings, currentId, columns } = properties;
    this.#properties = properties;
    this.#rows = rows;
    this.#currentIndex = currentId === undefined ? -1 : rows.findIndex(({ id }) => id === currentId);
    if (this.#currentIndex >= 0) this.#position = this.#currentIndex;
    this.element.ariaLabel = strings.listLabel;
    const { tracks, least } = columnTracks(columns);
    this.element.style.setProperty('--columns', tracks);
    this.element.style.setProperty('--row-width', `${least}px`);
    this.element.ariaRowCount = String(rows.length + 1);
    render(this.#headerTemplate(properties), this.#header);
    this.#body.style.height = `${rows.length * ROW_HEIGHT}px`;
    if (this.#height === 0) this.#measure();
    this.#showRows(properties);
  }

  /** Brings a row into sight. */
  scrollTo(index: number): void {
    const top = index * ROW_HEIGHT;
    // Below the header, which does not move, and above the lower edge.
    const least = top + 2 * ROW_HEIGHT - this.#height;
    this.element.scrollTop = Math.max(least, Math.min(top, this.element.scrollTop));
    this.#move();
  }

  focus(): void {
    this.element.focus();
  }

  #move(): void {
    this.#scrollTop = this.element.scrollTop;
    if (this.#properties) this.#showRows(this.#properties);
  }

  #onResize(): void {
    const before = this.#height;
    this.#measure();
    if (before !== this.#height && this.#height > 0) this.#move();
  }

  #measure(): void {
    this.#height = this.element.clientHeight;
    this.#scrollTop = this.element.scrollTop;
  }

  #showRows(properties: MessageListProperties): void {
    const [from, to] = this.#range();
    this.#rotate(from, to - from);
    for (const [at, shown] of this.#shown.entries()) {
      const index = from + at;
      const row = this.#rows[index];
      if (row) shown.show(row, index, index * ROW_HEIGHT, properties);
    }
    const isCurrentShown = this.#currentIndex >= from && this.#currentIndex < to;
    this.element.setAttribute(
      'aria-activedescendant',
      isCurrentShown ? rowElementId(this.#currentIndex) : '',
    );
  }

  /** The first row to be in the page, and the one behind the last. */
  #range(): readonly [number, number] {
    const { length } = this.#rows;
    const lowest = Math.max(0, (length + 1) * ROW_HEIGHT - this.#height);
    const top = Math.min(this.#scrollTop, lowest);
    const from = Math.floor(top / ROW_HEIGHT) - OVERSCAN;
    const to = Math.ceil((top + this.#height) / ROW_HEIGHT) + OVERSCAN;
    return [Math.max(0, from), Math.min(length, to)];
  }

  /** Makes `count` rows of those there are: what stays in sight keeps its element, and the page its order. */
  #rotate(from: number, count: number): void {
    const shift = from - this.#firstIndex;
    this.#firstIndex = from;
    if (shift > 0 && shift < this.#shown.length) {
      const left = this.#shown.splice(0, shift);
      this.#shown.push(...left);
      this.#body.append(...left.map(({ element }) => element));
    } else if (shift < 0 && -shift < this.#shown.length) {
      const left = this.#shown.splice(shift);
      this.#shown.unshift(...left);
      this.#body.prepend(...left.map(({ element }) => element));
    }
    for (const { element } of this.#shown.splice(count)) element.remove();
    while (this.#shown.length < count) this.#addRow();
  }

  #addRow(): void {
    const row = new ListRow((event, { id }) => this.#onMouse(event, id));
    this.#shown.push(row);
    this.#body.append(row.element);
  }

  #headerTemplate({ columns, ...properties }: MessageListProperties): TemplateResult {
    return html`
      <div class="list-row" role="row" aria-rowindex="1">
        ${columns.map((column) => this.#titleTemplate(column, properties))}
      </div>
    `;
  }

  #titleTemplate(
    column: string,
    { strings, sort }: Pick<MessageListProperties, 'strings' | 'sort'>,
  ): TemplateResult {
    const title = columnTitle(column, strings);
    const isSorted = sort?.column === column;
    const direction = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
    return html`
      <div class=${cellClass(column)} role="columnheader" aria-sort=${direction} title=${column === title ? title : `${title} (${column})`}>
        <button class="sort-button" tabindex="-1" @click=${() => this.#listeners.onSort(column)}>
          <span class="sort-title">${title}</span><span class="sort-arrow" aria-hidden="true"
            >${isSorted ? (sort.isDescending ? '▾' : '▴') : ''}</span
          >
        </button>
      </div>
    `;
  }

  #onMouse(event: MouseEvent, id: string): void {
    if (event.button !== 0) return;
    if (event.shiftKey) event.preventDefault();
    const choice = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    this.#listeners.onChoose(id, choice);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#onCommandKey(event)) return event.preventDefault();
    const target = this.#nextIndex(event.key);
    const row = target === undefined ? undefined : this.#rows[target];
    if (target === undefined || !row) return;
    event.preventDefault();
    // The next key may come before the frame that shows this one's effect.
    this.#currentIndex = target;
    this.#position = target;
    this.scrollTo(target);
    this.#listeners.onChoose(row.id, event.shiftKey ? 'range' : 'only');
  }

  #onCommandKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (key === 'a' && (ctrlKey || metaKey)) {
      this.#listeners.onChooseAll();
      return true;
    }
    if (key === 'Delete') {
      this.#listeners.onDelete();
      return true;
    }
    const current = this.#rows[this.#position];
    if (key !== ' ' || !current) return false;
    this.#listeners.onChoose(current.id, 'toggle');
    return true;
  }

  #nextIndex(key: string): number | undefined {
    const last = this.#rows.length - 1;
    const within = (index: number) => Math.min(Math.max(index, 0), last);
    switch (key) {
      case 'ArrowDown':
        return within(this.#currentIndex < 0 ? this.#position : this.#position + 1);
      case 'ArrowUp':
        return within(this.#position - 1);
      case 'PageDown':
        return within(this.#position + PAGE_ROWS);
      case 'PageUp':
        return within(this.#position - PAGE_ROWS);
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return undefined;
    }
  }
}

function rowGroup(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.role = 'rowgroup';
  return element;
}
