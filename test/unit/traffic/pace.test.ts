import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seededRandom } from '../../../src/traffic/random';
import { startTraffic } from '../../../src/traffic/traffic';
import type { Pace, ProducerSpec, TrafficLimit } from '../../../src/traffic/trafficSpec';
import { ManualTimers } from '../../support/manualTimers';
import { MemoryQueue } from '../../support/memoryQueue';

/** From here on messages share calls, and those of a call go when the first of them is due. */
const SHARED_FROM_PER_SECOND = 20;
/** So long is what messages of one call may be apart. */
const GATHER_MS = 100;
/** Times since 1970 are exact to a fraction of a microsecond. */
const ROUNDING_MS = 0.01;

/** Lets a producer work on a manual clock. @returns when each message was sent, in milliseconds since the start */
async function timesOf(pace: Pace, ms: number, limit?: TrafficLimit) {
  const timers = new ManualTimers();
  const queue = new MemoryQueue(timers);
  const startedAt = timers.now();
  const spec: ProducerSpec = {
    ...{ kind: 'producer', body: 'x', attributes: [], failedEntries: 'ignore' },
    ...{ pace, limit },
  };
  const running = startTraffic(spec, queue.queue, { service: queue, timers, random: seededRandom(1) });
  let hasEnded = false;
  const ended = running.ended.then(() => {
    hasEnded = true;
  });
  await timers.advance(ms);
  const result = { hasEnded, times: queue.sent.map(({ at }) => at - startedAt) };
  await running.stop();
  await ended;
  assert.equal(running.readFigures().sent, queue.sent.length);
  return result;
}

describe('the pace of a producer', () => {
  for (const perSecond of [0.3, 1, 2.5, 7, 10, 19, 20, 99, 100, 333, 5_000]) {
    it(`at ${perSecond} a second sends none too late, none too early, and all that are due`, async () => {
      const { times } = await timesOf({ kind: 'rate', perSecond }, 10_000);
      const due = Math.floor(10 * perSecond) + 1;
      const early = perSecond < SHARED_FROM_PER_SECOND ? 0 : GATHER_MS;
      for (const [index, time] of times.entries()) {
        const dueAt = (index * 1_000) / perSecond;
        assert.ok(time <= dueAt + ROUNDING_MS, `Message ${index} was sent ${time - dueAt} ms late.`);
        assert.ok(time >= dueAt - early - ROUNDING_MS, `Message ${index} was sent ${dueAt - time} ms early.`);
      }
      assert.ok(times.length >= due, `${times.length} messages were sent where ${due} were due.`);
      const most = Math.max(due, Math.ceil((10 + early / 1_000) * perSecond));
      assert.ok(times.length <= most, `${times.length} messages were sent where ${due} were due.`);
    });
  }

  for (const perSecond of [0.3, 1, 19, 20, 333, 5_000]) {
    it(`at ${perSecond} a second sends exactly as many as its limits say, and ends`, async () => {
      const pace = { kind: 'rate', perSecond } as const;
      const inFive = Math.ceil(5 * perSecond);
      const expected: readonly (readonly [TrafficLimit, number])[] = [
        [{ seconds: 5 }, inFive],
        [{ messages: 1 }, 1],
        [{ messages: 23 }, 23],
        [{ seconds: 5, messages: 23 }, Math.min(inFive, 23)],
      ];
      for (const [limit, messages] of expected) {
        const { times, hasEnded } = await timesOf(pace, 100_000, limit);
        assert.deepEqual({ hasEnded, messages: times.length }, { hasEnded: true, messages });
      }
    });
  }

  for (const size of [1, 9, 10, 11, 25, 1_000]) {
    it(`in bursts of ${size} sends each of them whole and at its time`, async () => {
      for (const everySeconds of [0.25, 1, 3]) {
        const { times, hasEnded } = await timesOf({ kind: 'burst', size, everySeconds }, 6_000);
        const bursts = 6 / everySeconds + 1;
        const expected = Array.from({ length: bursts * size }, (_, index) => {
          return Math.floor(index / size) * everySeconds * 1_000;
        });
        assert.deepEqual(times, expected);
        assert.equal(hasEnded, false);
      }
    });

    it(`in bursts of ${size} sends exactly as many as its limits say, and ends`, async () => {
      const expected: readonly (readonly [TrafficLimit | undefined, number | undefined, number])[] = [
        [undefined, undefined, size],
        [{ seconds: 60 }, undefined, size],
        [{ seconds: 4 }, 2, 2 * size],
        [{ seconds: 4.001 }, 2, 3 * size],
        [{ messages: 23 }, 2, 23],
        [{ messages: 23 }, undefined, Math.min(size, 23)],
        [{ seconds: 3, messages: 23 }, 2, Math.min(2 * size, 23)],
      ];
      for (const [limit, everySeconds, messages] of expected) {
        const pace = { kind: 'burst', size, everySeconds } as const;
        const { times, hasEnded } = await timesOf(pace, 100_000, limit);
        assert.deepEqual({ hasEnded, messages: times.length }, { hasEnded: true, messages });
      }
    });
  }
});
