import type { Message, MessageAttribute, MessageDetails, MessageState } from '../core/message';
import type { DeliveryRecord, MessageRecord } from '../core/queueState';

/*
 * A message as two pieces. `delivery` is what changes, of a fixed length. `content` never changes: JSON, a line feed,
 * the body.
 */

const states: readonly (MessageState | undefined)[] = [undefined, 'visible', 'inFlight', 'delayed'];
/** Bytes. */
export const deliveryLength = 44;

type StoredAttribute = readonly [name: string, dataType: string, text: string | null, base64?: string];
type Header = readonly [
  id: string,
  /** When it came in; later ones are in `delivery`. */
  order: number,
  sentAt: number,
  bodyMd5: string | null,
  senderId: string,
  groupId: string | null,
  deduplicationId: string | null,
  deadLetterSourceArn: string | null,
  traceHeader: string | null,
  attributes: readonly StoredAttribute[] | null,
];

/** The order of a message that waits for its first receive is in its content. */
export function writeDelivery(target: Buffer, at: number, message: Message, hasReceipt: boolean): void {
  const { delivery, order } = message;
  target.fill(0, at, at + deliveryLength);
  if (!delivery) return;
  target[at] = states.indexOf(delivery.state);
  target[at + 1] = hasReceipt ? 1 : 0;
  target.writeUInt32LE(delivery.receiveCount, at + 4);
  target.writeDoubleLE(order, at + 8);
  target.writeDoubleLE(delivery.firstReceivedAt, at + 16);
  target.writeDoubleLE(delivery.receivedAt, at + 24);
  target.writeDoubleLE(delivery.visibleAt, at + 32);
  target.writeUInt32LE(delivery.receivedBefore, at + 40);
}

export function encodeContent(message: Message, deduplicationId: string | undefined): string {
  const { id, order, sentAt, bodyMd5, senderId, groupId, details, delivery } = message;
  const header: Header = [
    id,
    order,
    sentAt,
    bodyMd5 ?? null,
    senderId,
    groupId ?? null,
    deduplicationId ?? null,
    delivery?.deadLetterSourceArn ?? null,
    details?.traceHeader ?? null,
    details?.attributes?.map(encodeAttribute) ?? null,
  ];
  return `${JSON.stringify(header)}\n${message.body}`;
}

const lineFeed = 10;

/**
 * @param fields what {@link writeDelivery} wrote last
 * @param content what {@link encodeContent} made
 * @throws SyntaxError when they are damaged
 */
export function decodeMessage(fields: Buffer, content: Buffer): MessageRecord {
  const end = content.indexOf(lineFeed);
  if (end < 0 || fields.length < deliveryLength) throw new SyntaxError('A stored message is cut off.');
  const [id, order, sentAt, bodyMd5, senderId, groupId, deduplicationId, sourceArn, traceHeader, attributes] =
    JSON.parse(content.toString('utf8', 0, end)) as Header;
  const isFresh = fields[0] === 0;
  return {
    id,
    order: isFresh ? order : fields.readDoubleLE(8),
    sentAt,
    body: content.toString('utf8', end + 1),
    bodyMd5: bodyMd5 ?? undefined,
    details: decodeDetails(traceHeader, attributes),
    senderId,
    groupId: groupId ?? undefined,
    deduplicationId: deduplicationId ?? undefined,
    delivery: isFresh ? undefined : decodeDelivery(fields, sourceArn ?? undefined),
  };
}

function decodeDelivery(fields: Buffer, deadLetterSourceArn: string | undefined): DeliveryRecord {
  const state = states[fields.readUInt8(0)];
  if (!state) throw new SyntaxError('A stored message has an unknown state.');
  return {
    state,
    receiveCount: fields.readUInt32LE(4),
    firstReceivedAt: fields.readDoubleLE(16),
    receivedAt: fields.readDoubleLE(24),
    visibleAt: fields.readDoubleLE(32),
    receivedBefore: fields.readUInt32LE(40),
    deadLetterSourceArn,
    hasReceipt: fields.readUInt8(1) === 1,
  };
}

function encodeAttribute({ name, dataType, value }: MessageAttribute): StoredAttribute {
  if (typeof value === 'string') return [name, dataType, value];
  return [name, dataType, null, Buffer.from(value).toString('base64')];
}

function decodeDetails(
  traceHeader: string | null,
  attributes: readonly StoredAttribute[] | null,
): MessageDetails | undefined {
  if (traceHeader === null && attributes === null) return undefined;
  return { traceHeader: traceHeader ?? undefined, attributes: attributes?.map(decodeAttribute) };
}

function decodeAttribute([name, dataType, text, base64 = '']: StoredAttribute): MessageAttribute {
  return { name, dataType, value: text ?? new Uint8Array(Buffer.from(base64, 'base64')) };
}
