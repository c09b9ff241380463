import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOfQueue, Marks } from '../../../src/marks/marks';
import type { EventMark } from '../../../src/shared/marks';

const queue = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueUrl: 'http://a/1/orders',
  queueName: 'orders',
};
const START = Date.UTC(2026, 0, 1);

describe('event marks', () => {
  it('tell their listeners, and are read in the order they came', () => {
    const marks = new Marks();
    const told: EventMark[] = [];
    marks.onDidChange((mark) => told.push(mark));
    marks.add({ queue, at: START, kind: 'sent', count: 2 });
    marks.add({ at: START + 5_000, kind: 'debugStarted', text: 'Launch' });
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['sent', 'debugStarted'],
    );
    assert.deepEqual(marks.read(START + 1), [told[1]]);
    assert.equal(marks.find(told[0]?.id ?? 0), told[0]);
  });

  it('are one when the same happens again within a second', () => {
    const marks = new Marks();
    const first = marks.add({ queue, at: START, kind: 'sent', count: 2 });
    const second = marks.add({
      queue: { ...queue, queueUrl: 'http://b/1/orders' },
      at: START + 900,
      kind: 'sent',
      count: 3,
    });
    assert.equal(second.id, first.id);
    assert.equal(second.count, 5);
    marks.add({ queue, at: START + 1_500, kind: 'sent', count: 1 });
    marks.add({ queue: { ...queue, queueName: 'other' }, at: START + 1_500, kind: 'sent', count: 1 });
    marks.add({ queue, at: START + 1_500, kind: 'attributesChanged', text: 'DelaySeconds' });
    marks.add({ queue, at: START + 1_500, kind: 'attributesChanged', text: 'Policy' });
    assert.deepEqual(
      marks.all.map(({ count }) => count),
      [5, 1, 1, undefined, undefined],
    );
  });

  it('of messages that move to the dead-letter queue all the time leave room for others', () => {
    const marks = new Marks();
    marks.add({ queue, at: START, kind: 'sent', count: 1 });
    for (let second = 0; second < 60; second++)
      marks.add({ queue, at: START + second * 1_000, kind: 'deadLettered', count: 5, text: 'orders-dlq' });
    const moved = marks.all.filter(({ kind }) => kind === 'deadLettered');
    assert.deepEqual(
      moved.map(({ count }) => count),
      [55, 55, 55, 55, 55, 25],
    );
    assert.equal(marks.all.length, 7);
  });

  it('come back after a reload, less what is too old or no mark at all', () => {
    const before = new Marks();
    before.add({ queue, at: START, kind: 'purged' });
    before.add({ queue, at: START + 60_000, kind: 'deleted', count: 1 });
    const after = new Marks();
    after.add({ queue, at: START + 90_000, kind: 'sent', count: 1 });
    const stored: unknown = JSON.parse(
      JSON.stringify([...before.all, { kind: 'unknown', at: START }, null, 7]),
    );
    after.restore(stored, START + 1);
    assert.deepEqual(
      after.all.map(({ kind }) => kind),
      ['deleted', 'sent'],
    );
    assert.equal(new Set(after.all.map(({ id }) => id)).size, 2);
    after.restore(undefined, 0);
    assert.equal(after.all.length, 2);
  });

  it('go when there are more than can be of use', () => {
    const marks = new Marks();
    for (let index = 0; index < 6_000; index++) marks.add({ at: START + index * 2_000, kind: 'faultOn' });
    assert.equal(marks.all.length, 5_000);
    assert.equal(marks.all[0]?.at, START + 2_000_000);
  });

  it('are of a queue by connection, region and name', () => {
    const mark = { queue, at: START, kind: 'sent' } as const;
    assert.ok(isOfQueue(mark, { ...queue, queueUrl: 'https://elsewhere/1/orders' }));
    assert.ok(!isOfQueue(mark, { ...queue, region: 'eu-west-1' }));
    assert.ok(!isOfQueue(mark, undefined));
  });
});
