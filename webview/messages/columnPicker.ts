import { html, type TemplateResult } from 'lit';
import { builtInColumns } from '../../src/shared/messageList';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { columnTitle, isBuiltIn } from './columns';
import { closeByEscape } from './popup';

export interface ColumnPickerProperties {
  readonly strings: MessagesStrings;
  /** Those that are shown. */
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
}

/** Which columns the list shows: the known ones, and any field of the filter language. */
export function columnPickerTemplate({
  strings,
  columns,
  onColumns,
}: ColumnPickerProperties): TemplateResult {
  const toggle = (name: string) =>
    onColumns(columns.includes(name) ? columns.filter((each) => each !== name) : [...columns, name]);
  const fields = columns.filter((name) => !isBuiltIn(name));
  const add = (event: KeyboardEvent) => {
    const input = event.currentTarget as HTMLInputElement;
    const name = input.value.trim();
    if (event.key !== 'Enter' || name === '') return;
    if (!columns.includes(name)) onColumns([...columns, name.includes('.') ? name : `attr.${name}`]);
    input.value = '';
  };
  return html`
    <details class="columns" @keydown=${closeByEscape}>
      <summary>${strings.columns}</summary>
      <div class="columns-list">
        ${[...builtInColumns, ...fields].map(
          (name) => html`
            <label class="check">
              <input type="checkbox" .checked=${columns.includes(name)} @change=${() => toggle(name)} />
              ${isBuiltIn(name) ? columnTitle(name, strings) : name}
            </label>
          `,
        )}
        <label class="columns-add">
          ${strings.addColumn}
          <input class="filter-input" type="text" placeholder=${strings.addColumnHint} @keydown=${add} />
        </label>
        <button class="link-button" @click=${() => onColumns([])}>${strings.resetColumns}</button>
      </div>
    </details>
  `;
}
