import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { presetNames, presets } from '../../../src/traffic/presets';
import { checkTraffic, type TrafficField } from '../../../src/traffic/trafficChecks';
import type { ConsumerSpec, ProducerSpec } from '../../../src/traffic/trafficSpec';

const producer = presets['fast-producer'] as ProducerSpec;
const consumer = presets['fast-consumer'] as ConsumerSpec;

describe('the checks of traffic', () => {
  for (const name of presetNames) {
    it(`find nothing wrong with the preset ${name}`, () => {
      const queueName = name.startsWith('fifo') ? 'orders.fifo' : 'orders';
      assert.deepEqual(checkTraffic(presets[name], queueName), []);
    });
  }

  const outOfRange: [TrafficField, ProducerSpec | ConsumerSpec][] = [
    ['perSecond', { ...producer, pace: { kind: 'rate', perSecond: 0 } }],
    ['perSecond', { ...producer, pace: { kind: 'rate', perSecond: 10_001 } }],
    ['perSecond', { ...producer, pace: { kind: 'rate', perSecond: Number.NaN } }],
    ['burstSize', { ...producer, pace: { kind: 'burst', size: 0 } }],
    ['everySeconds', { ...producer, pace: { kind: 'burst', size: 1, everySeconds: 0 } }],
    ['groupCount', { ...producer, groups: { kind: 'zipf', count: 0 } }],
    ['limitMessages', { ...producer, limit: { messages: 1.5 } }],
    ['limitSeconds', { ...producer, limit: { seconds: -1 } }],
    ['workers', { ...consumer, workers: 51 }],
    ['batchSize', { ...consumer, batchSize: 11 }],
    ['visibilityTimeout', { ...consumer, visibilityTimeout: 43_201 }],
    ['waitTimeSeconds', { ...consumer, waitTimeSeconds: 21 }],
    ['workFromMs', { ...consumer, workMs: { from: -1, to: 1 } }],
    ['workToMs', { ...consumer, workMs: { from: 2, to: 1 } }],
    ['failureRate', { ...consumer, failureRate: 1.1 }],
  ];
  for (const [field, spec] of outOfRange) {
    it(`name ${field} when it is out of range`, () => {
      const fields = checkTraffic(spec, 'orders').map((problem) =>
        problem.code === 'outOfRange' ? problem.field : problem.code,
      );
      assert.deepEqual(fields, [field]);
    });
  }

  it('name a placeholder that does not exist', () => {
    assert.deepEqual(checkTraffic({ ...producer, body: '{{indx}}' }, 'orders'), [
      { code: 'placeholderUnknown', placeholder: '{{indx}}' },
    ]);
  });

  it('miss the message group of a FIFO queue, and refuse a delay there', () => {
    assert.deepEqual(checkTraffic(producer, 'orders.fifo'), [
      { code: 'message', problem: { code: 'delayOnFifo' } },
      { code: 'message', problem: { code: 'groupIdMissing' } },
    ]);
  });

  it('refuse a deduplication ID on a standard queue', () => {
    assert.deepEqual(checkTraffic(presets['fifo-producer'], 'orders'), [
      { code: 'message', problem: { code: 'deduplicationIdOnStandard' } },
    ]);
  });
});
