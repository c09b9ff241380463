import { html, nothing, type TemplateResult } from 'lit';
import type { MessageDetail, MessageRow, MessagesStrings } from '../../src/shared/messagesPanelMessages';
import { formatJson } from '../formatJson';
import { format, formatDateTime, formatDuration } from '../text';
import { valueOf } from '../toolkit';
import { LongText } from './longText';
import { receiptOf } from './receipt';

/** Characters of a body, and of an attribute's value, that are shown at first. */
const BODY_LIMIT = 20_000;
const VALUE_LIMIT = 2_000;

/** ChangeMessageVisibility takes no more. */
const MAX_VISIBILITY_SECONDS = 43_200;

/** System attributes that are epoch milliseconds. */
const TIMES = new Set(['SentTimestamp', 'ApproximateFirstReceiveTimestamp']);

/** What the reader can do with the message. */
export interface MessageActions {
  readonly delete: () => void;
  readonly release: () => void;
  readonly extend: (seconds: number) => void;
  readonly copyBody: () => void;
}

export interface MessageViewProperties {
  readonly row: MessageRow;
  readonly isFifo: boolean;
  /** Epoch milliseconds of the host's clock. */
  readonly now: number;
  /** Why the last action failed. */
  readonly failure: string | undefined;
}

interface Attribute {
  readonly name: string;
  readonly dataType: string;
  readonly value: LongText;
}

/** The selected message: body, attributes and what can be done with it. */
export class MessageView {
  readonly detail: MessageDetail;
  readonly #strings: MessagesStrings;
  readonly #actions: MessageActions;
  readonly #onChange: () => void;
  readonly #raw: LongText;
  readonly #pretty: LongText | undefined;
  readonly #isTooDeep: boolean;
  readonly #attributes: readonly Attribute[];
  readonly #systemAttributes: readonly Attribute[];
  #isPretty = true;
  #extendSeconds = '60';

