import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { seededRandom } from '../../../src/traffic/random';
import { type RunningTraffic, startTraffic } from '../../../src/traffic/traffic';
import type { TrafficFigures } from '../../../src/traffic/trafficFigures';
import type { ConsumerSpec } from '../../../src/traffic/trafficSpec';
import { ManualTimers } from '../../support/manualTimers';
import { MemoryQueue } from '../../support/memoryQueue';

describe('a consumer', () => {
  let timers: ManualTimers;
  let queue: MemoryQueue;
  let running: RunningTraffic;

  beforeEach(() => {
    timers = new ManualTimers();
    queue = new MemoryQueue(timers);
  });

  afterEach(() => running.stop());

  async function fill(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await queue.sendMessage(queue.queue, { body: `${i}`, attributes: [] });
  }

  function start(own: Partial<ConsumerSpec>): void {
    const spec = { ...plain, ...own };
    running = startTraffic(spec, queue.queue, { service: queue, timers, random: seededRandom(1) });
  }

  function figures(): TrafficFigures {
    return running.readFigures();
  }

  it('receives, works on and deletes all messages, one after the other', async () => {
    await fill(5);
    start({ workMs: { from: 2_000, to: 2_000 } });
    await timers.advance(9_999);
    assert.equal(figures().deleted, 4);
    await timers.advance(1);
    assert.equal(figures().deleted, 5);
    assert.equal(queue.size, 0);
  });

  it('with four workers is four times as fast', async () => {
    await fill(40);
    start({ workers: 4, workMs: { from: 1_000, to: 1_000 } });
    await timers.advance(5_000);
    assert.equal(figures().deleted, 20);
  });

  it('tells the time from receiving to deleting', async () => {
    await fill(100);
    start({ batchSize: 1, workMs: { from: 100, to: 100 } });
    await timers.advance(10_000);
    assert.equal(figures().deleted, 100);
    assert.ok(Math.abs((figures().receiveToDelete?.p50Ms ?? 0) - 100) < 1);
    assert.ok(Math.abs((figures().receiveToDelete?.p99Ms ?? 0) - 100) < 1);
  });

  it('works between the shortest and the longest time', async () => {
    await fill(200);
    start({ workMs: { from: 100, to: 300 } });
    await timers.advance(120_000);
    const { p50Ms = 0, p99Ms = 0 } = figures().receiveToDelete ?? {};
    assert.equal(figures().deleted, 200);
    assert.ok(p50Ms > 160 && p50Ms < 240, `p50 is ${p50Ms} ms`);
    assert.ok(p99Ms > 280 && p99Ms <= 301, `p99 is ${p99Ms} ms`);
  });

  it('that deletes before it works takes no time to delete', async () => {
    await fill(2);
    start({ deletes: 'beforeWork', workMs: { from: 8_000, to: 8_000 } });
    await timers.advance(0);
    assert.equal(figures().deleted, 1);
    await timers.advance(8_000);
    assert.equal(figures().deleted, 2);
    assert.ok((figures().receiveToDelete?.p99Ms ?? 1) < 1);
  });

  it('that never deletes sees each message again when its visibility lapses', async () => {
    await fill(3);
    start({ deletes: 'never', visibilityTimeout: 5, batchSize: 10 });
    await timers.advance(11_000);
    assert.equal(figures().received, 9);
    assert.equal(figures().duplicates, 6);
    assert.equal(figures().deleted, 0);
    assert.equal(queue.size, 3);
  });

  it('fails its work as often as it should', async () => {
    await fill(1_000);
    start({ failureRate: 0.2, batchSize: 10, visibilityTimeout: 43_200 });
    await timers.advance(1_000);
    const { workFailed, deleted } = figures();
    assert.equal(workFailed + deleted, 1_000);
    assert.equal(queue.size, workFailed);
    assert.ok(workFailed > 150 && workFailed < 250, `${workFailed} of 1000 failed`);
  });

  it('receives no more than its limit, whatever its workers ask for', async () => {
    await fill(100);
    start({ workers: 3, batchSize: 10, limit: { messages: 25 } });
    await timers.advance(60_000);
    await running.ended;
    assert.equal(figures().received, 25);
    assert.equal(queue.size, 75);
  });

  it('ends when its time is over', async () => {
    start({ limit: { seconds: 3 } });
    await timers.advance(3_000);
    await running.ended;
    assert.equal(queue.waiting, 0);
  });

  it('that does not wait asks an empty queue once a second', async () => {
    start({ waitTimeSeconds: 0 });
    let calls = 0;
    const receive = queue.receiveMessages.bind(queue);
    queue.receiveMessages = (...args) => {
      calls++;
      return receive(...args);
    };
    await timers.advance(10_000);
    assert.equal(calls, 10);
  });

  it('waits longer from failure to failure, and goes on when they end', async () => {
    await fill(1);
    queue.brokenCalls = 3;
    start({});
    await timers.advance(6_999);
    assert.equal(figures().failed, 3);
    assert.equal(figures().received, 0);
    await timers.advance(1);
    assert.equal(figures().deleted, 1);
    assert.equal(figures().lastFailure?.kind, 'unreachable');
  });

  it('that forgets refused deletes gets the messages again', async () => {
    await fill(10);
    queue.refusedEntries = { count: 4, isSenderFault: false };
    start({ batchSize: 10, visibilityTimeout: 5, failedEntries: 'ignore' });
    await timers.advance(6_000);
    const { deleted, failed, duplicates } = figures();
    assert.deepEqual({ deleted, failed, duplicates }, { deleted: 10, failed: 4, duplicates: 4 });
  });

  it('that tries refused deletes again does not', async () => {
    await fill(10);
    queue.refusedEntries = { count: 4, isSenderFault: false };
    start({ batchSize: 10, visibilityTimeout: 5, failedEntries: 'retry' });
    await timers.advance(6_000);
    const { deleted, failed, duplicates } = figures();
    assert.deepEqual({ deleted, failed, duplicates }, { deleted: 10, failed: 0, duplicates: 0 });
  });

  it('stops without waiting for its long polls', async () => {
    start({ workers: 20 });
    await timers.advance(1_000);
    assert.equal(queue.waiting, 20);
    await running.stop();
    assert.equal(queue.waiting, 0);
    assert.equal(timers.pending, 0);
  });

  it('stopped in the middle of its work leaves the message in the queue', async () => {
    await fill(1);
    start({ workMs: { from: 60_000, to: 60_000 } });
    await timers.advance(1_000);
    await running.stop();
    assert.equal(figures().deleted, 0);
    assert.equal(queue.size, 1);
  });

  it('ends with the error when something is thrown that is no failure of SQS', async () => {
    queue.receiveMessages = () => Promise.reject(new TypeError('a bug'));
    start({ workers: 3 });
    await assert.rejects(running.ended, new TypeError('a bug'));
    running = startTraffic(plain, queue.queue, {
      service: new MemoryQueue(timers),
      timers,
      random: seededRandom(1),
    });
  });
});

const plain: ConsumerSpec = {
  kind: 'consumer',
  workers: 1,
  batchSize: 1,
  visibilityTimeout: 30,
  waitTimeSeconds: 10,
  workMs: { from: 0, to: 0 },
  failureRate: 0,
  deletes: 'afterWork',
  failedEntries: 'ignore',
};
