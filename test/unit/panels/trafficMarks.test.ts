import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Marks } from '../../../src/marks/marks';
import { markTraffic } from '../../../src/panels/trafficMarks';
import { Emitter } from '../../../src/shared/event';

type Told = Parameters<Parameters<Parameters<typeof markTraffic>[1]>[0]>[0];

const queue = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueUrl: 'http://e/1/orders',
  queueName: 'orders',
};

describe('marks of traffic', () => {
  it('tell the start and the end of a run once each, however often its figures change', () => {
    const marks = new Marks();
    const changes = new Emitter<Told>();
    markTraffic(marks, changes.event);
    const run = (state: 'running' | 'stopping' | 'ended') =>
      ({
        definition: { name: 'Slow producer' },
        run: { order: { id: '1', queue }, state },
      }) as unknown as Told;
    changes.fire(undefined);
    for (const state of ['running', 'running', 'stopping', 'ended', 'ended'] as const)
      changes.fire(run(state));
    assert.deepEqual(
      marks.all.map(({ kind, text, queue: of }) => [kind, text, of?.queueName]),
      [
        ['trafficStarted', 'Slow producer', 'orders'],
        ['trafficStopped', 'Slow producer', 'orders'],
      ],
    );
  });
});
