import { SqsError } from '../core/sqsError';

/** Control characters are what this looks for. Lone surrogates match as well, pairs do not. */
const forbidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Shorter texts are quicker searched one by one, longer ones do not fit. UTF-8 takes up to three bytes a unit. */
const shortLength = 256;
const longLength = 65_536;
const topBits = 0x80808080 | 0;
const scratch = Buffer.alloc(longLength * 3 + 4);
/** Signed, so that the arithmetic below stays within 32 bits. */
const words = new Int32Array(scratch.buffer, scratch.byteOffset, scratch.length >> 2);

/**
 * The first UTF-16 unit that a message must not contain. Allowed are #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD
 * and #x10000 to #x10FFFF (SendMessage, API reference).
 */
export function findForbiddenCharacter(text: string): string | undefined {
  const isLong = text.length > shortLength && text.length <= longLength;
  return isLong && isCleanText(text) ? undefined : forbidden.exec(text)?.[0];
}

/** @throws SqsError InvalidMessageContents */
export function checkBodyCharacters(body: string): void {
  const character = findForbiddenCharacter(body);
  if (character === undefined) return;
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  throw new SqsError(
    'InvalidMessageContents',
    `Invalid binary character '#x${code}' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF`,
  );
}

/** Four bytes at a time: this runs for every message and would cost as much as its MD5 otherwise. */
function isCleanText(text: string): boolean {
  if (!isWellFormed(text) || text.includes('\ufffe') || text.includes('\uffff')) return false;
  const length = scratch.write(text);
  scratch.fill(0x20, length, length + 3);
  const end = (length + 3) >> 2;
  for (let index = 0; index < end; index++) {
    const word = words[index] as number;
    // Not zero when one of the four bytes is below 0x20 (a borrow can also point at a neighbour: looked at below).
    if ((((word - 0x20202020) | 0) & ~word & topBits) !== 0 && !isCleanWord(index * 4)) return false;
  }
  return true;
}

function isCleanWord(start: number): boolean {
  for (let index = start; index < start + 4; index++) {
    const byte = scratch[index] as number;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return false;
  }
  return true;
}

/** In every Node since 20; the types have it only with a later `lib`. */
function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}
