import type { MessagesRequest } from '../shared/messagesPanelMessages';
import { asRecord, isIntegerBetween, isText, isTextOrAbsent } from './untrusted';

const MAX_MESSAGES = 10;
const MAX_WAIT_SECONDS = 20;
const MAX_VISIBILITY_SECONDS = 43_200;

/** A message of the messages page, checked, with every number in the range of SQS; undefined when it is not one. */
export function parseMessagesRequest(value: unknown): MessagesRequest | undefined {
  const message = asRecord(value);
  if (!message) return undefined;
  const { type, id } = message;
  switch (type) {
    case 'ready':
    case 'cancelReceive':
    case 'clear':
    case 'openComposer':
    case 'openDashboard':
      return { type };
    case 'delete':
    case 'release':
    case 'copyBody':
      return isText(id) ? { type, id } : undefined;
    case 'select':
      return isTextOrAbsent(id) ? { type, id } : undefined;
    case 'extend':
      return parseExtend(id, message['seconds']);
    case 'receive':
      return parseReceive(message);
    default:
      return undefined;
  }
}

function parseExtend(id: unknown, seconds: unknown): MessagesRequest | undefined {
  return isText(id) && isIntegerBetween(seconds, 1, MAX_VISIBILITY_SECONDS)
    ? { type: 'extend', id, seconds }
    : undefined;
}

function parseReceive(message: Readonly<Record<string, unknown>>): MessagesRequest | undefined {
  const { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout } = message;
  if (!isIntegerBetween(maxNumberOfMessages, 1, MAX_MESSAGES)) return undefined;
  if (!isIntegerBetween(waitTimeSeconds, 0, MAX_WAIT_SECONDS)) return undefined;
  if (visibilityTimeout === undefined) return { type: 'receive', maxNumberOfMessages, waitTimeSeconds };
  return isIntegerBetween(visibilityTimeout, 0, MAX_VISIBILITY_SECONDS)
    ? { type: 'receive', maxNumberOfMessages, waitTimeSeconds, visibilityTimeout }
    : undefined;
}
