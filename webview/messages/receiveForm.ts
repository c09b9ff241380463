import { html, nothing, type TemplateResult } from 'lit';
import type { MessagesRequest, ReceiveOutcome, ReceivePolicy } from '../../src/shared/messagesPanelMessages';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { valueOf } from '../controls';
import { format, formatDuration, formatInteger } from '../text';
import { type AttributeChoice, attributeChoiceTemplate, choiceProblem, toSelection } from './attributeChoice';

/** What is typed in the receive form, as it is typed. */
export interface ReceiveFields {
  readonly maxNumberOfMessages: string;
  readonly waitTimeSeconds: string;
  /** Empty for the queue's own. */
  readonly visibilityTimeout: string;
  /** Empty to go on until it is stopped. */
  readonly times: string;
}

export const initialFields: ReceiveFields = {
  maxNumberOfMessages: '10',
  waitTimeSeconds: '5',
  visibilityTimeout: '',
  times: '1',
};

/** The ranges of ReceiveMessage. */
const RANGES: Readonly<Record<keyof ReceiveFields, readonly [number, number]>> = {
  maxNumberOfMessages: [1, 10],
  waitTimeSeconds: [0, 20],
  visibilityTimeout: [0, 43_200],
  times: [1, 1_000],
};

export const FIELD_NAMES = ['maxNumberOfMessages', 'waitTimeSeconds', 'visibilityTimeout', 'times'] as const;

/** True when a field holds a whole number in its range, or nothing where that is allowed. */
export function isFieldValid(name: keyof ReceiveFields, text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return name === 'visibilityTimeout' || name === 'times';
  const [least, most] = RANGES[name];
  return /^\d+$/.test(trimmed) && Number(trimmed) >= least && Number(trimmed) <= most;
}

/** The request that the fields stand for; undefined while one of them is invalid. */
export function receiveRequest(fields: ReceiveFields, choice: AttributeChoice): MessagesRequest | undefined {
  const attributes = toSelection(choice);
  if (!attributes || !FIELD_NAMES.every((name) => isFieldValid(name, fields[name]))) return undefined;
  const timeout = fields.visibilityTimeout.trim();
  const times = fields.times.trim();
  return {
    type: 'receive',
    maxNumberOfMessages: Number(fields.maxNumberOfMessages),
    waitTimeSeconds: Number(fields.waitTimeSeconds),
    attributes,
    ...(timeout === '' ? {} : { visibilityTimeout: Number(timeout) }),
    ...(times === '' ? {} : { times: Number(times) }),
  };
}

export interface ReceiveFormProperties {
  readonly strings: MessagesStrings;
  readonly policy: ReceivePolicy;
  readonly isFifo: boolean;
  readonly fields: ReceiveFields;
  readonly attributes: AttributeChoice;
  readonly isReceiving: boolean;
  readonly outcome: ReceiveOutcome | undefined;
  readonly hasRows: boolean;
  /** Messages that were dropped from the list to bound its memory. */
  readonly dropped: number;
  readonly onFields: (fields: ReceiveFields) => void;
  readonly onAttributes: (choice: AttributeChoice) => void;
  readonly onReceive: () => void;
  readonly onCancel: () => void;
  readonly onClear: () => void;
}

/** Fields and buttons of a receive, what it will do, and how the last one ended. */
export function receiveFormTemplate(properties: ReceiveFormProperties): TemplateResult {
  const { strings, fields, attributes, isReceiving, hasRows, onReceive, onCancel, onClear } = properties;
  const isOnce = fields.times.trim() === '1';
  return html`
    <div class="receive" role="group" aria-label=${strings.receiveOptions}>
      <div class="receive-fields">
        ${FIELD_NAMES.map((name) => fieldTemplate(name, properties))}
        ${attributeChoiceTemplate(strings, attributes, properties.onAttributes)}
        <div class="receive-buttons">
          ${
            isReceiving
              ? html`
                  <vscode-button @click=${onCancel}>${isOnce ? strings.cancel : strings.stop}</vscode-button>
                  <span class="receive-progress" role="status">
                    <vscode-progress-ring aria-label=${strings.receiving}></vscode-progress-ring>
                    ${strings.receiving}
                  </span>
                `
              : html`<vscode-button @click=${onReceive}>${strings.receive}</vscode-button>`
          }
          ${
            hasRows
              ? html`
                  <vscode-button appearance="secondary" title=${strings.clearHint} @click=${onClear}>
                    ${strings.clear}
                  </vscode-button>
                `
              : nothing
          }
        </div>
      </div>
      ${problemsTemplate(properties)}
      <p class="hint">${effectText(properties)}</p>
      ${outcomeTemplate(properties)}
      ${
        properties.dropped > 0
          ? html`<p class="hint" role="status">${format(strings.droppedOldest, formatInteger(properties.dropped))}</p>`
          : nothing
      }
    </div>
  `;
}

