import type { MessageAttribute, MessageDraft } from './message';
import { isFifoQueueName } from './queue';

/** User attributes that one message can have. */
export const MAX_MESSAGE_ATTRIBUTES = 10;
/** The largest MaximumMessageSize of a queue, and its default: 1 MiB. */
export const MAX_MESSAGE_SIZE = 1_048_576;
/** The longest DelaySeconds of a message. */
export const MAX_DELAY_SECONDS = 900;

const MAX_NAME_LENGTH = 256;
const MAX_NUMBER_DIGITS = 38;
const MAX_NUMBER_EXPONENT = 126;
const MIN_NUMBER_EXPONENT = -128;

/** A character that SQS refuses in a body or a String value. */
export interface ForbiddenCharacter {
  /** Where it stands, in UTF-16 units. */
  readonly index: number;
  readonly codePoint: number;
}

/** What is wrong with one message attribute. The sentence for it is made where it is shown. */
export type AttributeProblem =
  | 'nameEmpty'
  /** More than 256 characters. */
  | 'nameTooLong'
  /** Only letters, digits, `_`, `-` and `.` are allowed. */
  | 'nameCharacters'
  /** Begins with `AWS.` or `Amazon.`, in any letter case. */
  | 'nameReserved'
  /** Begins or ends with a period, or has two in a row. */
  | 'namePeriods'
  /** Not `String`, `Number` or `Binary`, with or without `.suffix`; case matters. */
  | 'typeUnknown'
  /** More than 256 characters. */
  | 'typeTooLong'
  | 'valueEmpty'
  | 'valueCharacters'
  | 'numberNotNumeric'
  /** More than 38 significant digits. */
  | 'numberTooPrecise'
  /** Its magnitude is not between 10^-128 and 10^126. */
  | 'numberOutOfRange'
  | 'binaryNotBase64';

/** What is wrong with a message, each with what its sentence needs. */
export type MessageProblem =
  | { readonly code: 'bodyEmpty' }
  | { readonly code: 'bodyCharacters'; readonly character: ForbiddenCharacter }
  /** `size` and `maximum` are bytes. */
  | { readonly code: 'tooLong'; readonly size: number; readonly maximum: number }
  | { readonly code: 'tooManyAttributes'; readonly count: number; readonly maximum: number }
  /** `index` counts the draft's attributes from 0. */
  | { readonly code: 'attribute'; readonly index: number; readonly problem: AttributeProblem }
  | { readonly code: 'attributeNameTwice'; readonly index: number; readonly name: string }
  | { readonly code: 'delayOutOfRange'; readonly maximum: number }
  | { readonly code: 'delayOnFifo' }
  | { readonly code: 'groupIdMissing' }
  | { readonly code: 'groupIdInvalid' }
  | { readonly code: 'deduplicationIdMissing' }
  | { readonly code: 'deduplicationIdInvalid' }
  | { readonly code: 'deduplicationIdOnStandard' }
  | { readonly code: 'traceHeaderInvalid' };

/** What of a queue decides whether a message can be sent to it. */
export interface MessageRules {
  readonly queueName: string;
  /** Bytes: the queue's MaximumMessageSize; 1 MiB when it is not known. */
  readonly maximumMessageSize?: number | undefined;
  /** FIFO queues only; unknown counts as on, so that the service decides. */
  readonly contentBasedDeduplication?: boolean | undefined;
}

/** Bytes of `text` in UTF-8; a lone surrogate counts three, as encoders replace it. */
export function utf8Length(text: string): number {
  let { length } = text;
  // Most texts have nothing but ASCII, which the search tells ten times as fast as a loop.
  const first = text.search(/[\u0080-\uffff]/);
  if (first < 0) return length;
  for (let index = first; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    // A surrogate pair takes four bytes for its two units.
    if (unit >= 0xd800 && isPairAt(text, index)) index++;
  }
  return length;
}

function isPairAt(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}

/**
 * Bytes that SQS counts against MaximumMessageSize: body plus name, type and value of every attribute.
 *
 * @param lengthOf bytes of a text as UTF-8; Node has a faster one
 */
