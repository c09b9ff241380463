import { type AttributeSelection, systemAttributeNames } from '../shared/message';
import { isAttributeNamePattern } from '../shared/messageChecks';
import type { ListView } from '../shared/messageList';
import {
  type CopyFormat,
  copyFormats,
  type MessagesMode,
  type MessagesRequest,
  messageCommands,
} from '../shared/messagesPanelMessages';
import { asRecord, isIntegerBetween, isText, isTextOrAbsent } from './untrusted';

const MAX_MESSAGES = 10;
const MAX_WAIT_SECONDS = 20;
const MAX_VISIBILITY_SECONDS = 43_200;
const MAX_TIMES = 1_000;
const MAX_LOOK_LIMIT = 1_000;
const MAX_SELECTED = 100_000;
const MAX_COLUMNS = 40;
const MAX_ATTRIBUTE_NAMES = 100;
const MAX_FILTER_LENGTH = 2_000;
const MODES: readonly MessagesMode[] = ['peek', 'look', 'receive'];

type Fields = Readonly<Record<string, unknown>>;

/** A message of the messages page, checked, with every number in the range of SQS; undefined when it is not one. */
export function parseMessagesRequest(value: unknown): MessagesRequest | undefined {
  const message = asRecord(value);
  if (!message) return undefined;
  const { type, id, ids } = message;
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'cancelReceive':
    case 'clear':
    case 'openComposer':
    case 'openDashboard':
      return { type };
    case 'delete':
    case 'release':
    case 'save':
      return isIdList(ids) ? { type, ids } : undefined;
    case 'select':
      return isTextOrAbsent(id) && isIdList(ids) ? { type, id, ids } : undefined;
    case 'receive':
      return parseReceive(message);
    default:
      return parseActions(message) ?? parseList(message);
  }
}

function parseActions(message: Fields): MessagesRequest | undefined {
  const { type, id, ids, seconds, format, layer, limit } = message;
  switch (type) {
    case 'extend':
      return isIdList(ids) && isIntegerBetween(seconds, 1, MAX_VISIBILITY_SECONDS)
        ? { type, ids, seconds }
        : undefined;
    case 'copy':
      return isIdList(ids) && isCopyFormat(format) ? { type, ids, format } : undefined;
    case 'run': {
      const command = messageCommands.find((each) => each === message['command']);
      return isIdList(ids) && command ? { type, ids, command } : undefined;
    }
    case 'openLayer':
      return isText(id) && isIntegerBetween(layer, -1, 100) ? { type, id, layer } : undefined;
    case 'compare':
      return isIdList(ids) && ids[0] !== undefined && ids[1] !== undefined && ids.length === 2
        ? { type, ids: [ids[0], ids[1]] }
        : undefined;
    case 'look':
      return isIntegerBetween(limit, 1, MAX_LOOK_LIMIT) ? { type, limit } : undefined;
    default:
      return undefined;
  }
}

function parseList(message: Fields): MessagesRequest | undefined {
  const { type, mode, filter, isSaved, view, isOn } = message;
  switch (type) {
    case 'mode': {
      const known = MODES.find((each) => each === mode);
      return known && { type, mode: known };
    }
    case 'filter':
      return isFilter(filter) ? { type, filter } : undefined;
    case 'saveFilter':
      return isFilter(filter) && typeof isSaved === 'boolean' ? { type, filter, isSaved } : undefined;
    case 'view': {
      const parsed = parseView(asRecord(view));
      return parsed && { type, view: parsed };
    }
    case 'includeDeadLetters':
      return typeof isOn === 'boolean' ? { type, isOn } : undefined;
    default:
      return undefined;
  }
}

function parseView(view: Fields | undefined): ListView | undefined {
  const columns = view?.['columns'];
  if (!isTextList(columns, MAX_COLUMNS)) return undefined;
  const sort = asRecord(view?.['sort']);
  const { column, isDescending } = sort ?? {};
  if (!isText(column) || typeof isDescending !== 'boolean') return { columns };
  return { columns, sort: { column, isDescending } };
}

function parseReceive(message: Fields): MessagesRequest | undefined {
  const { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout, times } = message;
  const attributes = parseAttributes(asRecord(message['attributes']));
  if (!attributes) return undefined;
  if (!isIntegerBetween(maxNumberOfMessages, 1, MAX_MESSAGES)) return undefined;
  if (!isIntegerBetween(waitTimeSeconds, 0, MAX_WAIT_SECONDS)) return undefined;
  if (visibilityTimeout !== undefined && !isIntegerBetween(visibilityTimeout, 0, MAX_VISIBILITY_SECONDS)) {
    return undefined;
  }
  if (times !== undefined && !isIntegerBetween(times, 1, MAX_TIMES)) return undefined;
  return {
    type: 'receive',
    maxNumberOfMessages,
    waitTimeSeconds,
    attributes,
    ...(visibilityTimeout !== undefined && { visibilityTimeout }),
    ...(times !== undefined && { times }),
  };
}

function parseAttributes(value: Fields | undefined): AttributeSelection | undefined {
  const { messageAttributes, systemAttributes } = value ?? {};
  const names =
    messageAttributes === 'All' || isTextList(messageAttributes, MAX_ATTRIBUTE_NAMES)
      ? messageAttributes
      : undefined;
  if (names === undefined || (names !== 'All' && !names.every(isAttributeNamePattern))) return undefined;
  if (systemAttributes === 'All') return { messageAttributes: names, systemAttributes };
  if (!isTextList(systemAttributes, systemAttributeNames.length)) return undefined;
  const known = systemAttributeNames.filter((name) => systemAttributes.includes(name));
  return { messageAttributes: names, systemAttributes: known };
}

function isFilter(value: unknown): value is string {
  return isText(value) && value.length <= MAX_FILTER_LENGTH;
}

function isIdList(value: unknown): value is readonly string[] {
  return isTextList(value, MAX_SELECTED);
}

function isTextList(value: unknown, most: number): value is readonly string[] {
  return Array.isArray(value) && value.length <= most && value.every(isText);
}

function isCopyFormat(value: unknown): value is CopyFormat {
  return copyFormats.some((each) => each === value);
}
