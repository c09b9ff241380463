import type { MessageRow } from '../../src/shared/messageList';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { cellText, holderText, isBuiltIn, isNumeric, isTimed } from './columns';
import { receiptOf } from './receipt';

/** What a row shows of its message, and how. */
export interface RowLook {
  readonly strings: MessagesStrings;
  readonly columns: readonly string[];
  readonly selected: ReadonlySet<string>;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
}

/**
 * A row of the grid. It is filled with another message when the list moves: making elements is what takes time.
 * Only what differs from before is written.
 */
export class ListRow {
  readonly element = document.createElement('div');
  readonly #cells: Text[] = [];
  readonly #written = new Map<string, string>();
  #row: MessageRow | undefined;
  #columns: readonly string[] = [];
  #strings: MessagesStrings | undefined;

  constructor(onMouse: (event: MouseEvent, row: MessageRow) => void) {
    this.element.role = 'row';
    this.element.addEventListener('mousedown', (event) => this.#row && onMouse(event, this.#row));
  }

  /** @param top pixels from the top of the list */
  show(row: MessageRow, index: number, top: number, look: RowLook): void {
    const { strings, columns, selected, now } = look;
    this.#write('id', rowElementId(index));
    this.#write('aria-rowindex', String(index + 2));
    this.#write('class', `list-row ${stateClass(row, now)}`);
    this.#write('aria-selected', String(selected.has(row.id)));
    this.#write('title', holderText(row, strings));
    this.#move(top);
    const isSame = row === this.#row && strings === this.#strings && !this.#takeColumns(columns);
    this.#row = row;
    this.#strings = strings;
    for (const [at, column] of columns.entries()) {
      const cell = this.#cells[at];
      if (!cell || (isSame && !isTimed(column))) continue;
      const text = cellText(column, row, strings, now);
      if (cell.data !== text) cell.data = text;
    }
  }

  #write(name: string, value: string): void {
    if (this.#written.get(name) === value) return;
    this.#written.set(name, value);
    this.element.setAttribute(name, value);
  }

  #move(top: number): void {
    const transform = `translateY(${top}px)`;
    if (this.#written.get('transform') === transform) return;
    this.#written.set('transform', transform);
    this.element.style.transform = transform;
  }

  /** True when there are others than before. */
  #takeColumns(columns: readonly string[]): boolean {
    if (columns === this.#columns) return false;
    const isSame = columns.join('\n') === this.#columns.join('\n');
    this.#columns = columns;
    if (isSame) return false;
    this.#cells.splice(0, this.#cells.length, ...columns.map(() => document.createTextNode('')));
    this.element.replaceChildren(...columns.map((column, at) => cellElement(column, this.#cells[at])));
    return true;
  }
}

export function rowElementId(index: number): string {
  return `row-${index}`;
}

export function cellClass(column: string): string {
  const kind = isBuiltIn(column) ? column : 'field';
  return `cell cell-${kind}${isNumeric(column) ? ' cell-number' : ''}`;
}

function cellElement(column: string, text: Text | undefined): HTMLElement {
  const cell = document.createElement('div');
  cell.className = cellClass(column);
  cell.role = 'gridcell';
  if (text) cell.append(text);
  return cell;
}

function stateClass(row: MessageRow, now: number): string {
  return row.hasReceipt ? `receipt-${receiptOf(row, now).state}` : `state-${row.state ?? 'none'}`;
}
