import { html, nothing, type TemplateResult } from 'lit';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { format, formatInteger, visibleText } from '../text';
import type { RowModel } from './rowModel';

/** Groups that are worth a row; a fair queue may have thousands. */
const MAX_GROUPS = 200;

/** The message groups of a peek with their counts; choosing one filters by it. */
export function groupsTemplate(
  { groups }: RowModel,
  strings: MessagesStrings,
  onChoose: (group: string) => void,
): TemplateResult | typeof nothing {
  if (groups.size === 0) return nothing;
  const shown = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_GROUPS);
  return html`
    <details class="groups">
      <summary>${format(strings.groups, formatInteger(groups.size))}</summary>
      <div class="groups-scroll" tabindex="0" role="region" aria-label=${format(strings.groups, groups.size)}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${strings.group}</th>
              ${(['visible', 'blocked', 'inFlight', 'delayed'] as const).map(
                (state) => html`<th scope="col" class="number">${strings[state]}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ([group, { visible, blocked, inFlight, delayed }]) => html`
                <tr>
                  <th scope="row">
                    <button class="link-button" @click=${() => onChoose(group)}>${visibleText(group)}</button>
                  </th>
                  ${[visible, blocked, inFlight, delayed].map(
                    (count) => html`<td class="number">${formatInteger(count)}</td>`,
                  )}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}
