import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { AdjustableClock } from '../../../../src/emulator/admin/adjustableClock';
import type { Clock } from '../../../../src/emulator/core/clock';
import { ManualClock } from '../../../support/manualClock';

describe('the adjustable clock', () => {
  let base: ManualClock;
  let clock: AdjustableClock;
  let start: number;
  let ran: [name: string, afterMs: number][];

  beforeEach(() => {
    base = new ManualClock();
    clock = new AdjustableClock(base);
    start = base.now();
    ran = [];
  });

  const note = (name: string) => () => ran.push([name, clock.now() - start]);

  it('runs with the clock behind it as long as nobody adjusts it', () => {
    clock.setTimer(start + 50, note('a'));
    base.advance(49);
    assert.deepEqual(ran, []);
    base.advance(1);
    assert.deepEqual(ran, [['a', 50]]);
    assert.deepEqual(clock.state, { now: start + 50, isPaused: false, aheadMs: 0 });
  });

  it('is not ahead where the machine was busy while it was read', () => {
    const busy: Clock = { now: () => start++, setTimer: (...timer) => base.setTimer(...timer) };
    assert.equal(new AdjustableClock(busy).state.aheadMs, 0);
  });

  it('runs each timer on the way at its own time, also those that are set on the way', () => {
    clock.setTimer(start + 300, note('late'));
    clock.setTimer(start + 100, () => {
      note('early')();
      clock.setTimer(start + 200, note('between'));
    });
    clock.advanceTo(start + 250);
    assert.deepEqual(ran, [
      ['early', 100],
      ['between', 200],
    ]);
    assert.equal(clock.now(), start + 250);
    base.advance(50);
    assert.deepEqual(ran.at(-1), ['late', 300]);
  });

  it('lets no timer run while it is paused, and lets it wait for the rest afterwards', () => {
    clock.setTimer(start + 100, note('a'));
    base.advance(60);
    clock.pause();
    base.advance(1_000);
    assert.deepEqual(ran, []);
    assert.equal(clock.now(), start + 60);
    clock.resume();
    base.advance(39);
    assert.deepEqual(ran, []);
    base.advance(1);
    assert.deepEqual(ran, [['a', 100]]);
  });

  it('runs what is due already soon, even while it is paused, but not within the call', () => {
    clock.pause();
    clock.setTimer(start, note('due'));
    assert.deepEqual(ran, []);
    base.advance(0);
    assert.deepEqual(ran, [['due', 0]]);
  });

  it('never goes back when it is advanced or resumed', () => {
    clock.advanceTo(start + 1_000);
    clock.advanceTo(start + 10);
    assert.equal(clock.now(), start + 1_000);
    clock.pause();
    clock.resume();
    assert.equal(clock.now(), start + 1_000);
  });

  it('does not run a timer that was called off, nor any twice', () => {
    const timer = clock.setTimer(start + 10, note('off'));
    clock.setTimer(start + 20, note('once'));
    timer.dispose();
    clock.advanceTo(start + 30);
    base.advance(100);
    assert.deepEqual(ran, [['once', 20]]);
    assert.equal(clock.nextTimerAt, undefined);
    assert.equal(base.timerCount, 0);
  });

  it('tells the time of the clock behind it again after a reset', () => {
    clock.advanceTo(start + 5_000);
    clock.pause();
    clock.reset();
    assert.deepEqual(clock.state, { now: start, isPaused: false, aheadMs: 0 });
  });
});
