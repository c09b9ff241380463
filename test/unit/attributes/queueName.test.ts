import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkQueueName, type QueueNameProblem, withFifoSuffix } from '../../../src/attributes/queueName';
import { Failure } from '../../../src/sqs/failure';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

const cases: readonly [name: string, isFifo: boolean, problem: QueueNameProblem['code'] | undefined][] = [
  ['orders', false, undefined],
  ['Orders-2_b', false, undefined],
  ['a', false, undefined],
  ['a'.repeat(80), false, undefined],
  ['a'.repeat(81), false, 'tooLong'],
  ['', false, 'empty'],
  ['or ders', false, 'character'],
  ['or.ders', false, 'character'],
  ['or/ders', false, 'character'],
  ['größe', false, 'character'],
  ['😀', false, 'character'],
  ['orders.fifo', false, 'suffixOnStandard'],
  ['orders.fifo', true, undefined],
  ['orders', true, 'suffixMissing'],
  ['orders.FIFO', true, 'character'],
  ['.fifo', true, 'empty'],
  [`${'a'.repeat(75)}.fifo`, true, undefined],
  [`${'a'.repeat(76)}.fifo`, true, 'tooLong'],
];

describe('checkQueueName', () => {
  const emulator = useEmulator();

  for (const [name, isFifo, problem] of cases) {
    const what = `${isFifo ? 'the FIFO' : 'the standard'} queue “${name.slice(0, 20)}” of ${name.length}`;
    it(`says ${problem ?? 'nothing'} of ${what}`, () => {
      assert.equal(checkQueueName(name, isFifo)?.code, problem);
    });
  }

  it('agrees with CreateQueue on every one of them', async () => {
    const side = sqsSideOn(() => emulator.server.endpoint);
    const service = side.services.get('emulator', 'us-east-1');
    for (const [name, isFifo, problem] of cases) {
      const creating = service.createQueue(name, isFifo ? { FifoQueue: 'true' } : {});
      if (problem) await assert.rejects(creating, Failure, name);
      else await creating;
    }
    side.dispose();
  });

  it('names the first character that is not allowed, whole', () => {
    assert.deepEqual(checkQueueName('a😀!', false), { code: 'character', character: '😀' });
  });
});

describe('withFifoSuffix', () => {
  it('adds the suffix once', () => {
    assert.equal(withFifoSuffix('orders'), 'orders.fifo');
    assert.equal(withFifoSuffix('orders.fifo'), 'orders.fifo');
  });
});
