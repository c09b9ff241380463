import { html, nothing, type TemplateResult } from 'lit';
import {
  type BulkState,
  type ComposerStrings,
  MAX_BULK_MESSAGES,
  MAX_BULK_RATE,
} from '../../src/shared/composerMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { valueOf } from '../controls';
import { format, formatInteger } from '../text';

/** The fields as they are typed. */
export interface BulkForm {
  readonly isOpen: boolean;
  readonly count: string;
  readonly perSecond: string;
}

export const emptyBulkForm: BulkForm = { isOpen: false, count: '100', perSecond: '' };

export interface BulkProperties {
  readonly strings: ComposerStrings;
  readonly heading: QueueHeading;
  readonly bulk: BulkState | undefined;
  readonly bulkForm: BulkForm;
  readonly onBulkForm: (change: Partial<BulkForm>) => void;
  readonly onSendMany: (count: number, perSecond: number | undefined) => void;
  readonly onCancelMany: () => void;
  readonly onRetryMany: () => void;
}

/** Sending the message many times: how often, how fast, how far it is, and what failed. */
export function bulkTemplate(properties: BulkProperties): TemplateResult {
  const { strings, heading, bulk, bulkForm, onBulkForm } = properties;
  const toggle = (event: Event) => {
    const { open: isOpen } = event.currentTarget as HTMLDetailsElement;
    if (isOpen !== bulkForm.isOpen) onBulkForm({ isOpen });
  };
  return html`
    <details class="bulk" .open=${bulkForm.isOpen || bulk?.isRunning === true} @toggle=${toggle}>
      <summary>${strings.sendMany}</summary>
      <p class="hint">${heading.isFifo ? strings.sendManyHintFifo : strings.sendManyHint}</p>
      ${formTemplate(properties)} ${bulk ? stateTemplate(bulk, properties) : nothing}
    </details>
  `;
}

function formTemplate(properties: BulkProperties): TemplateResult {
  const { strings, bulk, bulkForm, onSendMany, onCancelMany } = properties;
  const count = readWhole(bulkForm.count, MAX_BULK_MESSAGES);
  const rate = bulkForm.perSecond.trim() === '' ? undefined : readWhole(bulkForm.perSecond, MAX_BULK_RATE);
  const isRateWrong = bulkForm.perSecond.trim() !== '' && rate === undefined;
  const problems = [
    ...(count === undefined ? [rangeText(strings, strings.count, MAX_BULK_MESSAGES)] : []),
    ...(isRateWrong ? [rangeText(strings, strings.rate, MAX_BULK_RATE)] : []),
  ];
  return html`
    <div class="bulk-form">
      ${fieldTemplate(properties, 'count', strings.count, '', count === undefined)}
      ${fieldTemplate(properties, 'perSecond', strings.rate, strings.rateHint, isRateWrong)}
      ${
        bulk?.isRunning
          ? html`<vscode-button appearance="secondary" @click=${onCancelMany}>${strings.cancel}</vscode-button>`
          : html`
              <vscode-button
                class="send-many"
                appearance="secondary"
                ?disabled=${problems.length > 0}
                @click=${() => count !== undefined && onSendMany(count, rate)}
                >${format(strings.sendCount, count === undefined ? '' : formatInteger(count))}</vscode-button
              >
            `
      }
    </div>
    <div id="bulk-problems">${problems.map((text) => html`<p class="problem">${text}</p>`)}</div>
  `;
}

function fieldTemplate(
  { bulkForm, onBulkForm }: BulkProperties,
  name: 'count' | 'perSecond',
  label: string,
  placeholder: string,
  isWrong: boolean,
): TemplateResult {
  return html`
    <label class="bulk-field">
      <span>${label}</span>
      <input
        class=${`input${isWrong ? ' invalid' : ''}`}
        inputmode="numeric"
        placeholder=${placeholder}
        aria-describedby="bulk-problems"
        .value=${bulkForm[name]}
        @input=${(event: Event) => onBulkForm({ [name]: valueOf(event) })}
      />
    </label>
  `;
}

function stateTemplate(bulk: BulkState, { strings, onRetryMany }: BulkProperties): TemplateResult {
  const { isRunning, isCancelled, sent, failed, total, failures } = bulk;
  const text = format(
    isCancelled ? strings.bulkCancelled : strings.bulkSent,
    formatInteger(sent),
    formatInteger(total),
  );
  return html`
    <div class="bulk-state">
      <progress max=${total} .value=${sent + failed} aria-label=${strings.sendMany}></progress>
      <span role="status">${text} ${failed > 0 ? format(strings.bulkFailed, formatInteger(failed)) : ''}</span>
      ${
        failed > 0 && !isRunning
          ? html`
              <vscode-button appearance="secondary" @click=${onRetryMany}>
                ${format(strings.retryFailed, formatInteger(failed))}
              </vscode-button>
            `
          : nothing
      }
    </div>
    ${failures.some(({ isUnknown }) => isUnknown) ? html`<p class="problem">${strings.retryMayDouble}</p>` : nothing}
    ${failures.length > 0 ? failuresTemplate(bulk, strings) : nothing}
  `;
}

function failuresTemplate({ failures, failed }: BulkState, strings: ComposerStrings): TemplateResult {
  return html`
    <div class="history-scroller" tabindex="0" role="region" aria-label=${strings.problem}>
      <table class="table bulk-failures">
        <thead>
          <tr>
            <th scope="col">${strings.number}</th>
            <th scope="col">${strings.problem}</th>
          </tr>
        </thead>
        <tbody>
          ${failures.map(
            ({ number, text }) => html`
              <tr>
                <td>${number}</td>
                <td>${text}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    ${
      failed > failures.length
        ? html`<p class="hint">${format(strings.firstOf, failures.length, formatInteger(failed))}</p>`
        : nothing
    }
  `;
}

function rangeText(strings: ComposerStrings, name: string, most: number): string {
  return format(strings.outOfRange, name, 1, formatInteger(most));
}

function readWhole(text: string, most: number): number | undefined {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}
