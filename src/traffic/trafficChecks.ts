import { checkMessage, type MessageProblem } from '../shared/messageChecks';
import { DraftSource } from './draftSource';
import { seededRandom } from './random';
import { PlaceholderError } from './template';
import type { ConsumerSpec, GroupDistribution, Pace, ProducerSpec, TrafficSpec } from './trafficSpec';

/** What is wrong with a producer or consumer, each with what its sentence needs. */
export type TrafficProblem =
  | {
      readonly code: 'outOfRange';
      readonly field: TrafficField;
      readonly least: number;
      readonly most: number;
      /** True where fractions are not allowed. */
      readonly isWhole: boolean;
    }
  /** `placeholder` as it was written, with its braces. */
  | { readonly code: 'placeholderUnknown'; readonly placeholder: string }
  /** The first message could not be sent to the queue. */
  | { readonly code: 'message'; readonly problem: MessageProblem };

export type TrafficField =
  | 'perSecond'
  | 'burstSize'
  | 'everySeconds'
  | 'groupCount'
  | 'workers'
  | 'batchSize'
  | 'visibilityTimeout'
  | 'waitTimeSeconds'
  | 'workFromMs'
  | 'workToMs'
  | 'failureRate'
  | 'limitMessages'
  | 'limitSeconds';

export const MAX_PER_SECOND = 10_000;
const MIN_PER_SECOND = 0.001;
const MAX_BURST = 100_000;
const DAY_SECONDS = 86_400;
const MAX_GROUPS = 10_000;
const MAX_WORKERS = 50;
const MAX_BATCH_SIZE = 10;
const MAX_VISIBILITY_SECONDS = 43_200;
const MAX_WAIT_SECONDS = 20;
const MAX_MESSAGES = 1_000_000_000;

/** Everything that keeps a producer or consumer from running on a queue; empty when it can. */
export function checkTraffic(spec: TrafficSpec, queueName: string): readonly TrafficProblem[] {
  const { limit } = spec;
  return [
    ...whole('limitMessages', limit?.messages, 1, MAX_MESSAGES),
    ...fraction('limitSeconds', limit?.seconds, MIN_PER_SECOND, 365 * DAY_SECONDS),
    ...(spec.kind === 'producer' ? checkProducer(spec, queueName) : checkConsumer(spec)),
  ];
}

function checkProducer(spec: ProducerSpec, queueName: string): readonly TrafficProblem[] {
  const ranges = [...checkPace(spec.pace), ...checkGroups(spec.groups)];
  // A message cannot be made from numbers that are out of range.
  return ranges.length > 0 ? ranges : checkFirstMessage(spec, queueName);
}

function checkPace(pace: Pace): readonly TrafficProblem[] {
  if (pace.kind === 'rate') return fraction('perSecond', pace.perSecond, MIN_PER_SECOND, MAX_PER_SECOND);
  return [
    ...whole('burstSize', pace.size, 1, MAX_BURST),
    ...fraction('everySeconds', pace.everySeconds, MIN_PER_SECOND, DAY_SECONDS),
  ];
}

function checkGroups(groups: GroupDistribution | undefined): readonly TrafficProblem[] {
  return groups && groups.kind !== 'one' ? whole('groupCount', groups.count, 1, MAX_GROUPS) : [];
}

function checkFirstMessage(spec: ProducerSpec, queueName: string): readonly TrafficProblem[] {
  try {
    const draft = new DraftSource(spec, seededRandom(0)).next(0);
    return checkMessage(draft, { queueName }).map((problem) => ({ code: 'message', problem }));
  } catch (error) {
    if (!(error instanceof PlaceholderError)) throw error;
    return [{ code: 'placeholderUnknown', placeholder: error.placeholder }];
  }
}

function checkConsumer(spec: ConsumerSpec): readonly TrafficProblem[] {
  const longestMs = DAY_SECONDS * 1_000;
  return [
    ...whole('workers', spec.workers, 1, MAX_WORKERS),
    ...whole('batchSize', spec.batchSize, 1, MAX_BATCH_SIZE),
    ...whole('visibilityTimeout', spec.visibilityTimeout, 0, MAX_VISIBILITY_SECONDS),
    ...whole('waitTimeSeconds', spec.waitTimeSeconds, 0, MAX_WAIT_SECONDS),
    ...fraction('workFromMs', spec.workMs.from, 0, longestMs),
    ...fraction('workToMs', spec.workMs.to, spec.workMs.from, longestMs),
    ...fraction('failureRate', spec.failureRate, 0, 1),
  ];
}

function whole(field: TrafficField, value: number | undefined, least: number, most: number) {
  return checkRange({ code: 'outOfRange', field, least, most, isWhole: true }, value);
}

function fraction(field: TrafficField, value: number | undefined, least: number, most: number) {
  return checkRange({ code: 'outOfRange', field, least, most, isWhole: false }, value);
}

function checkRange(
  problem: Extract<TrafficProblem, { code: 'outOfRange' }>,
  value: number | undefined,
): readonly TrafficProblem[] {
  if (value === undefined) return [];
  const isFine = value >= problem.least && value <= problem.most;
  return isFine && (!problem.isWhole || Number.isInteger(value)) ? [] : [problem];
}
