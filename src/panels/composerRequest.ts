import { type ComposerRequest, MAX_BULK_MESSAGES, MAX_BULK_RATE } from '../shared/composerMessages';
import { type MessageAttribute, type MessageDraft } from '../shared/message';
import { MAX_MESSAGE_ATTRIBUTES } from '../shared/messageChecks';
import { asRecord, isIntegerBetween, isText, isTextOrAbsent } from './untrusted';

type Message = Readonly<Record<string, unknown>>;

/**
 * A message of the composer page, checked for its shape; undefined when it is not one.
 *
 * Whether SQS would take the draft is for `checkMessage` and for SQS to say.
 */
export function parseComposerRequest(value: unknown): ComposerRequest | undefined {
  const message = asRecord(value);
  if (!message) return undefined;
  const { type } = message;
  switch (type) {
    case 'ready':
    case 'openMessages':
    case 'openDashboard':
    case 'cancelMany':
    case 'retryMany':
      return { type };
    case 'send':
    case 'openTemplates': {
      const filled = parseFilled(message);
      return filled && { type, ...filled };
    }
    case 'sendMany':
      return parseSendMany(message);
    case 'loaded':
      return isIntegerBetween(message['id'], 0, Number.MAX_SAFE_INTEGER)
        ? { type, id: message['id'] }
        : undefined;
    case 'pickBinary':
      return isIntegerBetween(message['index'], 0, MAX_MESSAGE_ATTRIBUTES - 1)
        ? { type, index: message['index'] }
        : undefined;
    case 'openBodyInTab':
      return parseBodyInTab(message);
    default:
      return undefined;
  }
}

function parseBodyInTab({ body, mode }: Message): ComposerRequest | undefined {
  if (!isText(body) || (mode !== 'json' && mode !== 'xml' && mode !== 'text')) return undefined;
  return { type: 'openBodyInTab', body, mode };
}

function parseSendMany(message: Message): ComposerRequest | undefined {
  const filled = parseFilled(message);
  const { count, perSecond } = message;
  if (!filled || !isIntegerBetween(count, 1, MAX_BULK_MESSAGES)) return undefined;
  if (perSecond === undefined) return { type: 'sendMany', ...filled, count };
  return isIntegerBetween(perSecond, 1, MAX_BULK_RATE)
    ? { type: 'sendMany', ...filled, count, perSecond }
    : undefined;
}

function parseFilled(message: Message): { draft: MessageDraft; hasPlaceholders: boolean } | undefined {
  const draft = parseDraft(message['draft']);
  return draft && { draft, hasPlaceholders: message['hasPlaceholders'] === true };
}

function parseDraft(value: unknown): MessageDraft | undefined {
  const draft = asRecord(value);
  if (!draft || !isText(draft['body']) || !Array.isArray(draft['attributes'])) return undefined;
  const attributes = draft['attributes'].map(parseAttribute);
  const { delaySeconds, messageGroupId, messageDeduplicationId, traceHeader } = draft;
  if (!attributes.every((attribute) => attribute !== undefined)) return undefined;
  if (delaySeconds !== undefined && typeof delaySeconds !== 'number') return undefined;
  if (!isTextOrAbsent(messageGroupId) || !isTextOrAbsent(messageDeduplicationId)) return undefined;
  if (!isTextOrAbsent(traceHeader)) return undefined;
  return {
    body: draft['body'],
    attributes,
    delaySeconds,
    messageGroupId,
    messageDeduplicationId,
    traceHeader,
  };
}

function parseAttribute(value: unknown): MessageAttribute | undefined {
  const attribute = asRecord(value);
  if (!attribute) return undefined;
  const { name, dataType, value: text } = attribute;
  return isText(name) && isText(dataType) && isText(text) ? { name, dataType, value: text } : undefined;
}
