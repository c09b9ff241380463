import { type SqsErrorName, sqsErrors } from '../core/sqsError';
import { invalid } from './adminError';
import {
  type Fields,
  readBoolean,
  readFields,
  readNumber,
  readObject,
  readText,
  readTexts,
  readWhole,
  refuseOthers,
} from './parameters';

export const faultKinds = [
  /** Answers an error instead of executing. */
  'error',
  /** Answers RequestThrottled (403) instead of executing. */
  'throttle',
  /** Answers ExpiredToken (403) instead of executing. */
  'expiredToken',
  /** Executes late, by the machine's clock. */
  'latency',
  /** Executes, then cuts the connection. */
  'lostAnswer',
  /** Answers 200 with some entries of a batch in `Failed`; those are not executed. */
  'partialBatch',
  /** Standard queues: a received message is handed out once more, even when it was deleted meanwhile. */
  'duplicateDelivery',
  /** Standard queues: receives pass over messages and mix those that they answer. */
  'reorder',
  /** Receives answer fewer messages than there are. */
  'underFill',
  /** Receives answer that there is nothing. */
  'emptyReceive',
  /** GetQueueAttributes tells the counts of some time ago. */
  'laggingCounts',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export const faultPresetNames = ['like-aws', 'at-least-once-strictly', 'bad-network'] as const;
export type FaultPreset = (typeof faultPresetNames)[number];

/** One way in which the emulator misbehaves, and when. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Name of a queue; all queues without it. */
  readonly queue?: string | undefined;
  readonly region?: string | undefined;
  /** Names of actions; all that the kind can apply to without it. */
  readonly actions?: readonly string[] | undefined;
  /** Share of what it strikes, 0 … 1; 1 by default. Of requests; of entries (partialBatch), of messages (duplicateDelivery). */
  readonly rate?: number | undefined;
  /** It leaves this many requests alone first. */
  readonly after?: number | undefined;
  /** It strikes at most so often. */
  readonly times?: number | undefined;
  /** error: the name of the error, such as `ServiceUnavailable`. */
  readonly code?: SqsErrorName | undefined;
  /** error: the sentence of the error. */
  readonly message?: string | undefined;
  /** latency: milliseconds, drawn between the two. */
  readonly minMs?: number | undefined;
  readonly maxMs?: number | undefined;
  /** laggingCounts: how old the counts may be, in milliseconds. */
  readonly lagMs?: number | undefined;
  /** underFill, emptyReceive: leaves long polls alone, as AWS does. */
  readonly isShortPollOnly?: boolean | undefined;
}

/** `PUT /faults` */
export interface FaultSettings {
  /** Whole number; the same seed and the same requests give the same faults. Drawn when it is left out. */
  readonly seed?: number | undefined;
  readonly preset?: FaultPreset | undefined;
  /** Come after those of the preset. */
  readonly rules?: readonly FaultRule[] | undefined;
}

const longestMs = 900_000;
const maxRules = 100;

/** The fields that a kind of its own has beside those of all. */
const ownFields: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
  error: ['code', 'message'],
  latency: ['minMs', 'maxMs'],
  laggingCounts: ['lagMs'],
  underFill: ['isShortPollOnly'],
  emptyReceive: ['isShortPollOnly'],
};
const commonFields = ['kind', 'queue', 'region', 'actions', 'rate', 'after', 'times'];

/** @throws AdminError that names the wrong field */
export function readFaultSettings(value: unknown, actionNames: readonly string[]): FaultSettings {
  const fields = readFields(value, 'The faults');
  refuseOthers(fields, ['seed', 'preset', 'rules'], 'The faults');
  return {
    seed: readWhole(fields, 'seed', 0, 4_294_967_295),
    preset: readPreset(fields),
    rules: readRules(fields.rules, actionNames),
  };
}

function readPreset(fields: Fields): FaultPreset | undefined {
  const name = readText(fields, 'preset');
  if (name === undefined || isOneOf(faultPresetNames, name)) return name;
  throw invalid(`There is no preset "${name}". There are: ${faultPresetNames.join(', ')}.`);
}

function readRules(value: unknown, actionNames: readonly string[]): FaultRule[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw invalid('"rules" must be a list of rules.');
  if (value.length > maxRules) throw invalid(`There can be at most ${maxRules} rules.`);
  return value.map((rule: unknown, index) =>
    readRule(readObject(rule, `Rule ${index + 1}`), index, actionNames),
  );
}

function readRule(fields: Fields, index: number, actionNames: readonly string[]): FaultRule {
  const kind = readText(fields, 'kind');
  if (kind === undefined || !isOneOf(faultKinds, kind)) {
    throw invalid(`Rule ${index + 1} needs a "kind": one of ${faultKinds.join(', ')}.`);
  }
  refuseOthers(fields, [...commonFields, ...(ownFields[kind] ?? [])], `Rule ${index + 1} (${kind})`);
  const rule: FaultRule = {
    kind,
    queue: readText(fields, 'queue'),
    region: readText(fields, 'region'),
    actions: readActions(fields, actionNames),
    rate: readNumber(fields, 'rate', 0, 1),
    after: readWhole(fields, 'after', 0, 1_000_000_000),
    times: readWhole(fields, 'times', 1, 1_000_000_000),
    code: readCode(fields, kind, index),
    message: readText(fields, 'message'),
    minMs: readWhole(fields, 'minMs', 0, longestMs),
    maxMs: readWhole(fields, 'maxMs', 0, longestMs),
    lagMs: readWhole(fields, 'lagMs', 1, longestMs),
    isShortPollOnly: readBoolean(fields, 'isShortPollOnly'),
  };
  if ((rule.minMs ?? 0) > (rule.maxMs ?? longestMs)) {
    throw invalid(`Rule ${index + 1}: "minMs" must not be more than "maxMs".`);
  }
  return rule;
}

function readActions(fields: Fields, actionNames: readonly string[]): readonly string[] | undefined {
  const names = readTexts(fields, 'actions');
  const unknown = names?.find((name) => !actionNames.includes(name));
  if (unknown === undefined) return names;
  throw invalid(
    `SQS has no action "${unknown}". Actions are named as in the API: SendMessage, ReceiveMessage, …`,
  );
}

function readCode(fields: Fields, kind: FaultKind, index: number): SqsErrorName | undefined {
  const code = readText(fields, 'code');
  if (code === undefined) {
    if (kind !== 'error') return undefined;
    throw invalid(`Rule ${index + 1} needs a "code", the name of an SQS error such as ServiceUnavailable.`);
  }
  if (Object.hasOwn(sqsErrors, code)) return code as SqsErrorName;
  throw invalid(`SQS has no error "${code}". There are: ${Object.keys(sqsErrors).join(', ')}.`);
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
