import type { MessageAttribute, MessageDraft } from '../shared/message';
import { isBinaryType } from '../shared/messageChecks';
import { chooseGroups, type GroupChoice } from './groups';
import type { Random } from './random';
import { compileTemplate, type Template, type TemplateValues } from './template';
import type { ProducerSpec } from './trafficSpec';

/** Makes the messages of a producer, one after the other; the same ones for the same seed and times. */
export class DraftSource {
  readonly #random: Random;
  readonly #body: Template;
  readonly #attributes: readonly AttributeTemplate[];
  readonly #deduplicationId: Template | undefined;
  readonly #group: GroupChoice | undefined;
  readonly #delaySeconds: number | undefined;
  #index = 0;

  /** @throws PlaceholderError */
  constructor(spec: ProducerSpec, random: Random) {
    this.#random = random;
    this.#body = compileTemplate(spec.body);
    this.#attributes = spec.attributes.map(compileAttribute);
    this.#deduplicationId = spec.deduplicationId ? compileTemplate(spec.deduplicationId) : undefined;
    this.#group = spec.groups && chooseGroups(spec.groups, random);
    this.#delaySeconds = spec.delaySeconds;
  }

  /** @param now epoch milliseconds */
  next(now: number): MessageDraft {
    const values: TemplateValues = { index: this.#index, now, random: this.#random };
    this.#index++;
    return {
      body: this.#body(values),
      attributes: this.#attributes.map(({ attribute, value }) => ({ ...attribute, value: value(values) })),
      delaySeconds: this.#delaySeconds,
      messageGroupId: this.#group?.(values.index),
      messageDeduplicationId: this.#deduplicationId?.(values),
    };
  }
}

interface AttributeTemplate {
  readonly attribute: MessageAttribute;
  readonly value: Template;
}

function compileAttribute(attribute: MessageAttribute): AttributeTemplate {
  const { dataType, value } = attribute;
  return { attribute, value: isBinaryType(dataType) ? () => value : compileTemplate(value) };
}
