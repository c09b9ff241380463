import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { presets } from '../../../src/traffic/presets';
import { parseSharedTraffic } from '../../../src/traffic/sharedTraffic';
import { type FieldName, trafficFields } from '../../../src/traffic/trafficFields';
import type { ConsumerSpec, ProducerSpec, TrafficSpec } from '../../../src/traffic/trafficSpec';

function change(spec: TrafficSpec, name: FieldName, text: string): TrafficSpec | undefined {
  return trafficFields(spec)
    .find((field) => field.name === name)
    ?.change(text);
}

describe('The fields of producers and consumers', () => {
  for (const [name, spec] of Object.entries(presets)) {
    it(`of ${name} read what they write`, () => {
      for (const field of trafficFields(spec).filter(({ text }) => text !== ''))
        assert.deepEqual(field.change(field.text), spec, field.name);
    });
  }

  const producer = presets['fast-producer'] as ProducerSpec;
  const consumer = presets['fast-consumer'] as ConsumerSpec;

  it('make a burst of a rate and back', () => {
    const burst = change(producer, 'burst', '100') as ProducerSpec;
    assert.deepEqual(burst.pace, { kind: 'burst', size: 100, everySeconds: undefined });
    const again = change(burst, 'every', '5') as ProducerSpec;
    assert.deepEqual(again.pace, { kind: 'burst', size: 100, everySeconds: 5 });
    assert.deepEqual((change(again, 'rate', '2.5') as ProducerSpec).pace, { kind: 'rate', perSecond: 2.5 });
    assert.equal(change(producer, 'every', '5'), undefined);
  });

  it('read attributes with their types', () => {
    const changed = change(producer, 'attributes', 'A=1=2; B:Number.int=5;') as ProducerSpec;
    assert.deepEqual(changed.attributes, [
      { name: 'A', dataType: 'String', value: '1=2' },
      { name: 'B', dataType: 'Number.int', value: '5' },
    ]);
    assert.deepEqual((change(producer, 'attributes', '') as ProducerSpec).attributes, []);
    assert.equal(change(producer, 'attributes', 'no value'), undefined);
  });

  it('read every distribution of message groups', () => {
    const groupsOf = (text: string) => (change(producer, 'groups', text) as ProducerSpec | undefined)?.groups;
    assert.deepEqual(groupsOf('one:a:b'), { kind: 'one', messageGroupId: 'a:b' });
    assert.deepEqual(groupsOf('round-robin:3'), { kind: 'roundRobin', count: 3 });
    assert.deepEqual(groupsOf('zipf:20'), { kind: 'zipf', count: 20 });
    assert.equal(groupsOf(''), undefined);
    assert.equal(change(producer, 'groups', 'zipf:many'), undefined);
  });

  it('read work as a time or a range', () => {
    assert.deepEqual((change(consumer, 'work', '0.5..3') as ConsumerSpec).workMs, { from: 500, to: 3_000 });
    assert.equal(change(consumer, 'work', '1..2..3'), undefined);
    assert.equal(change(consumer, 'work', 'long'), undefined);
  });

  it('take empty for what may be absent, and for nothing else', () => {
    assert.equal((change(consumer, 'visibilityTimeout', '') as ConsumerSpec).visibilityTimeout, undefined);
    assert.equal(change(consumer, 'workers', ''), undefined);
    assert.equal(change(consumer, 'deletes', 'sometimes'), undefined);
  });
});

describe('Traffic of a file of the workspace', () => {
  const defaults = { connectionId: 'emulator', region: 'us-east-1' };
  const parse = (traffic: unknown) =>
    parseSharedTraffic(JSON.stringify({ queues: [], traffic }), 'file', defaults);

  it('is a preset with changes', () => {
    const { definitions, problems } = parse([
      { name: 'Orders come in', queue: 'orders', preset: 'fast-producer', every: 2, burst: '20', delay: '' },
      { queue: 'orders', region: 'eu-west-1', preset: 'fast-consumer' },
    ]);
    assert.deepEqual(problems, []);
    const [first, second] = definitions;
    assert.deepEqual(
      [first?.name, first?.queueName, first?.region, first?.connectionId],
      ['Orders come in', 'orders', 'us-east-1', 'emulator'],
    );
    assert.deepEqual((first?.spec as ProducerSpec).pace, { kind: 'burst', size: 20, everySeconds: 2 });
    assert.deepEqual([second?.name, second?.region], ['fast-consumer', 'eu-west-1']);
    assert.equal(new Set(definitions.map(({ id }) => id)).size, 2);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['without a queue', { preset: 'fast-producer' }, 'queueMissing'],
    ['with an unknown preset', { queue: 'a', preset: 'fastest' }, 'presetUnknown'],
    ['with a key of the other kind', { queue: 'a', preset: 'fast-producer', workers: 2 }, 'keyUnknown'],
    [
      'with a value that says nothing',
      { queue: 'a', preset: 'fast-producer', rate: 'quick' },
      'notUnderstood',
    ],
    ['with a value of another type', { queue: 'a', preset: 'fast-producer', body: {} }, 'notUnderstood'],
    ['with a value out of range', { queue: 'a', preset: 'fast-producer', rate: 100_000 }, 'refused'],
    ['that its queue would refuse', { queue: 'a.fifo', preset: 'fast-producer' }, 'refused'],
    ['that is no object', 'fast-producer', 'queueMissing'],
  ];
  for (const [what, entry, code] of wrong) {
    it(`refuses an entry ${what}, and keeps the others`, () => {
      const { definitions, problems } = parse([entry, { queue: 'b', preset: 'fast-consumer' }]);
      assert.deepEqual(
        problems.map(({ index, reason }) => [index, reason.code]),
        [[0, code]],
      );
      assert.equal(definitions.length, 1);
    });
  }

  it('is none in a file without a list or that is no JSON', () => {
    assert.deepEqual(parse({}).definitions, []);
    assert.deepEqual(parseSharedTraffic('{', 'file', defaults), { definitions: [], problems: [] });
  });
});
