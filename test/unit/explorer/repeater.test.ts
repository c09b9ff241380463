import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { eachWithLimit } from '../../../src/explorer/eachWithLimit';
import { Repeater } from '../../../src/explorer/repeater';
import { ManualTimers } from '../../support/manualTimers';

describe('a repeater', () => {
  let timers: ManualTimers;
  let runs: number;
  let finish: (() => void) | undefined;
  let repeater: Repeater;

  beforeEach(() => {
    timers = new ManualTimers();
    runs = 0;
    finish = undefined;
    repeater = new Repeater(
      () => {
        runs += 1;
        return new Promise((resolve) => (finish = resolve));
      },
      1_000,
      timers,
    );
  });

  it('does nothing before it is switched on', async () => {
    await timers.advance(10_000);
    assert.equal(runs, 0);
  });

  it('pauses from the end of a run to the start of the next', async () => {
    repeater.isOn = true;
    await timers.advance(5_000);
    assert.equal(runs, 1);
    finish?.();
    await timers.advance(999);
    assert.equal(runs, 1);
    await timers.advance(1);
    assert.equal(runs, 2);
  });

  it('stops when it is switched off, also during a run', async () => {
    repeater.isOn = true;
    repeater.isOn = false;
    finish?.();
    await timers.advance(10_000);
    assert.equal(runs, 1);
    assert.equal(timers.pending, 0);
  });

  it('never runs twice at a time when it is switched off and on', async () => {
    repeater.isOn = true;
    repeater.isOn = false;
    repeater.isOn = true;
    assert.equal(runs, 1);
    finish?.();
    await timers.advance(1_000);
    assert.equal(runs, 2);
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
