import { isPresetName, presetNames, presets } from '../traffic/presets';
import type { TrafficField, TrafficProblem } from '../traffic/trafficChecks';
import type { ConsumerSpec, GroupDistribution, ProducerSpec, TrafficSpec } from '../traffic/trafficSpec';
import { CommandError } from './commandError';
import { messageProblemText, readAttribute } from './messageText';

/** The options that change a preset. */
export const trafficOptions = {
  preset: { type: 'string' },
  count: { type: 'string' },
  duration: { type: 'string' },
  'failed-entries': { type: 'string' },
  rate: { type: 'string' },
  burst: { type: 'string' },
  every: { type: 'string' },
  body: { type: 'string' },
  attribute: { type: 'string', multiple: true },
  delay: { type: 'string' },
  groups: { type: 'string' },
  'deduplication-id': { type: 'string' },
  workers: { type: 'string' },
  batch: { type: 'string' },
  visibility: { type: 'string' },
  wait: { type: 'string' },
  work: { type: 'string' },
  'failure-rate': { type: 'string' },
  deletes: { type: 'string' },
} as const;

export const trafficOptionsUsage = `Presets (--preset):
  slow-producer  one message a second, hidden for its first 10 seconds
  fast-producer  one message a second, hidden for its first 2 seconds
  slow-consumer  visibility 20 s, wait 10 s; deletes what it receives, then works 8 s
  fast-consumer  visibility 5 s, wait 10 s; deletes what it receives, then works 2 s
  fifo-producer  one message a second, all in one message group
  fifo-consumer  works 7 s on what it may hide for 5 s: its deletes are refused

Changes to a preset:
  --count <number>         ends after so many messages (sent or tried to; received)
  --duration <seconds>     ends after that time
  --failed-entries <what>  entries of a batch that SQS refused: ignore (the default), retry or stop

Producers:
  --rate <number>          messages a second, 0.001 to 10000
  --burst <number>         so many messages at once instead, with --every <seconds> again and again
  --body <template>        {{index}}, {{uuid}}, {{timestamp}} and {{random 1 100}} are filled in
  --attribute <attribute>  Name=value or Name:Type=value, a template too; replaces those of the preset;
                           may be repeated
  --delay <seconds>        0 to 900; 0 leaves it to the queue
  --groups <distribution>  message groups: one:<id>, round-robin:<number>, random:<number> or zipf:<number>
  --deduplication-id <template>

Consumers:
  --workers <number>       how many receive side by side, 1 to 50
  --batch <number>         messages of a receive, 1 to 10
  --visibility <seconds>   0 to 43200
  --wait <seconds>         0 to 20
  --work <seconds>         time to work on a message, such as 2, 0.5 or 1..3
  --failure-rate <share>   of messages whose work fails, 0 to 1
  --deletes <when>         before (the work), after or never
`;

type OptionName = keyof typeof trafficOptions;

export type TrafficOptionValues = {
  readonly [Name in Exclude<OptionName, 'attribute'>]?: string | undefined;
} & { readonly attribute?: readonly string[] | undefined };

const producerOnly: readonly OptionName[] = [
  'rate',
  'burst',
  'every',
  'body',
  'attribute',
  'delay',
  'groups',
  'deduplication-id',
];
const consumerOnly: readonly OptionName[] = [
  'workers',
  'batch',
  'visibility',
  'wait',
  'work',
  'failure-rate',
  'deletes',
];

/** The preset with its changes; its ranges are not checked. @throws CommandError with exit code 2 */
export function readTrafficSpec(values: TrafficOptionValues): TrafficSpec {
  const { preset } = values;
  if (preset === undefined || !isPresetName(preset)) {
    throw CommandError.usage(`Which traffic? Choose --preset from ${presetNames.join(', ')}.`);
  }
  const spec = presets[preset];
  const foreign = spec.kind === 'producer' ? consumerOnly : producerOnly;
  const wrong = foreign.find((name) => values[name] !== undefined);
  if (wrong) throw CommandError.usage(`--${wrong} does not apply: ${preset} is a ${spec.kind}.`);
  const limit = { messages: number('count', values.count), seconds: number('duration', values.duration) };
  const failedEntries = choice('failed-entries', values['failed-entries'], ['ignore', 'retry', 'stop']);
  const common = { limit, failedEntries: failedEntries ?? spec.failedEntries };
  return spec.kind === 'producer'
    ? { ...changeProducer(spec, values), ...common }
    : { ...changeConsumer(spec, values), ...common };
}

