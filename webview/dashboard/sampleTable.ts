import { html, type TemplateResult } from 'lit';
import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format, formatInteger, formatTime } from '../text';
import { COUNTS } from './derived';
import type { Reading } from './reading';

/**
 * Samples of a queue, for who cannot see the chart.
 *
 * @param readings none while the table is closed: nobody can read them
 */
export function sampleTable(
  readings: readonly Reading[],
  queueName: string,
  strings: DashboardStrings,
  onToggle: (isOpen: boolean) => void,
): TemplateResult {
  return html`
    <details
      class="queue-table"
      @toggle=${(event: Event) => onToggle((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>${strings.table}</summary>
      <table class="table">
        <caption class="sr-only">
          ${format(strings.tableCaption, queueName)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${strings.time}</th>
            ${COUNTS.map((name) => html`<th scope="col" class="number">${strings[name]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${readings.map(
            ({ at, latencyMs, counts }) => html`
              <tr title=${format(strings.answeredIn, latencyMs)}>
                <td>${formatTime(at)}</td>
                ${COUNTS.map((name) => html`<td class="number">${formatInteger(counts[name])}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}
