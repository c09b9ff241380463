import { invalidReceiptHandle } from './failures';

const prefix = 'AQEB';
const keyLength = 16;
const uuidLength = 36;
const countLength = 6;
const headLength = prefix.length + keyLength;
const sealLength = 7;
const firstSeed = 0x811c9dc5;
const minimumLength = headLength + uuidLength + countLength + 1 + sealLength;

/** What a receipt handle says. */
export interface Receipt {
  readonly messageId: string;
  /** Which receive of the message made it: 1 for the first. */
  readonly receiveCount: number;
}

/**
 * Makes the text a client hands back to delete a message or to change its visibility.
 *
 * @param queueKey what {@link toQueueKey} says of the queue
 * @param nonce letters and digits
 */
export function formatReceiptHandle(
  queueKey: string,
  messageId: string,
  receiveCount: number,
  nonce: string,
): string {
  const receive = receiveCount.toString(36).padStart(countLength, '0') + nonce;
  return prefix + queueKey + messageId + receive + toSeal(hash(receive, hash(messageId, firstSeed)));
}

/** Reads a handle that was made for the same queue. @throws SqsError ReceiptHandleIsInvalid for any other text */
export function readReceiptHandle(handle: string, queueKey: string): Receipt {
  const receipt = parseReceiptHandle(handle, queueKey);
  if (receipt) return receipt;
  throw invalidReceiptHandle(handle);
}

/** Reads a handle that was made for the same queue; undefined for any other text, a changed handle included. */
export function parseReceiptHandle(handle: string, queueKey: string): Receipt | undefined {
  if (handle.length < minimumLength || !handle.startsWith(prefix)) return undefined;
  if (!handle.startsWith(queueKey, prefix.length)) return undefined;
  const seal = toSeal(hash(handle, firstSeed, headLength, handle.length - sealLength));
  if (!handle.endsWith(seal)) return undefined;
  const countAt = headLength + uuidLength;
  const receiveCount = Number.parseInt(handle.slice(countAt, countAt + countLength), 36);
  if (!(receiveCount > 0)) return undefined;
  return { messageId: handle.slice(headLength, countAt), receiveCount };
}

/** 16 hexadecimal digits that tell the handles of one queue from those of another. */
export function toQueueKey(queueArn: string): string {
  return toHex(hash(queueArn, firstSeed)) + toHex(hash(queueArn, 0x050c5d1f));
}

/** FNV-1a, 32 bits, of the characters from `start` to before `end`. */
function hash(text: string, seed: number, start = 0, end = text.length): number {
  let value = seed;
  for (let index = start; index < end; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

function toHex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** 30 bits of a hash above 32^6, so that there are always seven digits without padding, which every receive would pay for. */
function toSeal(value: number): string {
  return ((value & 0x3fffffff) | 0x40000000).toString(32);
}
