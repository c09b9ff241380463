import { html, nothing, type TemplateResult } from 'lit';
import {
  type AttributeSelection,
  type SystemAttributeName,
  systemAttributeNames,
} from '../../src/shared/message';
import { isAttributeNamePattern } from '../../src/shared/messageChecks';
import type { MessagesStrings } from '../../src/shared/messagesPanelStrings';
import { format } from '../text';
import { closeByEscape } from './popup';

/** Which attributes to receive, as it is chosen and typed. */
export interface AttributeChoice {
  readonly messageAttributes: 'all' | 'none' | 'named';
  /** As typed; counts only where they are named. */
  readonly names: string;
  readonly systemAttributes: readonly SystemAttributeName[];
}

export const initialChoice: AttributeChoice = {
  messageAttributes: 'all',
  names: '',
  systemAttributes: systemAttributeNames,
};

/** What was received last, to be chosen again. */
export function toChoice({ messageAttributes, systemAttributes }: AttributeSelection): AttributeChoice {
  const names = messageAttributes === 'All' ? [] : messageAttributes;
  const named = names.length > 0 ? 'named' : 'none';
  return {
    messageAttributes: messageAttributes === 'All' ? 'all' : named,
    names: names.join(', '),
    systemAttributes: systemAttributes === 'All' ? systemAttributeNames : systemAttributes,
  };
}

/** What the choice stands for; undefined while a name is wrong, or none is typed. */
export function toSelection(choice: AttributeChoice): AttributeSelection | undefined {
  const { messageAttributes: kind, systemAttributes } = choice;
  const names = namesOf(choice);
  if (kind === 'named' && (names.length === 0 || wrongName(choice) !== undefined)) return undefined;
  return {
    messageAttributes: kind === 'all' ? 'All' : kind === 'none' ? [] : names,
    systemAttributes: systemAttributes.length === systemAttributeNames.length ? 'All' : systemAttributes,
  };
}

function namesOf({ names }: AttributeChoice): readonly string[] {
  return [...new Set(names.split(/[,\s]+/).filter((name) => name !== ''))];
}

function wrongName(choice: AttributeChoice): string | undefined {
  return namesOf(choice).find((name) => !isAttributeNamePattern(name));
}

/** Why it is not possible to receive with the choice; undefined where it is. */
export function choiceProblem(choice: AttributeChoice, strings: MessagesStrings): string | undefined {
  if (toSelection(choice)) return undefined;
  const wrong = wrongName(choice);
  return wrong === undefined ? strings.attributeNamesMissing : format(strings.attributeNameWrong, wrong);
}

/** A list under one word: which message attributes, and which that SQS adds. */
export function attributeChoiceTemplate(
  strings: MessagesStrings,
  choice: AttributeChoice,
  onChoice: (choice: AttributeChoice) => void,
): TemplateResult {
  const kinds = [
    ['all', strings.attributesAll],
    ['none', strings.attributesNone],
    ['named', strings.attributesNamed],
  ] as const;
  return html`
    <details class="columns receive-attributes" @keydown=${closeByEscape}>
      <summary>${format(strings.attributesShort, summary(strings, choice))}</summary>
      <div class="columns-list">
        <fieldset class="choice" role="radiogroup">
          <legend>${strings.attributes}</legend>
          ${kinds.map(
            ([kind, text]) => html`
              <label class="check">
                <input
                  type="radio"
                  name="message-attributes"
                  .checked=${choice.messageAttributes === kind}
                  @change=${() => onChoice({ ...choice, messageAttributes: kind })}
                />
                ${text}
              </label>
            `,
          )}
          ${choice.messageAttributes === 'named' ? namesTemplate(strings, choice, onChoice) : nothing}
        </fieldset>
        <fieldset class="choice">
          <legend>${strings.systemAttributes}</legend>
          ${allTemplate(strings, choice, onChoice)}
          ${systemAttributeNames.map((name) => systemTemplate(name, choice, onChoice))}
        </fieldset>
      </div>
    </details>
  `;
}

function namesTemplate(
  strings: MessagesStrings,
  choice: AttributeChoice,
  onChoice: (choice: AttributeChoice) => void,
): TemplateResult {
  const isWrong = wrongName(choice) !== undefined;
  return html`
    <input
      class=${`filter-input attribute-names${isWrong ? ' invalid' : ''}`}
      type="text"
      spellcheck="false"
      aria-label=${strings.attributeNames}
      aria-invalid=${isWrong ? 'true' : 'false'}
      placeholder=${strings.attributeNamesHint}
      .value=${choice.names}
      @input=${(event: Event) => onChoice({ ...choice, names: (event.currentTarget as HTMLInputElement).value })}
    />
  `;
}

function allTemplate(
  strings: MessagesStrings,
  choice: AttributeChoice,
  onChoice: (choice: AttributeChoice) => void,
): TemplateResult {
  const count = choice.systemAttributes.length;
  const isAll = count === systemAttributeNames.length;
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${isAll}
        .indeterminate=${count > 0 && !isAll}
        @change=${() => onChoice({ ...choice, systemAttributes: isAll ? [] : systemAttributeNames })}
      />
      ${strings.attributesAll}
    </label>
  `;
}

function systemTemplate(
  name: SystemAttributeName,
  choice: AttributeChoice,
  onChoice: (choice: AttributeChoice) => void,
): TemplateResult {
  const { systemAttributes } = choice;
  const isOn = systemAttributes.includes(name);
  const toggle = () =>
    onChoice({
      ...choice,
      systemAttributes: systemAttributeNames.filter((each) =>
        each === name ? !isOn : systemAttributes.includes(each),
      ),
    });
  return html`
    <label class="check"><input type="checkbox" .checked=${isOn} @change=${toggle} /> ${name}</label>
  `;
}

function summary(strings: MessagesStrings, choice: AttributeChoice): string {
  const { messageAttributes: kind, systemAttributes } = choice;
  const isAllOfSqs = systemAttributes.length === systemAttributeNames.length;
  if (kind === 'all' && isAllOfSqs) return strings.attributesAll;
  if (kind === 'none' && systemAttributes.length === 0) return strings.attributesNone;
  const own = { all: strings.attributesAll, none: strings.attributesNone, named: namesOf(choice).length }[
    kind
  ];
  const ofSqs = isAllOfSqs ? strings.attributesAll : systemAttributes.length || strings.attributesNone;
  return format(strings.attributesSome, own, ofSqs);
}
