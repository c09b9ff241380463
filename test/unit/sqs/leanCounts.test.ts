import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import type { QueueRef } from '../../../src/shared/queue';
import type { SqsSide } from '../../../src/sqs/sqsSide';
import { CountingProxy } from '../../support/countingProxy';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

const QUEUES = 130;

describe('The counts of many queues of the emulator', () => {
  const emulator = useEmulator();
  let proxy: CountingProxy;
  let side: SqsSide;
  const queues: QueueRef[] = [];
  const service = () => side.services.background('emulator', 'us-east-1');
  const requests = () => [...proxy.counts.values()].reduce((sum, count) => sum + count, 0);

  before(async () => {
    proxy = new CountingProxy(emulator.server.endpoint);
    const endpoint = await proxy.start();
    side = sqsSideOn(() => endpoint);
    const sending = side.services.get('emulator', 'us-east-1');
    for (let index = 0; index < QUEUES; index++) queues.push(await sending.createQueue(`lean-${index}`, {}));
    for (const queue of queues.slice(0, 2)) await sending.sendMessage(queue, { body: 'one', attributes: [] });
  });

  after(async () => {
    side.dispose();
    await proxy.stop();
  });

  it('are read by a hundred at a time, each its own', async () => {
    proxy.counts.clear();
    const counts = await Promise.all(queues.map((queue) => service().readCounts(queue)));
    assert.equal(requests(), 2);
    assert.deepEqual(
      counts.map(({ visible }) => visible),
      queues.map((_, index) => (index < 2 ? 1 : 0)),
    );
  });

  it('fail for the queue alone that is gone', async () => {
    const [first] = queues;
    assert.ok(first);
    const gone = { ...first, queueName: 'gone', queueUrl: first.queueUrl.replace('lean-0', 'gone') };
    const [counts, failure] = await Promise.allSettled([
      service().readCounts(first),
      service().readCounts(gone),
    ]);
    assert.equal(counts.status, 'fulfilled');
    assert.equal(failure.status === 'rejected' && (failure.reason as { kind: string }).kind, 'notFound');
  });

  it('are what SQS would say while faults are on', async () => {
    const [first] = queues;
    assert.ok(first);
    const admin = new EmulatorClient(emulator.server.endpoint);
    await admin.setFaults({ rules: [{ kind: 'laggingCounts', lagMs: 60_000 }] });
    await service().readCounts(first);
    await side.services.get('emulator', 'us-east-1').sendMessage(first, { body: 'two', attributes: [] });
    assert.equal((await service().readCounts(first)).visible, 1);
    await admin.clearFaults();
    assert.equal((await service().readCounts(first)).visible, 2);
  });
});
