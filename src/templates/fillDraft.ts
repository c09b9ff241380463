import type { MessageDraft } from '../shared/message';
import { isBinaryType } from '../shared/messageChecks';
import { compileTemplate, type Template, type TemplateValues } from '../traffic/template';

/** Makes message after message from a draft. */
export type DraftTemplate = (values: TemplateValues) => MessageDraft;

/**
 * Reads a draft whose body, IDs and attribute values (Binary apart) have placeholders, as `compileTemplate` knows them.
 *
 * The same `{{uuid}}` in two places stands for two UUIDs.
 * @throws PlaceholderError for anything else in double braces
 */
export function compileDraft(draft: MessageDraft): DraftTemplate {
  const body = compileTemplate(draft.body);
  const groupId = compileOptional(draft.messageGroupId);
  const deduplicationId = compileOptional(draft.messageDeduplicationId);
  const attributes = draft.attributes.map((attribute) => ({
    attribute,
    value: isBinaryType(attribute.dataType) ? () => attribute.value : compileTemplate(attribute.value),
  }));
  return (values) => ({
    ...draft,
    body: body(values),
    attributes: attributes.map(({ attribute, value }) => ({ ...attribute, value: value(values) })),
    messageGroupId: groupId?.(values),
    messageDeduplicationId: deduplicationId?.(values),
  });
}

/** True when a text has anything in double braces. */
export function hasPlaceholder(text: string | undefined): boolean {
  return text !== undefined && /\{\{[^{}]*\}\}/.test(text);
}

function compileOptional(text: string | undefined): Template | undefined {
  return text === undefined ? undefined : compileTemplate(text);
}
