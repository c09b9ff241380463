import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Account } from '../../../../src/emulator/core/account';
import { RandomIds } from '../../../../src/emulator/randomIds';
import { SystemClock } from '../../../../src/emulator/systemClock';
import { anyRequest, checkAnswer } from '../../../support/fuzzing';
import { jsonRequest } from '../../../support/wireRequest';

/** A small share in every run; `npm run fuzz` sets 1,000,000. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 3_000);

describe('Random and spoiled requests', () => {
  it(`get an answer in the shape of AWS (${inputs} inputs)`, async function () {
    this.timeout(Math.max(20_000, inputs));
    const options = {
      clock: new SystemClock(),
      ids: new RandomIds(),
      accountId: '000000000000',
      isRelaxed: true,
    };
    let account = new Account(options);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        // Queues that grow without end would slow the run down.
        if (count++ % 1_000 === 0) {
          account = new Account(options);
          await checkAnswer(jsonRequest('CreateQueue', { QueueName: 'fuzz' }), account);
        }
        await checkAnswer(request, account);
      }),
      { numRuns: inputs },
    );
  });
});
