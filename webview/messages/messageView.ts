import { html, nothing, type TemplateResult } from 'lit';
import type { LayerBadge, LayerOrigin, MessageLayer } from '../../src/shared/messageLayers';
import type { MessageDetail } from '../../src/shared/messageList';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { format, formatDateTime } from '../text';
import { BodyView } from './bodyView';
import { LongText } from './longText';

/** Characters of an attribute's value that are shown at first. */
const VALUE_LIMIT = 2_000;

/** System attributes that are epoch milliseconds. */
const TIMES = new Set(['SentTimestamp', 'ApproximateFirstReceiveTimestamp']);

const ORIGIN_WORDS = {
  body: 'layerBody',
  snsMessage: 'layerSnsMessage',
  detail: 'layerDetail',
  base64: 'layerBase64',
  gzip: 'layerGzip',
  jsonText: 'layerJsonText',
} as const satisfies Record<LayerOrigin, keyof MessagesStrings>;

const BADGE_WORDS = {
  json: 'badgeJson',
  xml: 'badgeXml',
  base64: 'badgeBase64',
  gzip: 'badgeGzip',
  sns: 'badgeSns',
  s3Event: 'badgeS3Event',
  eventBridge: 'badgeEventBridge',
  s3Pointer: 'badgeS3Pointer',
  binary: 'badgeBinary',
} as const satisfies Record<LayerBadge, keyof MessagesStrings>;

interface Attribute {
  readonly name: string;
  readonly dataType: string;
  readonly value: LongText;
}

/** The selected message: the layers of its body, its attributes, and all of it as JSON. */
export class MessageView {
  readonly detail: MessageDetail;
  readonly #strings: MessagesStrings;
  readonly #onOpen: (layer: number) => void;
  readonly #onChange: () => void;
  readonly #attributes: readonly Attribute[];
  readonly #systemAttributes: readonly Attribute[];
  readonly #bodies = new Map<string, BodyView>();
  #layer = 0;
  #isFormatted = true;
  #isRawShown = false;

  /** @param onOpen opens a layer in an editor, by its index; -1 is the whole message */
  constructor(
    detail: MessageDetail,
    strings: MessagesStrings,
    onOpen: (layer: number) => void,
    onChange: () => void,
  ) {
    this.detail = detail;
    this.#strings = strings;
    this.#onOpen = onOpen;
    this.#onChange = onChange;
    const longText = (text: string) => new LongText(text, VALUE_LIMIT, strings, onChange);
    this.#attributes = detail.attributes.map(({ name, dataType, value }) => ({
      name,
      dataType,
      value: longText(value),
    }));
    this.#systemAttributes = Object.entries(detail.systemAttributes).map(([name, value]) => ({
      name,
      dataType: '',
      value: longText(readable(name, value)),
    }));
  }

  template(): TemplateResult {
    const { md5OfBody, isPartial } = this.detail;
    const strings = this.#strings;
    return html`
      ${this.#bodyTemplate()}
      <h3>${strings.attributes}</h3>
      ${
        this.#attributes.length > 0
          ? attributesTemplate(this.#attributes, strings)
          : isPartial
            ? nothing
            : html`<p class="hint">${strings.noAttributes}</p>`
      }
      ${isPartial ? html`<div class="notice notice-warning">${strings.attributesPartial}</div>` : nothing}
      <h3>${strings.systemAttributes}</h3>
      ${attributesTemplate(this.#systemAttributes, strings)}
      <p class="hint">${strings.md5OfBody}: <span class="mono">${md5OfBody}</span></p>
      ${this.#rawTemplate()}
    `;
  }

  #bodyTemplate(): TemplateResult {
    const strings = this.#strings;
    const { layers } = this.detail;
    const layer = layers[this.#layer] ?? layers[0];
    if (!layer) return html``;
    return html`
      <div class="message-body-title">
        ${layers.length > 1 ? this.#layersTemplate(layers) : html`<h3>${strings.body} ${badges(layer, strings)}</h3>`}
        <span class="message-body-actions">
          ${layer.formatted === undefined ? nothing : this.#formattedTemplate()}
          <button class="link-button" @click=${() => this.#onOpen(this.#layer)}>${strings.openInEditor}</button>
        </span>
      </div>
      ${layer.pointer ? this.#pointerTemplate(layer.pointer) : nothing}
      <div class="message-layer">${this.#body(layer).template()}</div>
    `;
  }

  #layersTemplate(layers: readonly MessageLayer[]): TemplateResult {
    const strings = this.#strings;
    return html`
      <div class="layers" role="group" aria-label=${strings.layers}>
        ${layers.map(
          (layer, index) => html`
            <button
              class="layer"
              aria-pressed=${index === this.#layer}
              @click=${() => this.#show(index)}
            >
              ${strings[ORIGIN_WORDS[layer.origin]]} ${badges(layer, strings)}
            </button>
          `,
        )}
      </div>
    `;
  }

  #formattedTemplate(): TemplateResult {
    return html`
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.#isFormatted}
          @change=${() => {
            this.#isFormatted = !this.#isFormatted;
            this.#onChange();
          }}
        />
        ${this.#strings.formatted}
      </label>
    `;
  }

  #pointerTemplate({ bucket, key }: { readonly bucket: string; readonly key: string }): TemplateResult {
    return html`<div class="notice notice-warning">${format(this.#strings.pointerWarning, bucket, key)}</div>`;
  }

  #rawTemplate(): TemplateResult {
    const strings = this.#strings;
    return html`
      <details
        class="message-raw"
        @toggle=${(event: Event) => {
          this.#isRawShown = (event.currentTarget as HTMLDetailsElement).open;
          this.#onChange();
        }}
      >
        <summary>${strings.raw}</summary>
        <button class="link-button" @click=${() => this.#onOpen(-1)}>${strings.openInEditor}</button>
        ${this.#isRawShown ? this.#view('raw', this.detail.raw, 'json', strings.raw).template() : nothing}
      </details>
    `;
  }

  #body(layer: MessageLayer): BodyView {
    const isFormatted = this.#isFormatted && layer.formatted !== undefined;
    const text = isFormatted ? (layer.formatted ?? '') : layer.text;
    const label = this.#strings[ORIGIN_WORDS[layer.origin]];
    return this.#view(`${this.#layer} ${isFormatted}`, text, layer.format, label);
  }

  #view(key: string, text: string, format: MessageLayer['format'], label: string): BodyView {
    const known = this.#bodies.get(key);
    if (known) return known;
    const view = new BodyView({ text, format, label }, this.#strings, this.#onChange);
    this.#bodies.set(key, view);
    return view;
  }

  #show(index: number): void {
    this.#layer = index;
    this.#onChange();
  }
}

function badges(layer: MessageLayer, strings: MessagesStrings): TemplateResult[] {
  return layer.badges.map(
    (badge) => html`<span class=${`badge badge-${badge}`}>${strings[BADGE_WORDS[badge]]}</span>`,
  );
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
