import { html, nothing, type TemplateResult } from 'lit';
import type { FilterTrouble } from '../../src/shared/messagesPanelMessages';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { format, formatInteger } from '../text';

export interface FilterBarProperties {
  readonly strings: MessagesStrings;
  readonly filter: string;
  readonly trouble: FilterTrouble | undefined;
  readonly savedFilters: readonly string[];
  readonly shown: number;
  readonly all: number;
  readonly onFilter: (filter: string) => void;
  readonly onSave: (filter: string, isSaved: boolean) => void;
  /** Stands at the end of the bar. */
  readonly end: TemplateResult;
}

/** A filter as it is typed, what is wrong with it, and the saved ones. */
export function filterBarTemplate(properties: FilterBarProperties): TemplateResult {
  const { strings, filter, trouble, shown, all, onFilter, end } = properties;
  const count = format(strings.filteredCount, formatInteger(shown), formatInteger(all));
  return html`
    <div class="filter" role="search">
      <input
        class=${`filter-input${trouble ? ' invalid' : ''}`}
        type="text"
        spellcheck="false"
        aria-label=${strings.filter}
        aria-invalid=${trouble ? 'true' : 'false'}
        aria-describedby="filter-trouble"
        placeholder=${strings.filterPlaceholder}
        title=${strings.filterHelp}
        .value=${filter}
        @input=${(event: Event) => onFilter((event.currentTarget as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape' && filter !== '') onFilter('');
        }}
      />
      <span class="filter-count" role="status">${filter.trim() === '' ? formatInteger(all) : count}</span>
      ${savedTemplate(properties)} ${end}
    </div>
    <p class="problem filter-trouble" id="filter-trouble" role="alert" ?hidden=${!trouble}>${trouble?.text ?? ''}</p>
  `;
}

function savedTemplate({ strings, filter, trouble, savedFilters, onFilter, onSave }: FilterBarProperties) {
  const typed = filter.trim();
  const isSaved = savedFilters.includes(typed);
  return html`
    ${
      savedFilters.length > 0
        ? html`
            <select
              class="filter-saved"
              aria-label=${strings.savedFilters}
              @change=${(event: Event) => onFilter((event.currentTarget as HTMLSelectElement).value)}
            >
              <option value="" ?selected=${!isSaved}>${strings.savedFilters}</option>
              ${savedFilters.map((each) => html`<option value=${each} ?selected=${each === typed}>${each}</option>`)}
            </select>
          `
        : nothing
    }
    ${
      typed === '' || trouble
        ? nothing
        : html`
            <button class="link-button" @click=${() => onSave(typed, !isSaved)}>
              ${isSaved ? strings.forgetFilter : strings.saveFilter}
            </button>
          `
    }
  `;
}
