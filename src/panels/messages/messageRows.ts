import { decodeBody } from '../../decoders/decodeBody';
import { type FilterableMessage, findField } from '../../messageFilter/messageFields';
import type { MessageFilter } from '../../messageFilter/messageFilter';
import { savedMessages } from '../../messageFormats/savedMessages';
import type { MessageDetail, MessageRow } from '../../shared/messageList';
import type { StoredMessage } from './messageStore';

/** Characters of a body, and of a column's value, that the list shows at most. */
const PREVIEW_LENGTH = 200;

export interface RowContext {
  /** Undefined where everything is let through. */
  readonly filter: MessageFilter | undefined;
  /** Names of the columns that are fields of the filter language. */
  readonly fieldColumns: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What the list shows of a message. */
export function messageRow(message: StoredMessage, { filter, fieldColumns, now }: RowContext): MessageRow {
  const {
    id,
    messageId,
    order,
    queueName,
    body,
    systemAttributes,
    visibleAgainAt,
    expiresAt,
    state,
    receivedBy,
  } = message;
  return {
    id,
    messageId,
    order,
    queueName,
    preview: body.slice(0, PREVIEW_LENGTH),
    messageGroupId: systemAttributes['MessageGroupId'],
    receiveCount: readInteger(systemAttributes['ApproximateReceiveCount']),
    sentAt: readInteger(systemAttributes['SentTimestamp']),
    firstReceivedAt: readInteger(systemAttributes['ApproximateFirstReceiveTimestamp']),
    expiresAt,
    visibleAgainAt,
    state,
    receivedBy,
    hasReceipt: message.receiptHandle !== undefined,
    size: message.size,
    values: fieldColumns.length === 0 ? undefined : readColumns(message, fieldColumns, now),
    isMatch: filter === undefined || filter(message, now),
  };
}

function readColumns(
  message: FilterableMessage,
  names: readonly string[],
  now: number,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      (findField(name)?.read(message, now) ?? []).join(', ').slice(0, PREVIEW_LENGTH),
    ]),
  );
}

/** All that there is to see of a message. */
export function messageDetail(message: StoredMessage): MessageDetail {
  const { id, messageId, body, md5OfBody, attributes, systemAttributes, isPartial = false } = message;
  return {
    id,
    messageId,
    layers: decodeBody(body),
    md5OfBody,
    attributes,
    systemAttributes,
    isPartial,
    raw: savedMessages([message], 'json')
      .trim()
      .replace(/^\[\n/, '')
      .replace(/\n\]$/, '')
      .replace(/^ {2}/gm, ''),
  };
}

function readInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
