import type { Message, MessageAttribute, MessageDetails, MessageState } from '../core/message';
import type { DeliveryRecord, MessageRecord } from '../core/queueState';

/*
 * A message as two columns. `delivery` is what changes; its length does not, so that SQLite overwrites it in place and
 * leaves the pages of a long body alone. `content` never changes: JSON, a line feed, the body.
 */

const states: readonly (MessageState | undefined)[] = [undefined, 'visible', 'inFlight', 'delayed'];
const deliveryLength = 44;
const scratch = Buffer.alloc(deliveryLength);
const lineFeed = 10;

type StoredAttribute = readonly [name: string, dataType: string, text: string | null, base64?: string];
type Header = readonly [
  id: string,
  sentAt: number,
  bodyMd5: string,
  senderId: string,
  groupId: string | null,
  deduplicationId: string | null,
  deadLetterSourceArn: string | null,
  traceHeader: string | null,
  attributes: readonly StoredAttribute[] | null,
];

/** The same buffer every time: SQLite copies what is bound. */
export function encodeDelivery(message: Message, hasReceipt: boolean): Buffer {
  const { delivery, order } = message;
  scratch.fill(0);
  scratch.writeDoubleLE(order, 8);
  if (!delivery) return scratch;
  scratch[0] = states.indexOf(delivery.state);
  scratch[1] = hasReceipt ? 1 : 0;
  scratch.writeUInt32LE(delivery.receiveCount, 4);
  scratch.writeDoubleLE(delivery.firstReceivedAt, 16);
  scratch.writeDoubleLE(delivery.receivedAt, 24);
  scratch.writeDoubleLE(delivery.visibleAt, 32);
  scratch.writeUInt32LE(delivery.receivedBefore, 40);
  return scratch;
}

export function encodeContent(message: Message, deduplicationId: string | undefined): Buffer {
  const { id, sentAt, bodyMd5, senderId, groupId, details, delivery } = message;
  const header: Header = [
    id,
    sentAt,
    bodyMd5,
    senderId,
    groupId ?? null,
    deduplicationId ?? null,
    delivery?.deadLetterSourceArn ?? null,
    details?.traceHeader ?? null,
    details?.attributes?.map(encodeAttribute) ?? null,
  ];
  return Buffer.from(`${JSON.stringify(header)}\n${message.body}`);
}

/** @throws Error when the columns do not hold what {@link encodeDelivery} and {@link encodeContent} make */
export function decodeMessage(delivery: Uint8Array, content: Uint8Array): MessageRecord {
  if (delivery.length !== deliveryLength) throw new Error('A stored message is malformed.');
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const headerEnd = bytes.indexOf(lineFeed);
  const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as Header;
  const [id, sentAt, bodyMd5, senderId, groupId, deduplicationId, sourceArn, traceHeader, attributes] =
    header;
  const fields = Buffer.from(delivery.buffer, delivery.byteOffset, delivery.byteLength);
  return {
    id,
    order: fields.readDoubleLE(8),
    sentAt,
    body: bytes.toString('utf8', headerEnd + 1),
    bodyMd5,
    details: decodeDetails(traceHeader, attributes),
    senderId,
    groupId: groupId ?? undefined,
    deduplicationId: deduplicationId ?? undefined,
    delivery: decodeDelivery(fields, sourceArn ?? undefined),
  };
}

function decodeDelivery(fields: Buffer, deadLetterSourceArn: string | undefined): DeliveryRecord | undefined {
  const state = states[fields.readUInt8(0)];
  if (!state) return undefined;
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
