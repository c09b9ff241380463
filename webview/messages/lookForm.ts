import { html, nothing, type TemplateResult } from 'lit';
import type { MessagesMode, ReceiveOutcome, ReceivePolicy } from '../../src/shared/messagesPanelMessages';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { valueOf } from '../controls';
import { format, formatInteger } from '../text';
import type { RowModel } from './rowModel';

const MAX_LOOK_LIMIT = 1_000;

/** Which of the ways in which the queue can be looked at. */
export function modesTemplate(
  modes: readonly MessagesMode[],
  mode: MessagesMode,
  strings: MessagesStrings,
  onMode: (mode: MessagesMode) => void,
): TemplateResult {
  const words = { peek: strings.modePeek, look: strings.modeLook, receive: strings.modeReceive };
  return html`
    <div class="modes" role="radiogroup" aria-label=${strings.modes}>
      ${modes.map(
        (each) => html`
          <label class="mode">
            <input
              type="radio"
              name="mode"
              value=${each}
              .checked=${each === mode}
              @change=${() => onMode(each)}
            /><span>${words[each]}</span>
          </label>
        `,
      )}
    </div>
  `;
}

export interface PeekBarProperties {
  readonly strings: MessagesStrings;
  readonly rows: RowModel;
  readonly isPaused: boolean;
  readonly isWhole: boolean;
  readonly problem: string | undefined;
  readonly onPause: (isPaused: boolean) => void;
  /** Chooses whether the dead-letter queue is looked at as well. */
  readonly deadLetters: TemplateResult | typeof nothing;
}

/** What a peek shows, and whether it goes on. */
export function peekBarTemplate(properties: PeekBarProperties): TemplateResult {
  const { strings, rows, isPaused, isWhole, problem, onPause, deadLetters } = properties;
  const { visible, blocked, inFlight, delayed } = rows.counts;
  const counts = [visible + blocked, inFlight, delayed].map(formatInteger);
  return html`
    <div class="receive">
      <div class="receive-fields">
        <strong class="peek-counts" role="status">${format(strings.peekCounts, ...counts)}</strong>
        <vscode-button appearance="secondary" @click=${() => onPause(!isPaused)}>
          ${isPaused ? strings.peekResume : strings.peekPause}
        </vscode-button>
        ${deadLetters}
      </div>
      <p class="hint">
        ${strings.peekHint} ${isWhole ? nothing : format(strings.peekPart, formatInteger(rows.size))}
      </p>
      ${problem === undefined ? nothing : html`<div class="notice notice-error" role="alert">${problem}</div>`}
    </div>
  `;
}

export interface LookFormProperties {
  readonly strings: MessagesStrings;
  /** The queues that are looked at. */
  readonly queues: readonly { readonly name: string; readonly policy: ReceivePolicy }[];
  readonly isFifo: boolean;
  /** Chooses whether the dead-letter queue is looked at as well. */
  readonly deadLetters: TemplateResult | typeof nothing;
  readonly limit: string;
  readonly isLooking: boolean;
  readonly outcome: ReceiveOutcome | undefined;
  readonly onLimit: (text: string) => void;
  readonly onLook: (limit: number) => void;
  readonly onCancel: () => void;
}

/** What a look will do, from the queue's own policy, and how the last one ended. */
export function lookFormTemplate(properties: LookFormProperties): TemplateResult {
  const { strings, limit, isLooking, outcome, deadLetters, onLimit, onLook, onCancel } = properties;
  const count = readLimit(limit);
  const look = () => count !== undefined && !isLooking && onLook(count);
  return html`
    <div class="receive" role="group" aria-label=${strings.modeLook}>
      <div class="receive-fields">
        <vscode-text-field
          class=${`receive-limit${count === undefined ? ' invalid' : ''}`}
          .value=${limit}
          @input=${(event: Event) => onLimit(valueOf(event))}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && look()}
          >${strings.lookLimit}</vscode-text-field
        >
        <div class="receive-buttons">
          ${
            isLooking
              ? html`
                  <vscode-button @click=${onCancel}>${strings.stop}</vscode-button>
                  <span class="receive-progress" role="status">
                    <vscode-progress-ring aria-label=${strings.looking}></vscode-progress-ring>
                    ${strings.looking}
                  </span>
                `
              : html`<vscode-button @click=${look}>${strings.look}</vscode-button>`
          }
        </div>
        ${deadLetters}
      </div>
      ${
        count === undefined
          ? html`<p class="problem" role="alert">
              ${format(strings.outOfRange, strings.lookLimit, 1, MAX_LOOK_LIMIT)}
            </p>`
          : nothing
      }
      ${effectTemplate(properties)}
      ${outcomeTemplate(strings, outcome)}
    </div>
  `;
}

/** What a look does at every queue, and what follows from it for each. */
function effectTemplate({ strings, queues, isFifo }: LookFormProperties): TemplateResult {
  const always = [strings.lookHint, isFifo ? strings.lookFifo : strings.lookThird].join(' ');
  const [queue] = queues;
  if (queues.length === 1 && queue) {
    return html`<p class="hint look-effect">${always} ${dangerText(strings, queue.policy)}</p>`;
  }
  return html`
    <p class="hint look-effect">${always}</p>
    <ul class="hint look-effect">
      ${queues.map(({ name, policy }) => html`<li><strong>${name}</strong>: ${dangerText(strings, policy)}</li>`)}
    </ul>
  `;
}

function dangerText(strings: MessagesStrings, policy: ReceivePolicy): string {
  const { visibilityTimeout, maxReceiveCount, deadLetterQueueName = '' } = policy;
  if (visibilityTimeout === undefined) return strings.lookUnknown;
  if (maxReceiveCount === undefined) return strings.lookSafe;
  return format(strings.lookDeadLetter, maxReceiveCount, deadLetterQueueName);
}

function outcomeTemplate(strings: MessagesStrings, outcome: ReceiveOutcome | undefined): TemplateResult {
  if (outcome?.kind === 'failed') {
    return html`<div class="notice notice-error" role="alert">${outcome.text}</div>`;
  }
  if (outcome?.kind === 'looked' && outcome.isWarning) {
    return html`<div class="notice notice-warning" role="alert">${outcome.text}</div>`;
  }
  const text = outcome?.kind === 'looked' ? outcome.text : outcome ? strings.receivedNone : '';
  return html`<p class="receive-outcome" role="status">${text}</p>`;
}

function readLimit(text: string): number | undefined {
  const limit = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LOOK_LIMIT ? limit : undefined;
}
