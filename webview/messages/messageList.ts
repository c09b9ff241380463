import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListView, MessageRow } from '../../src/shared/messageList';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { cellText, columnTitle, columnTracks, holderText, isBuiltIn, isNumeric } from './columns';
import { receiptOf } from './receipt';

/** Height of the header and of a row in CSS pixels; the style sheet says the same. */
const ROW_HEIGHT = 26;
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
  /** Other rows have come into sight: `render` is to follow. */
  readonly onScroll: () => void;
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

/** The messages as a grid, of which only the rows in sight are in the page. */
export class MessageList {
  /** The grid: it fills the element that it is put in and scrolls by itself. */
  readonly element = document.createElement('div');
  readonly #listeners: ListListeners;
  readonly #virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>;
  readonly #options;
  #rows: readonly MessageRow[] = [];
  #currentIndex = -1;
  /** Where the arrow keys go on from when nothing is selected. */
  #position = -1;

  constructor(listeners: ListListeners) {
    this.#listeners = listeners;
    this.#options = {
      getScrollElement: () => this.element,
      estimateSize: () => ROW_HEIGHT,
      overscan: OVERSCAN,
      scrollMargin: ROW_HEIGHT,
      scrollPaddingStart: ROW_HEIGHT,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: listeners.onScroll,
    };
    this.#virtualizer = new Virtualizer<HTMLDivElement, HTMLDivElement>({ ...this.#options, count: 0 });
    this.#virtualizer._didMount();
    this.element.className = 'list';
    this.element.role = 'grid';
    this.element.tabIndex = 0;
    this.element.ariaMultiSelectable = 'true';
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Renders what is in sight; to be called once the element is in the page. */
  render(properties: MessageListProperties): void {
    const { rows, strings, currentId, columns } = properties;
    this.#rows = rows;
    this.#currentIndex = currentId === undefined ? -1 : rows.findIndex(({ id }) => id === currentId);
    if (this.#currentIndex >= 0) this.#position = this.#currentIndex;
    this.#virtualizer.setOptions({
      ...this.#options,
      count: rows.length,
      getItemKey: (index) => rows[index]?.id ?? index,
    });
    this.#virtualizer._willUpdate();
    this.element.ariaLabel = strings.listLabel;
    const { tracks, least } = columnTracks(columns);
    this.element.style.setProperty('--columns', tracks);
    this.element.style.setProperty('--row-width', `${least}px`);
    this.element.ariaRowCount = String(rows.length + 1);
    this.element.setAttribute('aria-activedescendant', this.#activeDescendant());
    render(this.#template(properties), this.element);
  }

  /** Brings a row into sight. */
  scrollTo(index: number): void {
    this.#virtualizer.scrollToIndex(index);
  }

  focus(): void {
    this.element.focus();
  }

  #activeDescendant(): string {
    const isInPage = this.#virtualizer.getVirtualItems().some(({ index }) => index === this.#currentIndex);
    return isInPage ? rowElementId(this.#currentIndex) : '';
  }

  #template(properties: MessageListProperties): TemplateResult {
    const { columns } = properties;
    return html`
      <div class="list-header" role="rowgroup">
        <div class="list-row" role="row" aria-rowindex="1">
          ${columns.map((column) => this.#headerTemplate(column, properties))}
        </div>
      </div>
      <div class="list-body" role="rowgroup" .style=${`height: ${this.#rows.length * ROW_HEIGHT}px`}>
        ${repeat(
          this.#virtualizer.getVirtualItems(),
          ({ key }) => key,
          (item) => this.#rowTemplate(item, properties),
        )}
      </div>
    `;
  }

  #headerTemplate(column: string, { strings, sort }: MessageListProperties): TemplateResult {
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

  #rowTemplate({ index, start }: VirtualItem, properties: MessageListProperties): TemplateResult {
    const { rows, strings, now, columns, selected } = properties;
    const row = rows[index];
    if (!row) return html``;
    const receipt = row.hasReceipt ? `receipt-${receiptOf(row, now).state}` : `state-${row.state ?? 'none'}`;
    return html`
      <div
        id=${rowElementId(index)}
        class=${`list-row ${receipt}`}
        role="row"
        aria-rowindex=${index + 2}
        aria-selected=${selected.has(row.id)}
        title=${holderText(row, strings)}
        .style=${`transform: translateY(${start - ROW_HEIGHT}px)`}
        @mousedown=${(event: MouseEvent) => this.#onMouse(event, row)}
      >
        ${columns.map(
          (column) => html`
            <div class=${cellClass(column)} role="gridcell">${cellText(column, row, strings, now)}</div>
          `,
        )}
      </div>
    `;
  }

  #onMouse(event: MouseEvent, { id }: MessageRow): void {
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

function rowElementId(index: number): string {
  return `row-${index}`;
}

function cellClass(column: string): string {
  const kind = isBuiltIn(column) ? column : 'field';
  return `cell cell-${kind}${isNumeric(column) ? ' cell-number' : ''}`;
}
