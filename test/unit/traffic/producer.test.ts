import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { seededRandom } from '../../../src/traffic/random';
import { type RunningTraffic, startTraffic } from '../../../src/traffic/traffic';
import type { ProducerSpec } from '../../../src/traffic/trafficSpec';
import { ManualTimers } from '../../support/manualTimers';
import { MemoryQueue } from '../../support/memoryQueue';

describe('a producer', () => {
  let timers: ManualTimers;
  let queue: MemoryQueue;
  let running: RunningTraffic | undefined;

  beforeEach(() => {
    timers = new ManualTimers();
    queue = new MemoryQueue(timers);
  });

  afterEach(() => running?.stop());

  function start(own: Partial<ProducerSpec>, seed = 1): RunningTraffic {
    running = startTraffic({ ...plain, ...own }, queue.queue, {
      service: queue,
      timers,
      random: seededRandom(seed),
    });
    return running;
  }

  it('sends each message of a slow rate on its own and at its time', async () => {
    const startedAt = timers.now();
    start({ pace: { kind: 'rate', perSecond: 4 }, limit: { messages: 5 } });
    await timers.advance(10_000);
    assert.deepEqual(
      queue.sent.map(({ at }) => at - startedAt),
      [0, 250, 500, 750, 1_000],
    );
    assert.deepEqual(queue.callSizes, [1, 1, 1, 1, 1]);
  });

  it('shares calls among the messages of a fast rate', async () => {
    start({ pace: { kind: 'rate', perSecond: 5_000 }, limit: { messages: 1_005 } });
    await timers.advance(1_000);
    assert.equal(queue.callSizes.length, 101);
    assert.equal(queue.callSizes.at(-1), 5);
  });

  it('ends after a burst that is not repeated', async () => {
    start({ pace: { kind: 'burst', size: 12 } });
    await running?.ended;
    assert.deepEqual(queue.callSizes, [10, 2]);
  });

  it('sends the same messages for the same seed, and others for another one', async () => {
    const bodies = async (seed: number) => {
      const own = new MemoryQueue(new ManualTimers());
      const spec: ProducerSpec = {
        ...plain,
        body: '{{uuid}} {{random 1 1000}} {{index}}',
        groups: { kind: 'random', count: 9 },
        pace: { kind: 'burst', size: 30 },
      };
      await startTraffic(spec, own.queue, { service: own, timers, random: seededRandom(seed) }).ended;
      return own.sent.map(({ draft }) => `${draft.body} ${draft.messageGroupId}`);
    };
    assert.deepEqual(await bodies(7), await bodies(7));
    assert.notDeepEqual(await bodies(7), await bodies(8));
    assert.equal(new Set(await bodies(7)).size, 30);
  });

  it('fills in the attributes and sets the delay', async () => {
    start({
      limit: { messages: 2 },
      delaySeconds: 10,
      attributes: [
        { name: 'Number', dataType: 'Number', value: '{{index}}' },
        { name: 'Raw', dataType: 'Binary', value: 'AAEC' },
      ],
    });
    await timers.advance(2_000);
    assert.deepEqual(
      queue.sent.map(({ draft }) => draft.attributes.map(({ value }) => value)),
      [
        ['0', 'AAEC'],
        ['1', 'AAEC'],
      ],
    );
    assert.equal(queue.sent[0]?.draft.delaySeconds, 10);
  });

  it('counts what could not be sent, says why, and goes on', async () => {
    queue.brokenCalls = 2;
    start({ limit: { messages: 5 } });
    await timers.advance(5_000);
    const { sent, failed, lastFailure } = running?.readFigures() ?? {};
    assert.deepEqual({ sent, failed, code: lastFailure?.code }, { sent: 3, failed: 2, code: 'ECONNREFUSED' });
  });

  it('gives up catching up after a standstill of more than a second', async () => {
    let answer = (): void => undefined;
    const hanging = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const fifo = { ...queue.queue, queueName: 'orders.fifo' };
    const service = Object.assign(Object.create(queue) as MemoryQueue, {
      sendMessage: async (...args: Parameters<MemoryQueue['sendMessage']>) => {
        await hanging;
        return queue.sendMessage(...args);
      },
    });
    running = startTraffic(plain, fifo, { service, timers, random: seededRandom(1) });
    await timers.advance(60_000);
    assert.equal(queue.sent.length, 0);
    answer();
    await timers.advance(3_000);
    assert.ok(queue.sent.length <= 5, `${queue.sent.length} messages were sent in three seconds`);
    assert.ok(queue.sent.length >= 3, `${queue.sent.length} messages were sent in three seconds`);
  });

  describe('whose batch has refused entries', () => {
    const burst = { kind: 'burst', size: 10 } as const;

    it('tries them again when told to', async () => {
      queue.refusedEntries = { count: 3, isSenderFault: false };
      start({ pace: burst, failedEntries: 'retry' });
      await timers.advance(1_000);
      assert.deepEqual(queue.callSizes, [10, 3]);
      assert.equal(running?.readFigures().sent, 10);
      assert.equal(running?.readFigures().failed, 0);
    });

    it('gives up on them after three tries', async () => {
      queue.refusedEntries = { count: 9, isSenderFault: false };
      start({ pace: { kind: 'burst', size: 3 }, failedEntries: 'retry' });
      await timers.advance(1_000);
      assert.deepEqual(queue.callSizes, [3, 3, 3]);
      assert.equal(running?.readFigures().failed, 3);
    });

    it('does not try again what would be refused again', async () => {
      queue.refusedEntries = { count: 3, isSenderFault: true };
      start({ pace: burst, failedEntries: 'retry' });
      await timers.advance(1_000);
      assert.deepEqual(queue.callSizes, [10]);
      assert.equal(running?.readFigures().failed, 3);
    });

    it('forgets them when told to, but counts them', async () => {
      queue.refusedEntries = { count: 3, isSenderFault: false };
      start({ pace: burst, failedEntries: 'ignore' });
      await timers.advance(1_000);
      const { sent, failed } = running?.readFigures() ?? {};
      assert.deepEqual({ sent, failed }, { sent: 7, failed: 3 });
    });

    it('ends when told to', async () => {
      queue.refusedEntries = { count: 1, isSenderFault: false };
      start({ pace: { ...burst, everySeconds: 1 }, failedEntries: 'stop' });
      await running?.ended;
      assert.deepEqual(queue.callSizes, [10]);
    });
  });

  it('splits a batch that would be larger than one call may be', async () => {
    start({ pace: { kind: 'burst', size: 3 }, body: 'x'.repeat(500_000) });
    await running?.ended;
    assert.deepEqual(queue.callSizes, [2, 1]);
  });

  it('stops at once, leaves no timer behind, and has answered for what it sent', async () => {
    start({ pace: { kind: 'rate', perSecond: 10 } });
    await timers.advance(1_000);
    await running?.stop();
    const { sent } = running?.readFigures() ?? {};
    await timers.advance(10_000);
    assert.equal(queue.sent.length, sent);
    assert.equal(timers.pending, 0);
  });
});

const plain: ProducerSpec = {
  kind: 'producer',
  pace: { kind: 'rate', perSecond: 1 },
  body: 'message {{index}}',
  attributes: [],
  failedEntries: 'ignore',
};
