import type { MessageAttribute } from '../shared/message';
import { mayHaveText, readBodyPath } from './bodyPath';

/** What a filter, and a column of the list, can know of a message. Times are epoch milliseconds. */
export interface FilterableMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: readonly MessageAttribute[];
  /** As SQS names and writes them. */
  readonly systemAttributes: Readonly<Record<string, string>>;
  /** UTF-8 bytes of body and attributes. */
  readonly size: number;
  /** Of a peek: `visible`, `inFlight`, `delayed` or `blocked`. */
  readonly state?: string | undefined;
  /** When the retention period ends. */
  readonly expiresAt?: number | undefined;
  /** The queue that it is in. */
  readonly queueName?: string | undefined;
}

/** `any`: text that is compared as a number where both sides are one. */
export type FieldKind = 'any' | 'text' | 'number' | 'size' | 'duration' | 'time';

/** A part of a message by its name. An absent part has no values, a JSON array one for each element. */
export interface Field {
  readonly kind: FieldKind;
  /** @param now epoch milliseconds, for ages */
  readonly read: (message: FilterableMessage, now: number) => readonly (string | number)[];
  /** False where no value can be this text, which is told without reading them; absent where that is no faster. */
  readonly mayBe?: (message: FilterableMessage, text: string) => boolean;
}

type Value = string | number | undefined;

/** Names of the fields that are no path. */
export const fieldNames = [
  'id',
  'body',
  'group',
  'dedup',
  'receiveCount',
  'size',
  'state',
  'queue',
  'sent',
  'age',
  'firstReceived',
  'expires',
  'expiresIn',
] as const;
type FieldName = (typeof fieldNames)[number];

const fields: Readonly<Record<FieldName, Field>> = {
  id: field('text', ({ messageId }) => messageId),
  body: field('text', ({ body }) => body),
  group: field('text', ({ systemAttributes }) => systemAttributes['MessageGroupId']),
  dedup: field('text', ({ systemAttributes }) => systemAttributes['MessageDeduplicationId']),
  receiveCount: field('number', (message) => readNumber(message, 'ApproximateReceiveCount')),
  size: field('size', ({ size }) => size),
  state: field('text', ({ state }) => state),
  queue: field('text', ({ queueName }) => queueName),
  sent: field('time', sentAt),
  age: field('duration', (message, now) => minus(now, sentAt(message))),
  firstReceived: field('time', (message) => readNumber(message, 'ApproximateFirstReceiveTimestamp')),
  expires: field('time', ({ expiresAt }) => expiresAt),
  expiresIn: field('duration', ({ expiresAt }, now) => minus(expiresAt, now)),
};

function field(kind: FieldKind, read: (message: FilterableMessage, now: number) => Value): Field {
  return { kind, read: (message, now) => oneOrNone(read(message, now)) };
}

/**
 * The field that a name stands for: one of `fieldNames` in any letter case, `attr.Name` for a message attribute,
 * `system.Name` for a system attribute, `body.order.id` for a value in a JSON body. Undefined for anything else.
 */
export function findField(name: string): Field | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) {
    const known = fieldNames.find((each) => each.toLowerCase() === name.toLowerCase());
    return known && fields[known];
  }
  const path = name.slice(dot + 1);
  if (path === '') return undefined;
  switch (name.slice(0, dot).toLowerCase()) {
    case 'attr':
      return {
        kind: 'any',
        read: ({ attributes }) => oneOrNone(attributes.find((each) => each.name === path)?.value),
      };
    case 'system':
      return { kind: 'any', read: ({ systemAttributes }) => oneOrNone(systemAttributes[path]) };
    case 'body':
      return {
        kind: 'any',
        read: ({ body }) => readBodyPath(body, path),
        mayBe: ({ body }, text) => mayHaveText(body, text),
      };
    default:
      return undefined;
  }
}

function oneOrNone(value: Value): readonly (string | number)[] {
  return value === undefined ? [] : [value];
}

function sentAt(message: FilterableMessage): number | undefined {
  return readNumber(message, 'SentTimestamp');
}

function readNumber({ systemAttributes }: FilterableMessage, name: string): number | undefined {
  const text = systemAttributes[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function minus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
