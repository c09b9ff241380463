import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageRow, MessagesStrings } from '../../src/shared/messagesPanelMessages';
import { formatBytes, formatDuration, formatInteger, formatShortDateTime, visibleText } from '../text';
import { receiptOf } from './receipt';

/** Height of the header and of a row in CSS pixels; the style sheet says the same. */
const ROW_HEIGHT = 26;
const OVERSCAN = 8;
/** Rows that Page Up and Page Down go. */
const PAGE_ROWS = 10;
/** A message ID is a UUID: its beginning tells messages apart. */
const SHORT_ID_LENGTH = 8;

const COLUMNS = ['messageId', 'body', 'messageGroupId', 'receiveCount', 'sent', 'timeLeft', 'size'] as const;
type Column = (typeof COLUMNS)[number];

export interface MessageListProperties {
  readonly strings: MessagesStrings;
  readonly rows: readonly MessageRow[];
  readonly selectedId: string | undefined;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
}

/** The received messages as a grid, of which only the rows in sight are in the page. */
export class MessageList {
  /** The grid: it fills the element that it is put in and scrolls by itself. */
  readonly element = document.createElement('div');
  readonly #onSelect: (id: string) => void;
  readonly #virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>;
  readonly #options;
  #rows: readonly MessageRow[] = [];
  #selectedIndex = -1;
  /** Where the arrow keys go on from when nothing is selected. */
  #position = -1;

  /** @param onScroll called when other rows have come into sight, to be followed by `render` */
  constructor(onSelect: (id: string) => void, onScroll: () => void) {
    this.#onSelect = onSelect;
    this.#options = {
      getScrollElement: () => this.element,
      estimateSize: () => ROW_HEIGHT,
      overscan: OVERSCAN,
      scrollMargin: ROW_HEIGHT,
      scrollPaddingStart: ROW_HEIGHT,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: onScroll,
    };
    this.#virtualizer = new Virtualizer<HTMLDivElement, HTMLDivElement>({ ...this.#options, count: 0 });
    this.#virtualizer._didMount();
    this.element.className = 'list';
    this.element.role = 'grid';
    this.element.tabIndex = 0;
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Renders what is in sight; to be called once the element is in the page. */
  render(properties: MessageListProperties): void {
    const { rows, strings, selectedId } = properties;
    this.#rows = rows;
    this.#selectedIndex = rows.findIndex(({ id }) => id === selectedId);
    if (this.#selectedIndex >= 0) this.#position = this.#selectedIndex;
    this.#virtualizer.setOptions({
      ...this.#options,
      count: rows.length,
      getItemKey: (index) => rows[index]?.id ?? index,
    });
    this.#virtualizer._willUpdate();
    this.element.ariaLabel = strings.listLabel;
    const hasGroups = rows.some(({ messageGroupId }) => messageGroupId !== undefined);
    this.element.classList.toggle('list-ungrouped', !hasGroups);
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
    const isInPage = this.#virtualizer.getVirtualItems().some(({ index }) => index === this.#selectedIndex);
    return isInPage ? rowElementId(this.#selectedIndex) : '';
  }

  #template(properties: MessageListProperties): TemplateResult {
    const { strings } = properties;
    const items = this.#virtualizer.getVirtualItems();
    return html`
      <div class="list-header" role="rowgroup">
        <div class="list-row" role="row" aria-rowindex="1">
          ${COLUMNS.map(
            (column) => html`
              <div class=${`cell cell-${column}`} role="columnheader" title=${strings[column]}>${strings[column]}</div>
            `,
          )}
        </div>
      </div>
      <div class="list-body" role="rowgroup" .style=${`height: ${this.#rows.length * ROW_HEIGHT}px`}>
        ${repeat(
          items,
          ({ key }) => key,
          (item) => this.#rowTemplate(item, properties),
        )}
      </div>
    `;
  }

  #rowTemplate({ index, start }: VirtualItem, { rows, strings, now }: MessageListProperties): TemplateResult {
    const row = rows[index];
    if (!row) return html``;
    const receipt = receiptOf(row, now);
    return html`
      <div
        id=${rowElementId(index)}
        class=${`list-row receipt-${receipt.state}`}
        role="row"
        aria-rowindex=${index + 2}
        aria-selected=${index === this.#selectedIndex}
        .style=${`transform: translateY(${start - ROW_HEIGHT}px)`}
        @mousedown=${() => this.#onSelect(row.id)}
      >
        ${COLUMNS.map(
          (column) => html`
            <div class=${`cell cell-${column}`} role="gridcell">${cellText(column, row, strings, receipt.left)}</div>
          `,
        )}
      </div>
    `;
  }

  #onKey(event: KeyboardEvent): void {
    const target = this.#nextIndex(event.key);
    const row = target === undefined ? undefined : this.#rows[target];
    if (target === undefined || !row) return;
    event.preventDefault();
    this.scrollTo(target);
    this.#onSelect(row.id);
  }

  #nextIndex(key: string): number | undefined {
    const last = this.#rows.length - 1;
    const within = (index: number) => Math.min(Math.max(index, 0), last);
    switch (key) {
      case 'ArrowDown':
        return within(this.#selectedIndex < 0 ? this.#position : this.#position + 1);
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

function cellText(column: Column, row: MessageRow, strings: MessagesStrings, left: number): string {
  switch (column) {
    case 'messageId':
      return row.id.slice(0, SHORT_ID_LENGTH);
    case 'body':
      return visibleText(row.preview).replace(/\s+/g, ' ');
    case 'messageGroupId':
      return row.messageGroupId ?? '';
    case 'receiveCount':
      return row.receiveCount === undefined ? '' : formatInteger(row.receiveCount);
    case 'sent':
      return row.sentAt === undefined ? '' : formatShortDateTime(row.sentAt);
    case 'timeLeft':
      return left === 0 ? strings.lapsed : formatDuration(left);
    case 'size':
      return formatBytes(row.size);
  }
}
