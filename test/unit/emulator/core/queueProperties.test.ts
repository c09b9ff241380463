import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { brokenQueues } from './brokenQueues';
import { checkProgram } from './modelCheck';
import { program } from './queueProgram';

const runs = 200;

describe('Any program of sends, receives, deletes, changes of visibility, purges and waits', () => {
  for (const isFifo of [false, true]) {
    it(`finds a ${isFifo ? 'FIFO' : 'standard'} queue to do what the model says`, function () {
      this.timeout(30_000);
      fc.assert(
        fc.property(program, (steps) => checkProgram(isFifo, steps)),
        { numRuns: runs },
      );
    });
  }
});

describe('The check against the model', () => {
  for (const [what, isFifo, breakage] of brokenQueues) {
    it(`sees a queue that ${what}`, function () {
      this.timeout(30_000);
      const property = fc.property(program, (steps) => checkProgram(isFifo, steps, breakage));
      const { failed, errorInstance } = fc.check(property, { numRuns: runs, endOnFailure: true });
      assert.ok(failed, 'the broken queue was not noticed');
      assert.ok(errorInstance instanceof assert.AssertionError, String(errorInstance));
    });
  }
});
