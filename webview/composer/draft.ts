import type { SendPolicy } from '../../src/shared/composerMessages';
import type { MessageAttribute, MessageDraft } from '../../src/shared/message';
import { checkMessage, type MessageProblem } from '../../src/shared/messageChecks';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { base64FromHex, base64FromText } from './binary';
import type { ChosenMode } from './bodyMode';

export const BASE_TYPES = ['String', 'Number', 'Binary'] as const;
export type BaseType = (typeof BASE_TYPES)[number];

/** How a Binary value is typed. */
export const ENCODINGS = ['text', 'base64', 'hex'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A message attribute as it is typed. */
export interface TypedAttribute {
  readonly name: string;
  readonly baseType: BaseType;
  /** What follows the period of the type; may be empty. */
  readonly customType: string;
  readonly value: string;
  readonly encoding: Encoding;
}

/** A message as it is typed: nothing is dropped or corrected. */
export interface TypedDraft {
  readonly body: string;
  readonly mode: ChosenMode;
  readonly attributes: readonly TypedAttribute[];
  readonly delay: string;
  readonly groupId: string;
  readonly deduplicationId: string;
  readonly traceHeader: string;
  /** Text in double braces is filled in when the message is sent. */
  readonly hasPlaceholders: boolean;
  /** Each send is followed by a new random deduplication ID. */
  readonly isNewIdAfterSend: boolean;
}

export const emptyAttribute: TypedAttribute = {
  name: '',
  baseType: 'String',
  customType: '',
  value: '',
  encoding: 'text',
};

export const emptyDraft: TypedDraft = {
  body: '',
  mode: 'auto',
  attributes: [],
  delay: '',
  groupId: '',
  deduplicationId: '',
  traceHeader: '',
  hasPlaceholders: false,
  isNewIdAfterSend: false,
};

/** A problem of the draft: one that SQS has with the message, or one that keeps it from becoming a message. */
export type DraftProblem =
  | MessageProblem
  /** `index` counts the attributes from 0. */
  | { readonly code: 'notHex'; readonly index: number }
  /** `placeholder` with its braces. */
  | { readonly code: 'placeholderUnknown'; readonly placeholder: string };

/** The message that a draft stands for. Only what is typed goes into it; a Binary value is base64 there. */
export function toMessageDraft(draft: TypedDraft): MessageDraft {
  return {
    body: draft.body,
    attributes: draft.attributes.map(toAttribute),
    delaySeconds: draft.delay.trim() === '' ? undefined : readSeconds(draft.delay.trim()),
    messageGroupId: draft.groupId === '' ? undefined : draft.groupId,
    messageDeduplicationId: draft.deduplicationId === '' ? undefined : draft.deduplicationId,
    traceHeader: draft.traceHeader.trim() === '' ? undefined : draft.traceHeader.trim(),
  };
}

/** A message as it would have to be typed. What a message has no place for is kept from `typed`. */
export function toTypedDraft(message: MessageDraft, typed: TypedDraft): TypedDraft {
  return {
    ...typed,
    body: message.body,
    mode: 'auto',
    attributes: message.attributes.map(toTypedAttribute),
    delay: message.delaySeconds === undefined ? '' : String(message.delaySeconds),
    groupId: message.messageGroupId ?? '',
    deduplicationId: message.messageDeduplicationId ?? '',
    traceHeader: message.traceHeader ?? '',
  };
}

function toTypedAttribute({ name, dataType, value }: MessageAttribute): TypedAttribute {
  const [base, ...custom] = dataType.split('.');
  const baseType = BASE_TYPES.find((type) => type === base) ?? 'String';
  return { name, baseType, customType: custom.join('.'), value, encoding: 'base64' };
}

/**
 * Everything that keeps a draft from being sent; empty when it can be. Of many messages each gets a
 * deduplication ID of its own.
 */
export function checkDraft(
  draft: TypedDraft,
  policy: SendPolicy,
  { queueName }: QueueHeading,
  { isForMany = false } = {},
): readonly DraftProblem[] {
  const notHex = draft.attributes.flatMap((attribute, index): DraftProblem[] =>
    isHexInvalid(attribute) ? [{ code: 'notHex', index }] : [],
  );
  const isReplaced = (problem: MessageProblem) =>
    problem.code === 'attribute' && notHex.some((other) => 'index' in other && other.index === problem.index);
  const message = toMessageDraft(draft);
  const checked = draft.hasPlaceholders ? withExamples(message) : message;
  const problems = checkMessage(checked, { queueName, ...policy }).filter(
    ({ code }) => !(isForMany && code === 'deduplicationIdMissing'),
  );
  return [
    ...problems.filter((problem) => !isReplaced(problem)),
    ...notHex,
    ...(draft.hasPlaceholders ? checkPlaceholders(draft) : []),
  ];
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What stands for a placeholder while the message is checked; undefined for one that there is not. */
function exampleOf(content: string): string | undefined {
  const [name, least, most, ...rest] = content.trim().split(/\s+/);
  if (name === 'random') {
    const isRange =
      /^-?\d+$/.test(least ?? '') && /^-?\d+$/.test(most ?? '') && Number(least) <= Number(most);
    return isRange && rest.length === 0 ? least : undefined;
  }
  if (least !== undefined) return undefined;
  switch (name) {
    case 'index':
      return '0';
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    case 'timestamp':
      return '2000-01-01T00:00:00.000Z';
    default:
      return undefined;
  }
}

function withExamples(message: MessageDraft): MessageDraft {
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (written, content: string) => exampleOf(content) ?? written);
  return {
    ...message,
    body: fill(message.body),
    attributes: message.attributes.map((attribute) => ({
      ...attribute,
      value: attribute.dataType.startsWith('Binary') ? attribute.value : fill(attribute.value),
    })),
    messageGroupId: message.messageGroupId && fill(message.messageGroupId),
    messageDeduplicationId: message.messageDeduplicationId && fill(message.messageDeduplicationId),
  };
}

/** The first text in double braces that is no placeholder. */
function checkPlaceholders({ body, attributes, groupId, deduplicationId }: TypedDraft): DraftProblem[] {
  const values = attributes.filter(({ baseType }) => baseType !== 'Binary').map(({ value }) => value);
  const unknown = [body, ...values, groupId, deduplicationId]
    .flatMap((text) => [...text.matchAll(PLACEHOLDER)])
    .find(([, content = '']) => exampleOf(content) === undefined);
  return unknown ? [{ code: 'placeholderUnknown', placeholder: unknown[0] }] : [];
}

/** A random header of X-Ray, as a program makes that begins a trace. @param now epoch milliseconds */
export function newTraceHeader(now: number): string {
  const hex = (bytes: number) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${hex(12)};Parent=${hex(8)};Sampled=1`;
}

/** True for what is merely not typed yet: it is no problem before the first attempt to send. */
export function isMissing(problem: DraftProblem): boolean {
  switch (problem.code) {
    case 'bodyEmpty':
    case 'groupIdMissing':
    case 'deduplicationIdMissing':
      return true;
    case 'attribute':
      return problem.problem === 'nameEmpty' || problem.problem === 'valueEmpty';
    default:
      return false;
  }
}

function toAttribute({ name, baseType, customType, value, encoding }: TypedAttribute): MessageAttribute {
  const dataType = customType === '' ? baseType : `${baseType}.${customType}`;
  return { name, dataType, value: baseType === 'Binary' ? toBase64(value, encoding) : value };
}

/** Hexadecimal that is none stays as it is, and is refused as `notHex`. */
function toBase64(value: string, encoding: Encoding): string {
  switch (encoding) {
    case 'text':
      return base64FromText(value);
    case 'base64':
      return value.trim();
    case 'hex':
      return base64FromHex(value) ?? value;
  }
}

function isHexInvalid({ baseType, encoding, value }: TypedAttribute): boolean {
  return baseType === 'Binary' && encoding === 'hex' && base64FromHex(value) === undefined;
}

function readSeconds(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
