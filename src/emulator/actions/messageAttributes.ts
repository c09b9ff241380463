import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { MessageAttribute } from '../core/message';
import { SqsError } from '../core/sqsError';
import { invalidParameter } from './failures';
import { findForbiddenCharacter } from './messageBody';

/** Attributes as a request or an answer has them. */
export type AttributeMap = Record<string, MessageAttributeValue>;

const maxAttributes = 10;
const maxNameLength = 256;
const logicalType = /^(String|Number|Binary)(\..+)?$/s;

/**
 * Checks the attributes of a message and puts them into the order of their names.
 *
 * Rules: SQS Developer Guide, "Amazon SQS message attributes", and recorded answers.
 * @returns undefined when there are none
 * @throws SqsError InvalidParameterValueException, UnsupportedOperation
 */
export function readAttributes(input: AttributeMap | undefined): readonly MessageAttribute[] | undefined {
  if (!input) return undefined;
  const names = Object.keys(input);
  if (names.length === 0) return undefined;
  if (names.length > maxAttributes) {
    throw invalidParameter(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  }
  return names.sort(compareBytes).map((name) => readAttribute(name, input[name] as MessageAttributeValue));
}

/** Names, types and values in UTF-8 bytes, which count towards the size of a message. */
export function getAttributesSize(input: AttributeMap | undefined): number {
  if (!input) return 0;
  let size = 0;
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(input)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType ?? '');
    size += BinaryValue ? BinaryValue.length : Buffer.byteLength(StringValue ?? '');
  }
  return size;
}

/**
 * The attributes that a receive asked for: `All`, `.*` and `*` are all, `foo.*` is every name that starts with `foo`
 * (recorded from AWS).
 */
export function selectAttributes(
  attributes: readonly MessageAttribute[],
  wanted: readonly string[],
): readonly MessageAttribute[] {
  if (wanted.includes('All')) return attributes;
  return attributes.filter(({ name }) => wanted.some((pattern) => matches(name, pattern)));
}

/** As an answer shows them. */
export function toAttributeMap(attributes: readonly MessageAttribute[]): AttributeMap {
  // Not by assignment: `__proto__` is a legal name.
  return Object.fromEntries(
    attributes.map(({ name, dataType, value }) => [
      name,
      typeof value === 'string'
        ? { DataType: dataType, StringValue: value }
        : { DataType: dataType, BinaryValue: value },
    ]),
  );
}

function matches(name: string, pattern: string): boolean {
  if (pattern === name || pattern === '*') return true;
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2));
}

function readAttribute(name: string, value: MessageAttributeValue): MessageAttribute {
  checkName(name);
  const dataType = value.DataType ?? '';
  const type = logicalType.exec(dataType)?.[1];
  if (type === undefined || dataType.length > maxNameLength) throw invalidType(name);
  if (value.StringListValues?.length || value.BinaryListValues?.length) {
    throw new SqsError(
      'UnsupportedOperation',
      'Message attribute list values in SendMessage operation are not supported.',
    );
  }
  if (type === 'Binary') return { name, dataType, value: readBinary(name, value) };
  return { name, dataType, value: readText(name, type, value) };
}

function readBinary(name: string, { BinaryValue }: MessageAttributeValue): Uint8Array {
  if (!BinaryValue?.length) throw emptyValue(name, 'Binary');
  return BinaryValue;
}

function readText(name: string, type: string, { StringValue }: MessageAttributeValue): string {
  if (!StringValue) throw emptyValue(name, type);
  if (findForbiddenCharacter(StringValue) !== undefined) {
    throw invalidParameter(
      `Message (user) attribute '${name}' contains characters that are not allowed: the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF`,
    );
  }
  return type === 'Number' ? readNumber(name, StringValue) : StringValue;
}

/** Up to 38 digits of precision, 10^-128 … 10^+126 in magnitude. Kept as it was sent: SDKs compare MD5s. */
function readNumber(name: string, text: string): string {
  const match = /^[+-]?(\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.exec(text.trim());
  if (!match) throw noNumber(name);
  const digits = (match[1] as string).replace('.', '').replace(/^0+|0+$/g, '');
  if (digits.length > 38) throw noNumber(name);
  const magnitude = Math.abs(Number(text));
  if (digits !== '' && !(magnitude >= 1e-128 && magnitude <= 1e126)) throw noNumber(name);
  return text;
}

function checkName(name: string): void {
  if (name.length === 0 || name.length > maxNameLength) {
    throw invalidParameter(`Length of message attribute name must be between 1 and ${maxNameLength} bytes.`);
  }
  if (/^(aws|amazon)\./i.test(name)) {
    throw invalidParameter(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use.",
    );
  }
  if (!/^[\p{L}\p{N}_.-]+$/u.test(name)) {
    throw invalidParameter(
      `Invalid non-alphanumeric character was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
  if (name.startsWith('.') || name.endsWith('.') || name.includes('..')) {
    throw invalidParameter(
      'You can use a dot in a message attribute name only between two other characters: it must not start or end with one or have two in a row.',
    );
  }
}

function compareBytes(a: string, b: string): number {
  // UTF-16 order differs from byte order only beyond the basic plane.
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function invalidType(name: string): SqsError {
  return invalidParameter(
    `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
  );
}

function emptyValue(name: string, type: string): SqsError {
  return invalidParameter(
    `Message (user) attribute '${name}' must contain a non-empty value of type '${type === 'Binary' ? 'Binary' : 'String'}'.`,
  );
}

function noNumber(name: string): SqsError {
  return invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
}
