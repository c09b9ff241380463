import type { ComposerRequest } from '../shared/composerMessages';
import type { MessageAttribute, MessageDraft } from '../shared/message';
import { asRecord, isText, isTextOrAbsent } from './untrusted';

/**
 * A message of the composer page, checked for its shape; undefined when it is not one.
 *
 * Whether SQS would take the draft is for `checkMessage` and for SQS to say.
 */
export function parseComposerRequest(value: unknown): ComposerRequest | undefined {
  const message = asRecord(value);
  switch (message?.['type']) {
    case 'ready':
    case 'openMessages':
    case 'openDashboard':
      return { type: message['type'] };
    case 'send': {
      const draft = parseDraft(message['draft']);
      return draft && { type: 'send', draft };
    }
    default:
      return undefined;
  }
}

function parseDraft(value: unknown): MessageDraft | undefined {
  const draft = asRecord(value);
  if (!draft || !isText(draft['body']) || !Array.isArray(draft['attributes'])) return undefined;
  const attributes = draft['attributes'].map(parseAttribute);
  const { delaySeconds, messageGroupId, messageDeduplicationId } = draft;
  if (!attributes.every((attribute) => attribute !== undefined)) return undefined;
  if (delaySeconds !== undefined && typeof delaySeconds !== 'number') return undefined;
  if (!isTextOrAbsent(messageGroupId) || !isTextOrAbsent(messageDeduplicationId)) return undefined;
  return { body: draft['body'], attributes, delaySeconds, messageGroupId, messageDeduplicationId };
}

function parseAttribute(value: unknown): MessageAttribute | undefined {
  const attribute = asRecord(value);
  if (!attribute) return undefined;
  const { name, dataType, value: text } = attribute;
  return isText(name) && isText(dataType) && isText(text) ? { name, dataType, value: text } : undefined;
}
