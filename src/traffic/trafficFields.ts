import type { MessageAttribute } from '../shared/message';
import type { ConsumerSpec, GroupDistribution, ProducerSpec, TrafficSpec } from './trafficSpec';

/** One thing that can be changed of a producer or consumer, as text. */
export interface EditableField {
  readonly name: FieldName;
  /** What it is now; empty where nothing is set. */
  readonly text: string;
  /** The only texts that there are. */
  readonly choices: readonly string[] | undefined;
  /** The changed producer or consumer; undefined for a text that does not say it. Ranges are `checkTraffic`'s. */
  readonly change: (text: string) => TrafficSpec | undefined;
}

interface Field<Spec extends TrafficSpec> {
  readonly name: FieldName;
  readonly read: (spec: Spec) => string;
  readonly write: (spec: Spec, text: string) => Spec | undefined;
  readonly choices?: readonly string[] | undefined;
}

export type FieldName =
  /** Messages a second. */
  | 'rate'
  /** Messages at once; `every`: again after so many seconds. */
  | 'burst'
  | 'every'
  | 'body'
  /** `Name=value` or `Name:Type=value`, with semicolons between. */
  | 'attributes'
  | 'delay'
  /** `one:<id>`, `round-robin:<number>`, `random:<number>` or `zipf:<number>`. */
  | 'groups'
  | 'deduplicationId'
  | 'workers'
  | 'batchSize'
  | 'visibilityTimeout'
  | 'waitTimeSeconds'
  /** Seconds, such as `2` or `1..3`. */
  | 'work'
  | 'failureRate'
  | 'deletes'
  | 'failedEntries'
  | 'limitMessages'
  | 'limitSeconds';

const producerFields: readonly Field<ProducerSpec>[] = [
  {
    name: 'rate',
    read: ({ pace }) => (pace.kind === 'rate' ? String(pace.perSecond) : ''),
    write: (spec, text) => withNumber(text, (perSecond) => ({ ...spec, pace: { kind: 'rate', perSecond } })),
  },
  {
    name: 'burst',
    read: ({ pace }) => (pace.kind === 'burst' ? String(pace.size) : ''),
    write: (spec, text) =>
      withNumber(text, (size) => ({
        ...spec,
        pace: {
          kind: 'burst',
          size,
          everySeconds: spec.pace.kind === 'burst' ? spec.pace.everySeconds : undefined,
        },
      })),
  },
  {
    name: 'every',
    read: ({ pace }) => (pace.kind === 'burst' ? textOf(pace.everySeconds) : ''),
    write: (spec, text) => {
      const { pace } = spec;
      if (pace.kind !== 'burst') return text === '' ? spec : undefined;
      return withOptional(text, (everySeconds) => ({ ...spec, pace: { ...pace, everySeconds } }));
    },
  },
  { name: 'body', read: ({ body }) => body, write: (spec, body) => ({ ...spec, body }) },
  {
    name: 'attributes',
    read: ({ attributes }) => attributes.map(attributeText).join('; '),
    write: (spec, text) => {
      const attributes = readAttributes(text);
      return attributes && { ...spec, attributes };
    },
  },
  {
    name: 'delay',
    read: ({ delaySeconds }) => textOf(delaySeconds),
    write: (spec, text) => withOptional(text, (delaySeconds) => ({ ...spec, delaySeconds })),
  },
  {
    name: 'groups',
    read: ({ groups }) => (groups ? groupsText(groups) : ''),
    write: (spec, text) => {
      if (text === '') return { ...spec, groups: undefined };
      const groups = readGroups(text);
      return groups && { ...spec, groups };
    },
  },
  {
    name: 'deduplicationId',
    read: ({ deduplicationId = '' }) => deduplicationId,
    write: (spec, text) => ({ ...spec, deduplicationId: text || undefined }),
  },
];

