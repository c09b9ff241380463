import { SqsError } from '../core/sqsError';

// Control characters are what this looks for. Lone surrogates match as well, pairs do not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const forbidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The first UTF-16 unit that a message must not contain. Allowed are #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD
 * and #x10000 to #x10FFFF (SendMessage, API reference).
 */
export function findForbiddenCharacter(text: string): string | undefined {
  return forbidden.exec(text)?.[0];
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
