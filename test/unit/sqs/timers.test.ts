import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sleep, systemSleep } from '../../../src/sqs/timers';
import { ManualTimers } from '../../support/manualTimers';

const HOUR_MS = 3_600_000;

describe('a sleep', () => {
  it('ends at its time and no sooner', async () => {
    const timers = new ManualTimers();
    let hasEnded = false;
    const sleeping = sleep(timers, 500, new AbortController().signal).then(() => {
      hasEnded = true;
    });
    await timers.advance(499);
    assert.equal(hasEnded, false);
    await timers.advance(1);
    assert.equal(hasEnded, true);
    await sleeping;
  });

  it('ends with its signal, and leaves no timer behind', async () => {
    const timers = new ManualTimers();
    const abort = new AbortController();
    const sleeping = sleep(timers, HOUR_MS, abort.signal);
    assert.equal(timers.pending, 1);
    abort.abort();
    await sleeping;
    assert.equal(timers.pending, 0);
  });

  it('does not begin when its signal has been aborted before, nor by the time of the system', async () => {
    const timers = new ManualTimers();
    await sleep(timers, HOUR_MS, AbortSignal.abort());
    assert.equal(timers.pending, 0);
    await systemSleep(HOUR_MS, AbortSignal.abort());
  });
});