const consumerFields: readonly Field<ConsumerSpec>[] = [
  numberField(
    'workers',
    (spec) => spec.workers,
    (spec, workers) => ({ ...spec, workers }),
  ),
  numberField(
    'batchSize',
    (spec) => spec.batchSize,
    (spec, batchSize) => ({ ...spec, batchSize }),
  ),
  {
    name: 'visibilityTimeout',
    read: (spec) => textOf(spec.visibilityTimeout),
    write: (spec, text) => withOptional(text, (visibilityTimeout) => ({ ...spec, visibilityTimeout })),
  },
  {
    name: 'waitTimeSeconds',
    read: (spec) => textOf(spec.waitTimeSeconds),
    write: (spec, text) => withOptional(text, (waitTimeSeconds) => ({ ...spec, waitTimeSeconds })),
  },
  {
    name: 'work',
    read: ({ workMs: { from, to } }) => (to > from ? `${from / 1_000}..${to / 1_000}` : String(from / 1_000)),
    write: (spec, text) => {
      const [from = '', to = from, ...rest] = text.split('..');
      if (rest.length > 0) return undefined;
      return withNumber(from, (least) =>
        withNumber(to, (most) => ({ ...spec, workMs: { from: least * 1_000, to: most * 1_000 } })),
      );
    },
  },
  numberField(
    'failureRate',
    (spec) => spec.failureRate,
    (spec, failureRate) => ({ ...spec, failureRate }),
  ),
  choiceField(
    'deletes',
    ['beforeWork', 'afterWork', 'never'],
    ({ deletes }) => deletes,
    (spec, deletes) => ({
      ...spec,
      deletes,
    }),
  ),
];

const commonFields: readonly Field<TrafficSpec>[] = [
  choiceField(
    'failedEntries',
    ['ignore', 'retry', 'stop'],
    ({ failedEntries }) => failedEntries,
    (spec, failedEntries) => ({
      ...spec,
      failedEntries,
    }),
  ),
  {
    name: 'limitMessages',
    read: ({ limit }) => textOf(limit?.messages),
    write: (spec, text) =>
      withOptional(text, (messages) => ({ ...spec, limit: { ...spec.limit, messages } })),
  },
  {
    name: 'limitSeconds',
    read: ({ limit }) => textOf(limit?.seconds),
    write: (spec, text) => withOptional(text, (seconds) => ({ ...spec, limit: { ...spec.limit, seconds } })),
  },
];

/** What can be changed of a producer or consumer. */
export function trafficFields(spec: TrafficSpec): readonly EditableField[] {
  const own = spec.kind === 'producer' ? bind(producerFields, spec) : bind(consumerFields, spec);
  return [...own, ...bind(commonFields, spec)];
}

function bind<Spec extends TrafficSpec>(
  fields: readonly Field<Spec>[],
  spec: Spec,
): readonly EditableField[] {
  return fields.map(({ name, choices, read, write }) => ({
    name,
    choices,
    text: read(spec),
    change: (text) => write(spec, text),
  }));
}

function numberField<Spec extends TrafficSpec>(
  name: FieldName,
  read: (spec: Spec) => number,
  write: (spec: Spec, value: number) => Spec,
): Field<Spec> {
  return {
    name,
    read: (spec) => String(read(spec)),
    write: (spec, text) => withNumber(text, (value) => write(spec, value)),
  };
}

function choiceField<Spec extends TrafficSpec, T extends string>(
  name: FieldName,
  choices: readonly T[],
  read: (spec: Spec) => T,
  write: (spec: Spec, value: T) => Spec,
): Field<Spec> {
  return {
    name,
    choices,
    read,
    write: (spec, text) => {
      const chosen = choices.find((choice) => choice === text);
      return chosen && write(spec, chosen);
    },
  };
}

function withNumber<T>(text: string, use: (value: number) => T): T | undefined {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? use(Number(text)) : undefined;
}

function withOptional<T>(text: string, use: (value: number | undefined) => T): T | undefined {
  return text.trim() === '' ? use(undefined) : withNumber(text, use);
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function attributeText({ name, dataType, value }: MessageAttribute): string {
  return dataType === 'String' ? `${name}=${value}` : `${name}:${dataType}=${value}`;
}

function readAttributes(text: string): readonly MessageAttribute[] | undefined {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  const attributes = parts.flatMap((part) => {
    const [, name, dataType = 'String', value] = /^\s*([^=:]*)(?::([^=]*))?=(.*?)\s*$/s.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, dataType, value }];
  });
  return attributes.length === parts.length ? attributes : undefined;
}

function groupsText(groups: GroupDistribution): string {
  if (groups.kind === 'one') return `one:${groups.messageGroupId}`;
  return `${groups.kind === 'roundRobin' ? 'round-robin' : groups.kind}:${groups.count}`;
}

function readGroups(text: string): GroupDistribution | undefined {
  const [, kind, argument = ''] = /^\s*(one|round-robin|random|zipf):(.+?)\s*$/.exec(text) ?? [];
  if (kind === 'one') return { kind, messageGroupId: argument };
  return withNumber(argument, (count) =>
    kind === 'round-robin' ? { kind: 'roundRobin', count } : { kind: kind as 'random' | 'zipf', count },
  );
}
