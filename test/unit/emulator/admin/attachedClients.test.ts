import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AttachedClients } from '../../../../src/emulator/admin/attachedClients';
import { ManualClock } from '../../../support/manualClock';

describe('attached clients', () => {
  it('are forgotten when they have been silent for too long, and can come again', () => {
    const clock = new ManualClock();
    let ids = 0;
    const clients = new AttachedClients(clock, () => String(++ids));
    const { heartbeatMs } = clients.attach('one');
    clients.attach('two');
    for (let beat = 0; beat < 5; beat++) {
      clock.advance(heartbeatMs);
      clients.hear('1');
    }
    assert.deepEqual(
      clients.list().map(({ name }) => name),
      ['one'],
    );
    assert.throws(() => clients.hear('2'), { code: 'notFound' });
    assert.equal(clients.attach('two').id, '3');
  });
});
