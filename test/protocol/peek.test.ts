import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { emulatorPeek } from '../../src/peek/emulatorPeek';
import { canPeek, localStackPeek } from '../../src/peek/localStackPeek';
import type { PeekSource } from '../../src/peek/peek';
import { useEmulator } from '../support/emulator';
import { useEmulatorServices } from '../support/emulatorServices';

describe('A peek at a queue', () => {
  const { service, createQueue, endpoint } = useEmulatorServices();
  const elsewhere = useEmulator();

  const sources: Record<string, () => PeekSource> = {
    "Queuescope's emulator": () => emulatorPeek(endpoint),
    "LocalStack's route": () => localStackPeek(endpoint()),
  };
  for (const [name, source] of Object.entries(sources)) {
    it(`shows what is visible, in flight and delayed without any effect: ${name}`, async () => {
      const queue = await createQueue(`peek-${name.length}`, { VisibilityTimeout: '600' });
      const attributes = [
        { name: 'Attempt', dataType: 'Number.int', value: '3' },
        { name: 'Picture', dataType: 'Binary', value: 'AP8=' },
      ];
      await service().sendMessage(queue, { body: 'held', attributes: [] });
      await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
      await service().sendMessage(queue, { body: 'free', attributes });
      await service().sendMessage(queue, { body: 'later', attributes: [], delaySeconds: 900 });
      const before = await service().readCounts(queue);
      const { messages, isWhole } = await source().read(queue, 10);
      assert.ok(isWhole);
      const states = Object.fromEntries(messages.map(({ body, state }) => [body, state]));
      assert.deepEqual(states, { held: 'inFlight', free: 'visible', later: 'delayed' });
      const free = messages.find(({ body }) => body === 'free');
      assert.deepEqual(free?.attributes, attributes);
      assert.equal(free.systemAttributes['ApproximateReceiveCount'], '0');
      assert.equal(free.systemAttributes['ApproximateFirstReceiveTimestamp'], undefined);
      assert.deepEqual(await service().readCounts(queue), before);
    });

    it(`shows so many as are asked for, and says that there are more: ${name}`, async () => {
      const queue = await createQueue(`peek-limit-${name.length}`);
      for (const body of ['1', '2', '3']) await service().sendMessage(queue, { body, attributes: [] });
      const { messages, isWhole } = await source().read(queue, 2);
      assert.deepEqual(
        messages.map(({ body }) => body),
        ['1', '2'],
      );
      assert.equal(isWhole, false);
    });
  }

  it('says when a message in flight comes back, and who has it', async () => {
    const queue = await createQueue('peek-times', { VisibilityTimeout: '600' });
    await service().sendMessage(queue, { body: 'held', attributes: [] });
    await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    const { messages, now } = await emulatorPeek(endpoint).read(queue, 10);
    const [message] = messages;
    assert.ok(message?.visibleAt !== undefined && message.visibleAt > now + 500_000);
    assert.match(message.receivedBy ?? '', /aws-sdk-js/);
    assert.equal(message.expiresAt, Number(message.systemAttributes['SentTimestamp']) + 345_600_000);
  });

  it('is possible where the route is there, and nowhere else', async () => {
    const queue = await createQueue('peek-probe');
    assert.equal(await canPeek(endpoint(), queue), true);
    assert.equal(await canPeek(`${endpoint()}/nothing`, { ...queue, queueName: 'missing' }), false);
    assert.equal(await canPeek('http://127.0.0.1:1', queue), false);
    assert.equal(await canPeek(elsewhere.server.endpoint, queue), false);
  });

  it('says that the emulator does not run', async () => {
    const queue = await createQueue('peek-stopped');
    await assert.rejects(emulatorPeek(() => undefined).read(queue, 1), /not running/);
  });
});
