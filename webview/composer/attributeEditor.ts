import { html, nothing, type TemplateResult } from 'lit';
import type { ComposerStrings } from '../../src/shared/composerMessages';
import { MAX_MESSAGE_ATTRIBUTES } from '../../src/shared/messageChecks';
import { valueOf } from '../controls';
import { format } from '../text';
import {
  BASE_TYPES,
  type BaseType,
  ENCODINGS,
  type Encoding,
  emptyAttribute,
  type TypedAttribute,
} from './draft';
import type { AttributeField } from './problemText';

/** A problem of a row: the field, and the sentence for it. */
export interface RowProblem {
  readonly field: AttributeField;
  readonly text: string;
}

export interface AttributeEditorProperties {
  readonly strings: ComposerStrings;
  readonly attributes: readonly TypedAttribute[];
  /** What is wrong in a row. */
  readonly problemsOf: (index: number) => readonly RowProblem[];
  /** Changes the rows as they are then. */
  readonly onChange: (change: (attributes: readonly TypedAttribute[]) => readonly TypedAttribute[]) => void;
  /** Asks for a file whose bytes become the value of a row. */
  readonly onPickFile: (index: number) => void;
}

/** One row for each message attribute, and a button for another. */
export function attributeEditorTemplate(properties: AttributeEditorProperties): TemplateResult {
  const { strings, attributes, onChange } = properties;
  return html`
    <section class="attributes" aria-labelledby="attributes-title">
      <div class="section-title">
        <h2 id="attributes-title">${strings.attributes}</h2>
        <span class="hint">${strings.attributesHint}</span>
      </div>
      ${attributes.map((attribute, index) => rowTemplate(attribute, index, properties))}
      <div>
        <vscode-button
          appearance="secondary"
          class="add-attribute"
          ?disabled=${attributes.length >= MAX_MESSAGE_ATTRIBUTES}
          @click=${() => onChange((rows) => [...rows, emptyAttribute])}
        >
          ${strings.addAttribute}
        </vscode-button>
      </div>
    </section>
  `;
}

function rowTemplate(
  attribute: TypedAttribute,
  index: number,
  { strings, problemsOf, onChange, onPickFile }: AttributeEditorProperties,
): TemplateResult {
  const change = (changed: Partial<TypedAttribute>) =>
    onChange((rows) => rows.map((row, at) => (at === index ? { ...row, ...changed } : row)));
  const problems = problemsOf(index);
  const mark = (field: AttributeField) =>
    problems.some((problem) => problem.field === field) ? ' invalid' : '';
  const problemId = `attribute-${index}-problem`;
  return html`
    <fieldset class="attribute">
      <legend class="sr-only">${format(strings.attributeRow, index + 1)}</legend>
      <vscode-text-field
        class=${`attribute-name${mark('name')}`}
        placeholder=${strings.name}
        .value=${attribute.name}
        @input=${(event: Event) => change({ name: valueOf(event) })}
        >${strings.name}</vscode-text-field
      >
      <vscode-dropdown
        class="attribute-type"
        aria-label=${strings.type}
        @change=${(event: Event) => change({ baseType: valueOf(event) as BaseType })}
      >
        ${BASE_TYPES.map(
          (type) =>
            html`<vscode-option value=${type} ?selected=${type === attribute.baseType}>${type}</vscode-option>`,
        )}
      </vscode-dropdown>
      <vscode-text-field
        class=${`attribute-custom${mark('type')}`}
        placeholder=${strings.customType}
        .value=${attribute.customType}
        @input=${(event: Event) => change({ customType: valueOf(event) })}
        >${strings.customType}</vscode-text-field
      >
      ${attribute.baseType === 'Binary' ? encodingTemplate(attribute, strings, change) : nothing}
      <textarea
        class=${`input attribute-value mono${mark('value')}`}
        rows="1"
        spellcheck="false"
        aria-label=${strings.value}
        aria-describedby=${problems.length > 0 ? problemId : nothing}
        placeholder=${strings.value}
        .value=${attribute.value}
        @input=${(event: Event) => change({ value: valueOf(event) })}
      ></textarea>
      ${
        attribute.baseType === 'Binary'
          ? html`
              <vscode-button
                class="attribute-file"
                appearance="secondary"
                aria-label=${`${strings.fromFile} ${format(strings.attributeRow, index + 1)}`}
                @click=${() => onPickFile(index)}
                >${strings.fromFile}</vscode-button
              >
            `
          : nothing
      }
      <button
        class="remove"
        aria-label=${format(strings.removeAttribute, attribute.name || String(index + 1))}
        title=${format(strings.removeAttribute, attribute.name || String(index + 1))}
        @click=${() => onChange((rows) => rows.filter((_row, at) => at !== index))}
      >
        ✕
      </button>
      ${
        problems.length > 0
          ? html`<p id=${problemId} class="problem attribute-problem">${problems.map(({ text }) => text).join(' ')}</p>`
          : nothing
      }
    </fieldset>
  `;
}

function encodingTemplate(
  attribute: TypedAttribute,
  strings: ComposerStrings,
  change: (changed: Partial<TypedAttribute>) => void,
): TemplateResult {
  const names: Record<Encoding, string> = {
    text: strings.asText,
    base64: strings.asBase64,
    hex: strings.asHex,
  };
  return html`
    <vscode-dropdown
      class="attribute-encoding"
      aria-label=${strings.valueAs}
      @change=${(event: Event) => change({ encoding: valueOf(event) as Encoding })}
    >
      ${ENCODINGS.map(
        (encoding) => html`
          <vscode-option value=${encoding} ?selected=${encoding === attribute.encoding}>
            ${names[encoding]}
          </vscode-option>
        `,
      )}
    </vscode-dropdown>
  `;
}