function fieldTemplate(
  name: keyof ReceiveFields,
  { strings, policy, fields, onFields, onReceive, isReceiving }: ReceiveFormProperties,
): TemplateResult {
  const isValid = isFieldValid(name, fields[name]);
  return html`
    <vscode-text-field
      class=${`receive-${name}${isValid ? '' : ' invalid'}`}
      .value=${fields[name]}
      placeholder=${placeholder(name, strings, policy)}
      title=${name === 'times' ? strings.timesHint : ''}
      @input=${(event: Event) => onFields({ ...fields, [name]: valueOf(event) })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !isReceiving) onReceive();
      }}
      >${strings[name]}</vscode-text-field
    >
  `;
}

function placeholder(
  name: keyof ReceiveFields,
  strings: MessagesStrings,
  { visibilityTimeout }: ReceivePolicy,
): string {
  if (name === 'times') return strings.untilStopped;
  if (name !== 'visibilityTimeout') return '';
  if (visibilityTimeout === undefined) return strings.queueDefault;
  return format(strings.queueDefaultOf, visibilityTimeout);
}

function problemsTemplate({ strings, fields, attributes }: ReceiveFormProperties): TemplateResult[] {
  const wrong = FIELD_NAMES.filter((name) => !isFieldValid(name, fields[name]));
  const problems = wrong.map((name) => format(strings.outOfRange, strings[name], ...RANGES[name]));
  const choice = choiceProblem(attributes, strings);
  if (choice !== undefined) problems.push(choice);
  return problems.map((text) => html`<p class="problem" role="alert">${text}</p>`);
}

/** What a receive does to the messages, from the queue's own policy and what is typed. */
function effectText({ strings, policy, fields, isFifo }: ReceiveFormProperties): string {
  const sentences = [hidingText(strings, policy, fields)];
  if (policy.maxReceiveCount !== undefined) {
    const target = policy.deadLetterQueueName ?? '';
    sentences.push(format(strings.effectDeadLetter, policy.maxReceiveCount, target));
  }
  if (isFifo) sentences.push(strings.effectFifo);
  return sentences.join(' ');
}

function hidingText(strings: MessagesStrings, policy: ReceivePolicy, fields: ReceiveFields): string {
  const typed = fields.visibilityTimeout.trim();
  const isTyped = typed !== '' && isFieldValid('visibilityTimeout', typed);
  const seconds = isTyped ? Number(typed) : policy.visibilityTimeout;
  if (seconds === undefined) return strings.effectUnknown;
  return seconds === 0 ? strings.effectNotHidden : format(strings.effect, formatDuration(seconds * 1000));
}

function outcomeTemplate({ strings, outcome }: ReceiveFormProperties): TemplateResult {
  if (outcome?.kind === 'failed') {
    return html`<div class="notice notice-error" role="alert">${outcome.text}</div>`;
  }
  return html`<p class="receive-outcome" role="status">${outcome ? outcomeText(strings, outcome) : ''}</p>`;
}

function outcomeText(strings: MessagesStrings, outcome: Exclude<ReceiveOutcome, { kind: 'failed' }>): string {
  switch (outcome.kind) {
    case 'received':
      return outcome.count === 1 ? strings.receivedOne : format(strings.receivedMany, outcome.count);
    case 'empty':
      return strings.receivedNone;
    case 'cancelled':
      return strings.receiveCancelled;
    case 'looked':
      return outcome.text;
  }
}
