import type { Message, MessageAttribute, MessageDetails, MessageState } from '../core/message';
import type { DeliveryRecord, MessageRecord } from '../core/queueState';

/*
 * A message as two columns. `delivery` is what changes; its length does not, so that SQLite overwrites it in place and
 * leaves the pages of a long body alone. `content` never changes: JSON, a line feed, the body; it has no NUL, which SQS
 * does not allow in a body.
 */

const states: readonly (MessageState | undefined)[] = [undefined, 'visible', 'inFlight', 'delayed'];
const deliveryLength = 44;
const scratch = Buffer.alloc(deliveryLength);

type StoredAttribute = readonly [name: string, dataType: string, text: string | null, base64?: string];
type Header = readonly [
  id: string,
  /** When it came in; later ones are in `delivery`. */
  order: number,
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
  if (!delivery) return scratch;
  scratch.writeDoubleLE(order, 8);
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
  const { id, order, sentAt, bodyMd5, senderId, groupId, details, delivery } = message;
  const header: Header = [
    id,
    order,
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

/** The columns of a message that {@link decodeMessage} takes. A short text costs far less than a short blob. */
export const messageColumns = `
  iif(substr(delivery, 1, 1) = x'00', NULL, delivery) AS delivery,
  substr(content, 1, instr(content, char(10)) - 1) AS header,
  substr(content, instr(content, char(10)) + 1) AS body`;

/** @throws Error when the columns do not hold what {@link encodeDelivery} and {@link encodeContent} make */
export function decodeMessage(delivery: Uint8Array | null, header: string, body: string): MessageRecord {
  const [id, order, sentAt, bodyMd5, senderId, groupId, deduplicationId, sourceArn, traceHeader, attributes] =
    JSON.parse(header) as Header;
  const fields = delivery && Buffer.from(delivery.buffer, delivery.byteOffset, delivery.byteLength);
  return {
    id,
    order: fields ? fields.readDoubleLE(8) : order,
    sentAt,
    body,
    bodyMd5,
    details: decodeDetails(traceHeader, attributes),
    senderId,
    groupId: groupId ?? undefined,
    deduplicationId: deduplicationId ?? undefined,
    delivery: fields ? decodeDelivery(fields, sourceArn ?? undefined) : undefined,
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