function changeProducer(spec: ProducerSpec, values: TrafficOptionValues): ProducerSpec {
  const delaySeconds = number('delay', values.delay) ?? spec.delaySeconds;
  return {
    ...spec,
    pace: readPace(values) ?? spec.pace,
    body: values.body ?? spec.body,
    attributes: values.attribute?.map(readAttribute) ?? spec.attributes,
    delaySeconds: delaySeconds === 0 ? undefined : delaySeconds,
    groups: values.groups === undefined ? spec.groups : readGroups(values.groups),
    deduplicationId: values['deduplication-id'] ?? spec.deduplicationId,
  };
}

function readPace(values: TrafficOptionValues): ProducerSpec['pace'] | undefined {
  const perSecond = number('rate', values.rate);
  const size = number('burst', values.burst);
  const everySeconds = number('every', values.every);
  if (perSecond !== undefined && size !== undefined) {
    throw CommandError.usage('--rate and --burst exclude each other.');
  }
  if (everySeconds !== undefined && size === undefined) {
    throw CommandError.usage('--every belongs to --burst.');
  }
  if (size !== undefined) return { kind: 'burst', size, everySeconds };
  return perSecond === undefined ? undefined : { kind: 'rate', perSecond };
}

function readGroups(text: string): GroupDistribution {
  const [, kind, argument = ''] = /^([a-z-]+):(.+)$/.exec(text) ?? [];
  switch (kind) {
    case 'one':
      return { kind, messageGroupId: argument };
    case 'round-robin':
      return { kind: 'roundRobin', count: Number(argument) };
    case 'random':
    case 'zipf':
      return { kind, count: Number(argument) };
    default:
      throw CommandError.usage(
        `--groups takes one:<id>, round-robin:<number>, random:<number> or zipf:<number>, not "${text}".`,
      );
  }
}

function changeConsumer(spec: ConsumerSpec, values: TrafficOptionValues): ConsumerSpec {
  return {
    ...spec,
    workers: number('workers', values.workers) ?? spec.workers,
    batchSize: number('batch', values.batch) ?? spec.batchSize,
    visibilityTimeout: number('visibility', values.visibility) ?? spec.visibilityTimeout,
    waitTimeSeconds: number('wait', values.wait) ?? spec.waitTimeSeconds,
    workMs: values.work === undefined ? spec.workMs : readWork(values.work),
    failureRate: number('failure-rate', values['failure-rate']) ?? spec.failureRate,
    deletes: readDeletes(values.deletes) ?? spec.deletes,
  };
}

function readWork(text: string): ConsumerSpec['workMs'] {
  const [from = '', to = from, ...rest] = text.split('..');
  if (rest.length > 0) throw CommandError.usage(`--work takes seconds such as 2 or 1..3, not "${text}".`);
  return { from: 1_000 * (number('work', from) ?? 0), to: 1_000 * (number('work', to) ?? 0) };
}

function readDeletes(text: string | undefined): ConsumerSpec['deletes'] | undefined {
  const when = choice('deletes', text, ['before', 'after', 'never']);
  if (when === undefined || when === 'never') return when;
  return when === 'before' ? 'beforeWork' : 'afterWork';
}

function number(name: OptionName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw CommandError.usage(`--${name} takes a number, not "${text}".`);
}

function choice<T extends string>(
  name: OptionName,
  text: string | undefined,
  allowed: readonly T[],
): T | undefined {
  const chosen = allowed.find((value) => value === text);
  if (chosen !== undefined || text === undefined) return chosen;
  throw CommandError.usage(`--${name} takes ${allowed.join(', ')}, not "${text}".`);
}

/** The option of a field, with what one of its units is in the field's. */
const options: Readonly<Record<TrafficField, readonly [option: OptionName, unit?: number]>> = {
  perSecond: ['rate'],
  burstSize: ['burst'],
  everySeconds: ['every'],
  groupCount: ['groups'],
  workers: ['workers'],
  batchSize: ['batch'],
  visibilityTimeout: ['visibility'],
  waitTimeSeconds: ['wait'],
  workFromMs: ['work', 1_000],
  workToMs: ['work', 1_000],
  failureRate: ['failure-rate'],
  limitMessages: ['count'],
  limitSeconds: ['duration'],
};

/** The sentence for something that keeps traffic from running. */
export function trafficProblemText(problem: TrafficProblem, spec: TrafficSpec): string {
  switch (problem.code) {
    case 'message':
      return messageProblemText(problem.problem, spec.kind === 'producer' ? spec.attributes : []);
    case 'placeholderUnknown':
      return `There is no placeholder ${problem.placeholder}. There are {{index}}, {{uuid}}, {{timestamp}} and {{random 1 100}}.`;
    case 'outOfRange': {
      const [option, unit = 1] = options[problem.field];
      const kind = problem.isWhole ? 'a whole number' : 'a number';
      return `--${option} takes ${kind} from ${problem.least / unit} to ${problem.most / unit}.`;
    }
  }
}
