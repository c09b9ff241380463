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
};

/** A problem of the draft: one that SQS has with the message, or a value that is not hexadecimal. */
export type DraftProblem = MessageProblem | { readonly code: 'notHex'; readonly index: number };

/** The message that a draft stands for. Only what is typed goes into it; a Binary value is base64 there. */
export function toMessageDraft(draft: TypedDraft): MessageDraft {
  return {
    body: draft.body,
    attributes: draft.attributes.map(toAttribute),
    delaySeconds: draft.delay.trim() === '' ? undefined : readSeconds(draft.delay.trim()),
    messageGroupId: draft.groupId === '' ? undefined : draft.groupId,
    messageDeduplicationId: draft.deduplicationId === '' ? undefined : draft.deduplicationId,
  };
}

/** Everything that keeps a draft from being sent; empty when it can be. */
export function checkDraft(
  draft: TypedDraft,
  policy: SendPolicy,
  { queueName }: QueueHeading,
): readonly DraftProblem[] {
  const notHex = draft.attributes.flatMap((attribute, index): DraftProblem[] =>
    isHexInvalid(attribute) ? [{ code: 'notHex', index }] : [],
  );
  const isReplaced = (problem: MessageProblem) =>
    problem.code === 'attribute' && notHex.some((other) => 'index' in other && other.index === problem.index);
  const problems = checkMessage(toMessageDraft(draft), { queueName, ...policy });
  return [...problems.filter((problem) => !isReplaced(problem)), ...notHex];
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
