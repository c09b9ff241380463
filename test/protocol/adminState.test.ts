import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import type { Snapshot } from '../../src/emulator/admin/snapshot';
import { startServer } from '../../src/emulator/server';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { AdminBench, useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';

const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };

describe('the state of the emulator as a whole', () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  it('is told by health', async () => {
    const health = await on.bench.admin.health();
    assert.equal(health.product, 'queuescope');
    assert.match(health.instanceId, /^[0-9a-f-]{36}$/);
    assert.match(health.version, /^\d+\.\d+\.\d+/);
    assert.equal(health.adminApiVersion, 1);
    assert.equal(health.dataFolder, null);
    assert.ok(Math.abs(health.startedAt - Date.now()) < 600_000);
    assert.equal(health.accountId, '000000000000');
    assert.equal(health.endpoint, emulator.server.endpoint);
    assert.equal(health.port, emulator.server.port);
    assert.equal(health.needsToken, false);
  });

  it('is empty after a reset: queues, names, clock, faults and activity', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const QueueName = QueueUrl.split('/').at(-1) as string;
    await bench.send(QueueUrl, 'one');
    await bench.send(QueueUrl, 'two', { DelaySeconds: 60 });
    await bench.receive(QueueUrl);
    await bench.admin.advanceClock({ milliseconds: 3_600_000 });
    await bench.admin.pauseClock();
    await bench.admin.setFaults({ preset: 'like-aws' });

    assert.deepEqual(await bench.admin.reset(), { queuesDeleted: 1, messagesDeleted: 2 });

    assert.deepEqual((await bench.sqs.send(new ListQueuesCommand({}))).QueueUrls ?? [], []);
    assert.equal((await bench.admin.readFaults()).isOn, false);
    const clock = await bench.admin.readClock();
    assert.deepEqual([clock.isPaused, clock.aheadMs], [false, 0]);
    assert.deepEqual((await bench.admin.listMessageEvents()).events, []);
    // Deleted by a client, the name would be blocked for a minute.
    await bench.sqs.send(new CreateQueueCommand({ QueueName }));
    assert.deepEqual(await bench.receive(QueueUrl), []);
  });

  it('ends long polls when it is reset', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const poll = bench.receive(QueueUrl, { WaitTimeSeconds: 20 });
    while ((await bench.admin.readClock()).nextDeadline === undefined) await pause();
    await bench.admin.reset();
    assert.deepEqual(await poll, []);
  });

  it('comes back from a snapshot as it was, in another emulator and at another time', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue({ VisibilityTimeout: '100' });
    const fifoUrl = await bench.createQueue(fifo);
    const tagged = await bench.sqs.send(
      new CreateQueueCommand({ QueueName: 'tagged', tags: { team: 'blue' } }),
    );
    await bench.admin.pauseClock();
    await bench.send(QueueUrl, 'in flight');
    const [message] = await bench.receive(QueueUrl);
    await bench.send(QueueUrl, 'delayed', { DelaySeconds: 50 });
    const MessageAttributes = { Bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) } };
    await bench.send(QueueUrl, 'visible', { MessageAttributes });
    const first = await bench.send(fifoUrl, 'once', { MessageGroupId: 'g' });
    await bench.admin.advanceClock({ milliseconds: 10_000 });
    const text = JSON.stringify(await bench.admin.takeSnapshot());

    const server = await startServer({ port: 0, isClockPaused: true });
    const other = new AdminBench(server.endpoint);
    try {
      await other.admin.advanceClock({ milliseconds: 86_400_000 });
      await other.admin.restore(JSON.parse(text) as Snapshot);
      const urlOf = (url: string | undefined) => `${server.endpoint}${new URL(url ?? '').pathname}`;
      const { now, messages } = await other.admin.peek({ queue: urlOf(QueueUrl) });
      assert.deepEqual(
        messages.map(({ body, state, visibleAt }) => [body, state, visibleAt && visibleAt - now]),
        [
          ['in flight', 'inFlight', 90_000],
          ['delayed', 'delayed', 40_000],
          ['visible', 'visible', undefined],
        ],
      );
      const { Tags } = await other.sqs.send(new ListQueueTagsCommand({ QueueUrl: urlOf(tagged.QueueUrl) }));
      assert.deepEqual(Tags, { team: 'blue' });
      const [visible] = await other.receive(urlOf(QueueUrl), { MessageAttributeNames: ['All'] });
      assert.deepEqual(visible?.MessageAttributes?.['Bytes']?.BinaryValue, new Uint8Array([1, 2, 255]));
      // The receipt handle of before still deletes, and the deduplication ID still counts.
      const { ReceiptHandle } = message ?? {};
      await other.sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(QueueUrl), ReceiptHandle }));
      assert.equal((await other.admin.peek({ queue: urlOf(QueueUrl) })).messages.length, 2);
      assert.equal(await other.send(urlOf(fifoUrl), 'once', { MessageGroupId: 'g' }), first);
    } finally {
      other.sqs.destroy();
      await server.stop();
    }
  });

  it('replaces what is there when it is restored', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'before');
    const snapshot = await bench.admin.takeSnapshot();
    await bench.send(QueueUrl, 'after');
    await bench.createQueue();
    assert.deepEqual(await bench.admin.restore(snapshot), { queuesDeleted: 2, messagesDeleted: 2 });
    assert.equal((await bench.admin.listQueues()).length, 1);
    assert.deepEqual(
      (await bench.receive(QueueUrl, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body),
      ['before'],
    );
  });

  it('stays as it is when a snapshot cannot be read', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'kept');
    const good = await bench.admin.takeSnapshot();
    const [queue] = good.account.queues;
    const bad: [unknown, RegExp][] = [
      [[], /must be a JSON object/],
      [{ product: 'other' }, /no snapshot of Queuescope/],
      [{ ...good, snapshotVersion: 99 }, /version 99/],
      [{ ...good, accountId: '111122223333' }, /of account 111122223333/],
      [{ ...good, account: { ...good.account, queues: 'none' } }, /"queues" must be a list/],
      [
        { ...good, account: { ...good.account, queues: [{ ...queue, messages: [{ id: 1 }] }] } },
        /"id" must be a text/,
      ],
      [
        { ...good, account: { ...good.account, queues: [{ ...queue, createdAt: 'x' }] } },
        /"createdAt" must be/,
      ],
      [
        { ...good, account: { ...good.account, queues: [{ ...queue, settings: {} }] } },
        /"delayMs" must be a number/,
      ],
    ];
    for (const [snapshot, message] of bad) {
      await assert.rejects(bench.admin.restore(snapshot as Snapshot), { code: 'invalid', message });
    }
    assert.equal((await bench.admin.peek({ queue: QueueUrl })).messages.length, 1);
  });

  it('is on disk when a reset or a restore has been answered', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'queuescope-admin-'));
    const data = { folder, synchronous: 'normal' } as const;
    const withServer = async <T>(use: (bench: AdminBench) => Promise<T>): Promise<T> => {
      const server = await startServer({ port: 0, data });
      const bench = new AdminBench(server.endpoint);
      try {
        assert.equal((await bench.admin.health()).dataFolder, folder);
        return await use(bench);
      } finally {
        bench.sqs.destroy();
        await server.stop();
      }
    };
    try {
      const snapshot = await withServer(async (bench) => {
        const QueueUrl = await bench.createQueue();
        await bench.send(QueueUrl, 'stored');
        const taken = await bench.admin.takeSnapshot();
        await bench.admin.reset();
        return taken;
      });
      await withServer(async (bench) => {
        assert.deepEqual(await bench.admin.listQueues(), []);
        await bench.admin.restore(snapshot);
      });
      await withServer(async ({ admin }) => {
        const [queue] = await admin.listQueues();
        const { messages } = await admin.peek({ queue: queue?.arn ?? '' });
        assert.deepEqual(
          messages.map(({ body }) => body),
          ['stored'],
        );
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('knows the windows that are attached, until they leave', async () => {
    const { admin } = on.bench;
    const one = await admin.attach('window: shop');
    const two = await admin.attach('window: stock');
    assert.ok(one.heartbeatMs >= 1_000);
    const names = async () => (await admin.listClients()).map(({ name }) => name);
    assert.deepEqual(await names(), ['window: shop', 'window: stock']);
    const heard = await admin.sendHeartbeat(one.id);
    assert.ok(heard.seenAt >= one.seenAt);
    await admin.detach(one.id);
    assert.deepEqual(await names(), ['window: stock']);
    await assert.rejects(admin.sendHeartbeat(one.id), { code: 'notFound' });
    await assert.rejects(admin.attach(''), { code: 'invalid' });
    await admin.reset();
    assert.deepEqual(await names(), ['window: stock'], 'a reset is no reason to leave');
    await admin.detach(two.id);
  });

  it('cannot be reached where no emulator answers', async () => {
    const server = await startServer({ port: 0 });
    await server.stop();
    await assert.rejects(new EmulatorClient(server.endpoint).health(), { name: 'UnreachableError' });
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
