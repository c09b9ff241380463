import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SystemClock } from '../../../src/emulator/systemClock';

describe('The clock of the machine', () => {
  it('runs no timer before its time', async () => {
    const clock = new SystemClock();
    const start = clock.now();
    const due = [0, 1, 2, 3, 5, 8, 13].map((delay) => start + delay);
    const early = await Promise.all(
      due.map(
        (at) =>
          new Promise<boolean>((resolve) => {
            clock.setTimer(at, () => resolve(clock.now() < at));
          }),
      ),
    );
    assert.deepEqual(
      early,
      due.map(() => false),
    );
  });

  it('runs a timer whose time has passed, but not within the call', async () => {
    const clock = new SystemClock();
    let hasRun = false;
    await new Promise<void>((resolve) => {
      clock.setTimer(clock.now() - 1_000, () => {
        hasRun = true;
        resolve();
      });
      assert.equal(hasRun, false);
    });
  });

  it('does not run what was called off, be it far away or due', async () => {
    const clock = new SystemClock();
    const run: string[] = [];
    const near = clock.setTimer(clock.now(), () => run.push('near'));
    const far = clock.setTimer(clock.now() + 5, () => run.push('far'));
    near.dispose();
    far.dispose();
    await new Promise<void>((resolve) => {
      clock.setTimer(clock.now() + 10, resolve);
    });
    assert.deepEqual(run, []);
  });
});
