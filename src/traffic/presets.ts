import type { ConsumerSpec, ProducerSpec, TrafficSpec } from './trafficSpec';

/** Producers and consumers as the usual introductions to SQS write them. */
export const presetNames = [
  'slow-producer',
  'fast-producer',
  'slow-consumer',
  'fast-consumer',
  'fifo-producer',
  'fifo-consumer',
] as const;

export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, TrafficSpec>> = {
  /** One message a second, hidden for its first ten seconds. */
  'slow-producer': producer('Slow', { delaySeconds: 10 }),
  /** One message a second, hidden for its first two seconds. */
  'fast-producer': producer('Fast', { delaySeconds: 2 }),
  /** Deletes what it receives, then works eight seconds. */
  'slow-consumer': consumer({ visibilityTimeout: 20, workMs: { from: 8_000, to: 8_000 } }),
  /** Deletes what it receives, then works two seconds. */
  'fast-consumer': consumer({ visibilityTimeout: 5, workMs: { from: 2_000, to: 2_000 } }),
  /** One message a second, all in one message group. */
  'fifo-producer': producer('Default', {
    groups: { kind: 'one', messageGroupId: 'messageGroup1' },
    deduplicationId: '{{uuid}}',
  }),
  /** Works seven seconds on what it may hide for five, so its deletes are refused and messages come again. */
  'fifo-consumer': consumer({
    visibilityTimeout: 5,
    workMs: { from: 7_000, to: 7_000 },
    deletes: 'afterWork',
  }),
};

export function isPresetName(text: string): text is PresetName {
  return presetNames.some((name) => name === text);
}

function producer(name: string, own: Partial<ProducerSpec>): ProducerSpec {
  return {
    kind: 'producer',
    pace: { kind: 'rate', perSecond: 1 },
    body: '{"id":"{{uuid}}","number":{{index}},"amount":{{random 5 500}},"at":"{{timestamp}}"}',
    attributes: [
      { name: 'JobType', dataType: 'String', value: 'NewDonor' },
      { name: 'Producer', dataType: 'String', value: name },
    ],
    failedEntries: 'ignore',
    ...own,
  };
}

function consumer(
  own: Pick<ConsumerSpec, 'visibilityTimeout' | 'workMs'> & Partial<ConsumerSpec>,
): ConsumerSpec {
  return {
    kind: 'consumer',
    workers: 1,
    batchSize: 1,
    waitTimeSeconds: 10,
    failureRate: 0,
    deletes: 'beforeWork',
    failedEntries: 'ignore',
    ...own,
  };
}
