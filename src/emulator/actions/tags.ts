import { invalidParameter } from './failures';

const maxTags = 50;
const allowed = /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u;

/**
 * Checks tags before they are added to a queue that has `existingCount` others.
 * @throws SqsError InvalidParameterValueException
 */
export function checkTags(
  tags: readonly (readonly [key: string, value: string])[],
  queueName: string,
  existingCount: number,
): void {
  for (const [key, value] of tags) checkTag(key, value);
  if (tags.length + existingCount > maxTags) {
    throw invalidParameter(`Too many tags added for queue ${queueName}.`);
  }
}

function checkTag(key: string, value: string): void {
  if (key.length < 1 || key.length > 128) {
    throw invalidParameter('Tag keys must be between 1 and 128 characters in length.');
  }
  if (value.length > 256) {
    throw invalidParameter('Tag values must be between 0 and 256 characters in length.');
  }
  if (/^aws:/i.test(key)) {
    throw invalidParameter("Tag keys can't start with 'aws:'. That prefix is reserved for AWS.");
  }
  if (allowed.test(key) && allowed.test(value)) return;
  throw invalidParameter(
    'Tags can only include letters, digits, spaces and the characters _ . : / = + - @ in any language.',
  );
}