  constructor(
    detail: MessageDetail,
    strings: MessagesStrings,
    actions: MessageActions,
    onChange: () => void,
  ) {
    this.detail = detail;
    this.#strings = strings;
    this.#actions = actions;
    this.#onChange = onChange;
    const longText = (text: string, limit: number) => new LongText(text, limit, strings, onChange);
    const formatted = formatJson(detail.body);
    this.#raw = longText(detail.body, BODY_LIMIT);
    this.#pretty = formatted.kind === 'formatted' ? longText(formatted.text, BODY_LIMIT) : undefined;
    this.#isTooDeep = formatted.kind === 'tooDeep';
    this.#attributes = detail.attributes.map(({ name, dataType, value }) => ({
      name,
      dataType,
      value: longText(value, VALUE_LIMIT),
    }));
    this.#systemAttributes = Object.entries(detail.systemAttributes).map(([name, value]) => ({
      name,
      dataType: '',
      value: longText(readable(name, value), VALUE_LIMIT),
    }));
  }

  template(properties: MessageViewProperties): TemplateResult {
    const { id, md5OfBody } = this.detail;
    const strings = this.#strings;
    return html`
      <h2 class="message-title mono">${id}</h2>
      ${this.#actionsTemplate(properties)} ${this.#bodyTemplate()}
      <h3>${strings.attributes}</h3>
      ${
        this.#attributes.length > 0
          ? attributesTemplate(this.#attributes, strings)
          : html`<p class="hint">${strings.noAttributes}</p>`
      }
      <h3>${strings.systemAttributes}</h3>
      ${attributesTemplate(this.#systemAttributes, strings)}
      <p class="hint">${strings.md5OfBody}: <span class="mono">${md5OfBody}</span></p>
    `;
  }

  #actionsTemplate(properties: MessageViewProperties): TemplateResult {
    const { row, isFifo, now, failure } = properties;
    const strings = this.#strings;
    const isLapsed = receiptOf(row, now).state === 'lapsed';
    const seconds = readSeconds(this.#extendSeconds);
    return html`
      <div class="message-actions">
        <vscode-button appearance="secondary" ?disabled=${isFifo && isLapsed} @click=${this.#actions.delete}>
          ${strings.delete}
        </vscode-button>
        <vscode-button appearance="secondary" title=${strings.releaseHint} @click=${this.#actions.release}>
          ${strings.release}
        </vscode-button>
        <vscode-button appearance="secondary" @click=${this.#actions.copyBody}>${strings.copyBody}</vscode-button>
        <span class="message-extend">
          <vscode-text-field
            class=${seconds === undefined ? 'invalid' : ''}
            title=${strings.extendSeconds}
            .value=${this.#extendSeconds}
            @input=${(event: Event) => this.#setExtendSeconds(valueOf(event))}
            >${strings.extendSeconds}</vscode-text-field
          >
          <span aria-hidden="true">s</span>
          <vscode-button
            appearance="secondary"
            ?disabled=${seconds === undefined}
            @click=${() => seconds !== undefined && this.#actions.extend(seconds)}
          >
            ${strings.extend}
          </vscode-button>
        </span>
      </div>
      ${
        seconds === undefined
          ? html`
              <p class="problem">
                ${format(strings.outOfRange, strings.extendSeconds, 1, MAX_VISIBILITY_SECONDS)}
              </p>
            `
          : nothing
      }
      ${this.#receiptTemplate(properties)}
      ${failure === undefined ? nothing : html`<div class="notice notice-error" role="alert">${failure}</div>`}
    `;
  }

  #receiptTemplate({ row, isFifo, now }: MessageViewProperties): TemplateResult {
    const { state, left } = receiptOf(row, now);
    const strings = this.#strings;
    if (state === 'lapsed') {
      const text = isFifo ? strings.receiptLapsedFifo : strings.receiptLapsedStandard;
      return html`<div class="notice notice-warning" role="status">${text}</div>`;
    }
    return html`<p class=${`hint receipt-${state}`}>${format(strings.receiptLeft, formatDuration(left))}</p>`;
  }

  #bodyTemplate(): TemplateResult {
    const strings = this.#strings;
    return html`
      <div class="message-body-title">
        <h3>${strings.body}</h3>
        ${
          this.#pretty
            ? html`
                <label class="check">
                  <input
                    type="checkbox"
                    .checked=${this.#isPretty}
                    @change=${() => this.#setPretty(!this.#isPretty)}
                  />
                  ${strings.pretty}
                </label>
              `
            : nothing
        }
      </div>
      ${this.#isTooDeep ? html`<p class="hint">${strings.tooDeep}</p>` : nothing}
      ${(this.#isPretty && this.#pretty ? this.#pretty : this.#raw).template()}
    `;
  }

  #setPretty(isPretty: boolean): void {
    this.#isPretty = isPretty;
    this.#onChange();
  }

  #setExtendSeconds(text: string): void {
    this.#extendSeconds = text;
    this.#onChange();
  }
}

function attributesTemplate(attributes: readonly Attribute[], strings: MessagesStrings): TemplateResult {
  const hasTypes = attributes.some(({ dataType }) => dataType !== '');
  return html`
    <table class=${`table message-attributes${hasTypes ? '' : ' system-attributes'}`}>
      <thead class="sr-only">
        <tr>
          <th scope="col">${strings.name}</th>
          ${hasTypes ? html`<th scope="col">${strings.type}</th>` : nothing}
          <th scope="col">${strings.value}</th>
        </tr>
      </thead>
      <tbody>
        ${attributes.map(
          ({ name, dataType, value }) => html`
            <tr>
              <th scope="row">${name}</th>
              ${hasTypes ? html`<td class="message-type">${dataType}</td>` : nothing}
              <td>${value.template()}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function readable(name: string, value: string): string {
  return TIMES.has(name) && /^\d+$/.test(value) ? `${formatDateTime(Number(value))} (${value})` : value;
}

/** Undefined for what ChangeMessageVisibility would not take; 0 is what releasing is for. */
function readSeconds(text: string): number | undefined {
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return seconds >= 1 && seconds <= MAX_VISIBILITY_SECONDS ? seconds : undefined;
}
