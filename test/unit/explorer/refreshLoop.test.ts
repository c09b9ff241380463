import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { ChangeBatch } from '../../../src/explorer/changeBatch';
import { type RefreshCost, RefreshLoop, type RefreshPace } from '../../../src/explorer/refreshLoop';
import { eachWithLimit } from '../../../src/shared/eachWithLimit';
import { ManualTimers } from '../../support/manualTimers';

describe('a refresh loop', () => {
  let timers: ManualTimers;
  let runs: number[];
  let cost: RefreshCost;
  let pace: RefreshPace;
  let random: number;
  let loop: RefreshLoop;

  beforeEach(() => {
    timers = new ManualTimers();
    const start = timers.now();
    runs = [];
    cost = { calls: 1, isThrottled: false };
    pace = { intervalMs: 1_000, callsPerSecond: 10 };
    random = 0.5;
    loop = new RefreshLoop({
      run: () => {
        runs.push(timers.now() - start);
        return Promise.resolve(cost);
      },
      pace: () => pace,
      timers,
      random: () => random,
    });
  });

  it('runs when it is switched on, and then at its interval', async () => {
    await timers.advance(5_000);
    assert.deepEqual(runs, []);
    loop.isOn = true;
    await timers.advance(2_000);
    assert.deepEqual(runs, [5_000, 6_000, 7_000]);
  });

  it('waits for one interval after it was made', async () => {
    loop.isOn = true;
    await timers.advance(1_500);
    assert.deepEqual(runs, [1_000]);
  });

  it('stops when it is switched off, and leaves no timer behind', async () => {
    loop.isOn = true;
    await timers.advance(2_500);
    loop.isOn = false;
    await timers.advance(5_000);
    assert.deepEqual(runs, [1_000, 2_000]);
    assert.equal(timers.pending, 0);
  });

  it('waits longer after many calls, so that the rate holds', async () => {
    cost = { calls: 50, isThrottled: false };
    loop.isOn = true;
    await timers.advance(11_000);
    assert.deepEqual(runs, [1_000, 6_000, 11_000]);
  });

  it('doubles the pause while SQS asks to slow down, up to sixteenfold', async () => {
    cost = { calls: 1, isThrottled: true };
    loop.isOn = true;
    await timers.advance(48_000);
    assert.deepEqual(runs, [1_000, 3_000, 7_000, 15_000, 31_000, 47_000]);
    cost = { calls: 1, isThrottled: false };
    await timers.advance(16_000);
    assert.deepEqual(runs.slice(6), [63_000, 64_000]);
  });

  it('varies the interval by a tenth to either side', async () => {
    random = 0;
    loop.isOn = true;
    await timers.advance(1_900);
    random = 1;
    await timers.advance(2_100);
    assert.deepEqual(runs, [1_000, 1_900, 2_800, 3_900]);
  });

  it('never runs with an interval of 0, and goes on when it gets another', async () => {
    pace = { intervalMs: 0, callsPerSecond: 10 };
    loop.isOn = true;
    await timers.advance(60_000);
    assert.deepEqual(runs, []);
    pace = { intervalMs: 1_000, callsPerSecond: 10 };
    loop.replan();
    await timers.advance(500);
    assert.equal(runs.length, 1);
  });
});

describe('a batch of changes', () => {
  it('tells of each thing once a tick', async () => {
    const timers = new ManualTimers();
    const told: (readonly string[] | undefined)[] = [];
    const batch = new ChangeBatch<string>((changed) => told.push(changed), timers);
    batch.add('a', 'b');
    batch.add('a');
    await timers.advance(0);
    batch.add('c');
    batch.addAll();
    await timers.advance(0);
    batch.add();
    await timers.advance(0);
    assert.deepEqual(told, [['a', 'b'], undefined]);
  });
});

describe('eachWithLimit', () => {
  it('runs the action for every item, at most so many at a time', async () => {
    const seen: number[] = [];
    let active = 0;
    let mostActive = 0;
    await eachWithLimit([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      active += 1;
      mostActive = Math.max(mostActive, active);
      await Promise.resolve();
      seen.push(item);
      active -= 1;
    });
    assert.deepEqual(seen.sort(), [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(mostActive, 3);
  });

  it('rejects when an action does', async () => {
    const failing = eachWithLimit([1, 2], 1, () => Promise.reject(new Error('no')));
    await assert.rejects(failing, /no/);
  });
});
