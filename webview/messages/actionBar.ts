import { html, nothing, type TemplateResult } from 'lit';
import type { MessageRow } from '../../src/shared/messageList';
import {
  type ActionFailure,
  type CopyFormat,
  type MessageCommand,
  type MessagesRequest,
  messageCommands,
} from '../../src/shared/messagesPanelMessages';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { valueOf } from '../controls';
import { format, formatDuration, formatInteger, visibleText } from '../text';
import { receiptOf } from './receipt';

/** ChangeMessageVisibility takes no more. */
const MAX_VISIBILITY_SECONDS = 43_200;
const MAX_FAILURES = 20;

const COPY_WORDS = {
  body: 'copyBody',
  awsCli: 'copyAsAwsCli',
  sdk: 'copyAsSdk',
  lambdaEvent: 'copyAsLambdaEvent',
} as const satisfies Record<CopyFormat, keyof MessagesStrings>;

export interface ActionBarProperties {
  readonly strings: MessagesStrings;
  /** Those that are selected; at least one. */
  readonly rows: readonly MessageRow[];
  readonly isFifo: boolean;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
  readonly failures: readonly ActionFailure[];
  /** What there is to say of the last action. */
  readonly notice: string | undefined;
  readonly extendSeconds: string;
  readonly onExtendSeconds: (text: string) => void;
  readonly onAct: (request: MessagesRequest) => void;
  readonly nameOf: (id: string) => string;
}

/** What can be done with the selected messages, the life of the receipt, and how the last action went. */
export function actionBarTemplate(properties: ActionBarProperties): TemplateResult {
  const { strings, rows, onAct } = properties;
  const ids = rows.map(({ id }) => id);
  const [first, second] = ids;
  return html`
    <div class="message-actions">
      ${receiptActionsTemplate(properties, ids)}
      <vscode-button appearance="secondary" @click=${() => onAct({ type: 'copy', ids, format: 'body' })}>
        ${strings.copyBody}
      </vscode-button>
      ${menuTemplate(strings.copyAs, copyMenu(strings), (format) => onAct({ type: 'copy', ids, format }))}
      ${menuTemplate(strings.more, commandMenu(properties), (command) => onAct({ type: 'run', ids, command }))}
      <vscode-button appearance="secondary" @click=${() => onAct({ type: 'save', ids })}>${strings.save}</vscode-button>
      ${
        ids.length === 2 && first !== undefined && second !== undefined
          ? html`
              <vscode-button appearance="secondary" @click=${() => onAct({ type: 'compare', ids: [first, second] })}>
                ${strings.compare}
              </vscode-button>
            `
          : nothing
      }
    </div>
    ${outcomeTemplate(properties)}
  `;
}

function copyMenu(strings: MessagesStrings): readonly (readonly [CopyFormat, string])[] {
  return (['awsCli', 'sdk', 'lambdaEvent'] as const).map((name) => [name, strings[COPY_WORDS[name]]]);
}

/** What is moved has to be deleted, which needs a receipt. */
function commandMenu({ strings, rows }: ActionBarProperties): readonly (readonly [MessageCommand, string])[] {
  const canMove = rows.some(({ hasReceipt }) => hasReceipt);
  return messageCommands.filter((name) => canMove || name !== 'move').map((name) => [name, strings[name]]);
}

/** A list of actions behind one word. */
function menuTemplate<Name extends string>(
  label: string,
  items: readonly (readonly [Name, string])[],
  onChoose: (name: Name) => void,
): TemplateResult {
  const choose = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    const [name] = items.find(([each]) => each === select.value) ?? [];
    select.value = '';
    if (name !== undefined) onChoose(name);
  };
  return html`
    <select class="menu" aria-label=${label} @change=${choose}>
      <option value="">${label}…</option>
      ${items.map(([name, text]) => html`<option value=${name}>${text}</option>`)}
    </select>
  `;
}