export function messageSize(
  body: string,
  attributes: readonly MessageAttribute[],
  lengthOf: (text: string) => number = utf8Length,
): number {
  return attributes.reduce(
    (size, { name, dataType, value }) =>
      size +
      lengthOf(name) +
      lengthOf(dataType) +
      (isBinaryType(dataType) ? base64Length(value) : lengthOf(value)),
    lengthOf(body),
  );
}

/** True for `Binary` with or without a custom suffix: the value is base64. */
export function isBinaryType(dataType: string): boolean {
  return logicalType(dataType) === 'Binary';
}

/** Bytes that a base64 text stands for. */
function base64Length(text: string): number {
  const digits = text.replace(/=+$/, '').length;
  return Math.floor((digits * 3) / 4);
}

/**
 * The first character outside #x9, #xA, #xD, #x20–#xD7FF, #xE000–#xFFFD and #x10000–#x10FFFF,
 * the set that SendMessage allows.
 */
export function findForbiddenCharacter(text: string): ForbiddenCharacter | undefined {
  const match = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text);
  return match ? { index: match.index, codePoint: match[0].codePointAt(0) ?? 0 } : undefined;
}

/** What SQS would refuse in one message attribute; the first problem of name, type and value, in that order. */
export function checkMessageAttribute(attribute: MessageAttribute): AttributeProblem | undefined {
  return checkName(attribute.name) ?? checkType(attribute.dataType) ?? checkValue(attribute);
}

/** True for a name of a message attribute, and for the beginning of one that ends with `.*` (ReceiveMessage). */
export function isAttributeNamePattern(text: string): boolean {
  return checkName(text.replace(/\.\*$/, '')) === undefined;
}

function checkName(name: string): AttributeProblem | undefined {
  if (name === '') return 'nameEmpty';
  if (name.length > MAX_NAME_LENGTH) return 'nameTooLong';
  // SQS takes letters of other alphabets too, whatever its documentation says.
  if (!/^[\p{L}\p{Nd}_.-]+$/u.test(name)) return 'nameCharacters';
  if (/^(aws|amazon)\./i.test(name)) return 'nameReserved';
  if (/^\.|\.$|\.\./.test(name)) return 'namePeriods';
  return undefined;
}

function checkType(dataType: string): AttributeProblem | undefined {
  if (dataType.length > MAX_NAME_LENGTH) return 'typeTooLong';
  return logicalType(dataType) ? undefined : 'typeUnknown';
}

function logicalType(dataType: string): string | undefined {
  return /^(String|Number|Binary)(?:\..+)?$/s.exec(dataType)?.[1];
}

