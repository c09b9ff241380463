import { html, type TemplateResult } from 'lit';
import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format, formatDuration, formatInteger, formatShortMinute } from '../text';
import { CLOUD_WATCH_SUMS, cloudWatchReadings } from './cloudWatchReading';
import { COUNTS } from './derived';
import { durationText } from './reading';
import type { Series } from './series';

/** What CloudWatch says of a window (two times), for who cannot see the charts. */
export function cloudWatchTable(
  series: Series,
  queueName: string,
  window: readonly [number, number],
  strings: DashboardStrings,
): TemplateResult {
  const { cloudWatch, time, visible, inFlight, delayed, sent, received, deleted } = strings;
  const heads = [visible, inFlight, delayed, sent, received, deleted, cloudWatch.emptyReceives];
  return html`
    <details class="queue-table">
      <summary>${cloudWatch.tableTitle}</summary>
      <table class="table">
        <caption class="sr-only">
          ${format(cloudWatch.tableCaption, queueName)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${time}</th>
            ${[cloudWatch.tablePeriod, ...heads, cloudWatch.oldestAge].map(
              (head) => html`<th scope="col" class="number">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${cloudWatchReadings(series, window).map(
            ({ at, periodSeconds, values }) => html`
              <tr>
                <td>${formatShortMinute(at)}</td>
                <td class="number">${durationText(periodSeconds, strings)}</td>
                ${[...COUNTS, ...CLOUD_WATCH_SUMS].map(
                  (name) => html`<td class="number">${numberText(values[name], formatInteger)}</td>`,
                )}
                <td class="number">
                  ${numberText(values.oldestAge, (seconds) => formatDuration(seconds * 1_000))}
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}

/** A value of CloudWatch, or a dash where there is none. */
export function numberText(value: number | undefined, text: (value: number) => string): string {
  return value === undefined || value < 0 ? '–' : text(value);
}