function receiptActionsTemplate(properties: ActionBarProperties, ids: readonly string[]) {
  const { strings, rows, isFifo, now, extendSeconds, onExtendSeconds, onAct } = properties;
  if (!rows.some(({ hasReceipt }) => hasReceipt)) return nothing;
  const isLapsed = rows.every((row) => receiptOf(row, now).state === 'lapsed');
  const seconds = readSeconds(extendSeconds);
  return html`
    <vscode-button
      appearance="secondary"
      title=${isFifo && isLapsed ? strings.fifoLapsed : ''}
      ?disabled=${isFifo && isLapsed}
      @click=${() => onAct({ type: 'delete', ids })}
    >
      ${strings.delete}
    </vscode-button>
    <vscode-button appearance="secondary" title=${strings.releaseHint} @click=${() => onAct({ type: 'release', ids })}>
      ${strings.release}
    </vscode-button>
    <span class="message-extend">
      <vscode-text-field
        class=${seconds === undefined ? 'invalid' : ''}
        title=${strings.extendSeconds}
        .value=${extendSeconds}
        @input=${(event: Event) => onExtendSeconds(valueOf(event))}
        >${strings.extendSeconds}</vscode-text-field
      >
      <span aria-hidden="true">s</span>
      <vscode-button
        appearance="secondary"
        ?disabled=${seconds === undefined}
        @click=${() => seconds !== undefined && onAct({ type: 'extend', ids, seconds })}
      >
        ${strings.extend}
      </vscode-button>
    </span>
  `;
}

function outcomeTemplate(properties: ActionBarProperties): TemplateResult {
  const { strings, extendSeconds, failures, notice } = properties;
  return html`
    ${
      readSeconds(extendSeconds) === undefined
        ? html`
            <p class="problem">${format(strings.outOfRange, strings.extendSeconds, 1, MAX_VISIBILITY_SECONDS)}</p>
          `
        : nothing
    }
    ${receiptTemplate(properties)}
    ${failures.length > 0 ? failuresTemplate(properties) : nothing}
    <p class="message-notice hint" role="status">${notice ?? ''}</p>
  `;
}

function receiptTemplate({ strings, rows, isFifo, now }: ActionBarProperties): TemplateResult {
  const [row] = rows;
  if (!row || rows.length > 1) return html`<p class="hint">${strings.selectedManyHint}</p>`;
  if (!row.hasReceipt) return html`<p class="hint">${stateText(row, strings, now)} ${strings.noReceipt}</p>`;
  const { state, left } = receiptOf(row, now);
  if (state === 'lapsed') {
    const text = isFifo ? strings.receiptLapsedFifo : strings.receiptLapsedStandard;
    return html`<div class="notice notice-warning" role="status">${text}</div>`;
  }
  return html`<p class=${`hint receipt-${state}`}>${format(strings.receiptLeft, formatDuration(left))}</p>`;
}

function stateText(
  { state, visibleAgainAt, receivedBy }: MessageRow,
  strings: MessagesStrings,
  now: number,
): string {
  if (!state || visibleAgainAt === undefined || visibleAgainAt <= now) return '';
  const until = format(strings.stateUntil, strings[state], formatDuration(visibleAgainAt - now));
  return receivedBy === undefined
    ? `${until}.`
    : `${until}. ${format(strings.heldBy, visibleText(receivedBy))}.`;
}

function failuresTemplate({ strings, failures, rows, nameOf }: ActionBarProperties): TemplateResult {
  const [failure] = failures;
  if (failures.length === 1 && rows.length <= 1 && failure) {
    return html`<div class="notice notice-error" role="alert">${failure.text}</div>`;
  }
  return html`
    <div class="notice notice-error" role="alert">
      <div>
        ${format(strings.withoutReceipt, formatInteger(failures.length))}
        <ul class="failures">
          ${failures
            .slice(0, MAX_FAILURES)
            .map(({ id, text }) => html`<li><span class="mono">${nameOf(id)}</span> ${text}</li>`)}
          ${failures.length > MAX_FAILURES ? html`<li>…</li>` : nothing}
        </ul>
      </div>
    </div>
  `;
}

/** Undefined for what ChangeMessageVisibility would not take; 0 is what releasing is for. */
function readSeconds(text: string): number | undefined {
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return seconds >= 1 && seconds <= MAX_VISIBILITY_SECONDS ? seconds : undefined;
}