function checkValue({ dataType, value }: MessageAttribute): AttributeProblem | undefined {
  if (value === '') return 'valueEmpty';
  if (isBinaryType(dataType)) return isBase64(value) ? undefined : 'binaryNotBase64';
  if (findForbiddenCharacter(value)) return 'valueCharacters';
  return logicalType(dataType) === 'Number' ? checkNumber(value) : undefined;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** The rules of a Number value: up to 38 significant digits, magnitude 10^-128 … 10^126, or zero. */
function checkNumber(text: string): AttributeProblem | undefined {
  const match = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const whole = match?.[1] ?? '';
  const fraction = match?.[2] ?? '';
  if (!match || whole + fraction === '') return 'numberNotNumeric';
  const written = whole + fraction;
  const digits = written.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return undefined;
  if (digits.length > MAX_NUMBER_DIGITS) return 'numberTooPrecise';
  const leadingZeros = written.length - written.replace(/^0+/, '').length;
  const exponent = whole.length - leadingZeros - 1 + Number(match[3] ?? 0);
  if (exponent < MIN_NUMBER_EXPONENT || exponent > MAX_NUMBER_EXPONENT) return 'numberOutOfRange';
  return exponent === MAX_NUMBER_EXPONENT && digits !== '1' ? 'numberOutOfRange' : undefined;
}

/** True for what SQS takes as MessageGroupId and MessageDeduplicationId: 1 … 128 visible ASCII characters. */
export function isGroupOrDeduplicationId(text: string): boolean {
  return /^[!-~]{1,128}$/.test(text);
}

/** Everything that SQS would refuse in a message for a queue; empty when it can be sent. */
export function checkMessage(draft: MessageDraft, rules: MessageRules): readonly MessageProblem[] {
  return [
    ...checkBody(draft.body),
    ...checkAttributes(draft.attributes),
    ...checkSize(draft, rules),
    ...checkDelay(draft, rules),
    ...checkGroupId(draft, rules),
    ...checkDeduplicationId(draft, rules),
    ...checkTraceHeader(draft),
  ];
}

function checkBody(body: string): MessageProblem[] {
  if (body === '') return [{ code: 'bodyEmpty' }];
  const character = findForbiddenCharacter(body);
  return character ? [{ code: 'bodyCharacters', character }] : [];
}

function checkAttributes(attributes: readonly MessageAttribute[]): MessageProblem[] {
  const problems: MessageProblem[] = [];
  if (attributes.length > MAX_MESSAGE_ATTRIBUTES) {
    problems.push({ code: 'tooManyAttributes', count: attributes.length, maximum: MAX_MESSAGE_ATTRIBUTES });
  }
  const names = new Set<string>();
  for (const [index, attribute] of attributes.entries()) {
    const problem = checkMessageAttribute(attribute);
    if (problem) problems.push({ code: 'attribute', index, problem });
    if (names.has(attribute.name)) problems.push({ code: 'attributeNameTwice', index, name: attribute.name });
    names.add(attribute.name);
  }
  return problems;
}

function checkSize(draft: MessageDraft, rules: MessageRules): MessageProblem[] {
  const size = messageSize(draft.body, draft.attributes);
  const maximum = rules.maximumMessageSize ?? MAX_MESSAGE_SIZE;
  return size > maximum ? [{ code: 'tooLong', size, maximum }] : [];
}

function checkDelay({ delaySeconds = 0 }: MessageDraft, { queueName }: MessageRules): MessageProblem[] {
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > MAX_DELAY_SECONDS) {
    return [{ code: 'delayOutOfRange', maximum: MAX_DELAY_SECONDS }];
  }
  return delaySeconds > 0 && isFifoQueueName(queueName) ? [{ code: 'delayOnFifo' }] : [];
}

function checkGroupId({ messageGroupId }: MessageDraft, { queueName }: MessageRules): MessageProblem[] {
  if (messageGroupId === undefined) return isFifoQueueName(queueName) ? [{ code: 'groupIdMissing' }] : [];
  return isGroupOrDeduplicationId(messageGroupId) ? [] : [{ code: 'groupIdInvalid' }];
}

function checkDeduplicationId(draft: MessageDraft, rules: MessageRules): MessageProblem[] {
  const id = draft.messageDeduplicationId;
  const isFifo = isFifoQueueName(rules.queueName);
  if (id === undefined) {
    return isFifo && rules.contentBasedDeduplication === false ? [{ code: 'deduplicationIdMissing' }] : [];
  }
  if (!isFifo) return [{ code: 'deduplicationIdOnStandard' }];
  return isGroupOrDeduplicationId(id) ? [] : [{ code: 'deduplicationIdInvalid' }];
}

/** Fields of X-Ray's header in any order, `Root` among them; it knows others than those that are checked here. */
function checkTraceHeader({ traceHeader }: MessageDraft): MessageProblem[] {
  if (traceHeader === undefined) return [];
  const fields = traceHeader.split(';').map((field) => field.trim());
  const isRight =
    fields.every((field) => isTraceField(field)) && fields.some((field) => field.startsWith('Root='));
  return isRight ? [] : [{ code: 'traceHeaderInvalid' }];
}

function isTraceField(field: string): boolean {
  const [name, value = ''] = field.split('=', 2);
  switch (name) {
    case 'Root':
    case 'Self':
      return /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i.test(value);
    case 'Parent':
      return /^[0-9a-f]{16}$/i.test(value);
    case 'Sampled':
      return /^[01?]$/.test(value);
    default:
      return /^[!-:<>-~]+=[!-:<-~]*$/.test(field);
  }
}
