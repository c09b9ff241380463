import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';

const day = 86_400_000;

describe('the clock of the emulator', () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  it('stands still when paused and goes on from there', async () => {
    const { admin } = on.bench;
    const paused = await admin.pauseClock();
    assert.equal(paused.isPaused, true);
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal((await admin.readClock()).now, paused.now);
    const resumed = await admin.resumeClock();
    assert.equal(resumed.isPaused, false);
    assert.ok(resumed.now >= paused.now);
    assert.ok(resumed.aheadMs < 0, 'it is as far behind as it has stood');
  });

  it('advances exactly, paused or not', async () => {
    const { admin } = on.bench;
    const { now } = await admin.pauseClock();
    const after = await admin.advanceClock({ milliseconds: 3 * day });
    assert.equal(after.now, now + 3 * day);
    assert.equal(after.advancedMs, 3 * day);
    await admin.resumeClock();
    const running = await admin.advanceClock({ milliseconds: day });
    assert.ok(running.aheadMs > 3.9 * day && running.aheadMs <= 4 * day);
  });

  it('takes delays with it', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.pauseClock();
    await bench.send(QueueUrl, 'later', { DelaySeconds: 600 });
    await bench.admin.advanceClock({ milliseconds: 599_999 });
    assert.equal((await bench.receive(QueueUrl)).length, 0);
    await bench.admin.advanceClock({ milliseconds: 1 });
    assert.equal((await bench.receive(QueueUrl))[0]?.Body, 'later');
  });

  it('takes visibility timeouts with it, to the next deadline', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.send(QueueUrl, 'again');
    await bench.receive(QueueUrl, { VisibilityTimeout: 43_200 });
    const { now, nextDeadline } = await bench.admin.readClock();
    assert.equal(nextDeadline?.reason, 'visibility');
    assert.ok(nextDeadline.at > now);
    const advanced = await bench.admin.advanceClock({ to: 'nextDeadline' });
    assert.ok(advanced.now >= nextDeadline.at);
    const [message] = await bench.receive(QueueUrl, {
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    assert.equal(message?.Attributes?.ApproximateReceiveCount, '2');
  });

  it('takes retention with it', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue({ MessageRetentionPeriod: '1209600' });
    await bench.send(QueueUrl, 'old');
    await bench.admin.advanceClock({ milliseconds: 13.9 * day });
    assert.equal((await bench.admin.peek({ queue: QueueUrl })).messages.length, 1);
    assert.equal((await bench.admin.readClock()).nextDeadline?.reason, 'retention');
    await bench.admin.advanceClock({ milliseconds: 0.1 * day });
    assert.equal((await bench.receive(QueueUrl)).length, 0);
  });

  it('takes deduplication with it', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    const send = () => bench.send(QueueUrl, 'once', { MessageGroupId: 'g' });
    await bench.admin.pauseClock();
    const first = await send();
    await bench.admin.advanceClock({ milliseconds: 299_999 });
    assert.equal(await send(), first);
    await bench.admin.advanceClock({ milliseconds: 1 });
    assert.notEqual(await send(), first);
  });

  it('ends long polls, and wakes them at the delay on the way', async () => {
    const { bench } = on;
    const [empty, filled] = [await bench.createQueue(), await bench.createQueue()];
    await bench.admin.pauseClock();
    await bench.send(filled, 'on the way', { DelaySeconds: 5 });
    const polls = Promise.all([
      bench.receive(empty, { WaitTimeSeconds: 20 }),
      bench.receive(filled, { WaitTimeSeconds: 20 }),
    ]);
    // Requests on other connections may overtake the polls, but not fifty in a row: it is one process.
    for (let turn = 0; turn < 50; turn++) await bench.admin.readClock();
    await bench.admin.advanceClock({ milliseconds: 20_000 });
    const [none, some] = await polls;
    assert.deepEqual(none, []);
    assert.equal(some[0]?.Body, 'on the way');
    const { messages } = await bench.admin.peek({ queue: filled });
    assert.equal(messages[0]?.receivedAt, (messages[0]?.sentAt ?? 0) + 5_000);
  });

  it('takes move tasks with it', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const SourceArn = (await bench.admin.peek({ queue: QueueUrl })).queue.arn;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
    const source = await bench.sqs.send(
      new CreateQueueCommand({ QueueName: 'of-the-dead', Attributes: { RedrivePolicy } }),
    );
    const DestinationArn = (await bench.admin.peek({ queue: source.QueueUrl as string })).queue.arn;
    for (let count = 0; count < 5; count++) await bench.send(QueueUrl, `m${count}`);
    await bench.admin.pauseClock();
    await bench.sqs.send(
      new StartMessageMoveTaskCommand({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1 }),
    );
    await bench.admin.advanceClock({ milliseconds: 2_000 });
    const half = await bench.admin.peek({ queue: DestinationArn });
    assert.ok(half.messages.length >= 2 && half.messages.length < 5, `${half.messages.length} were moved`);
    await bench.admin.advanceClock({ milliseconds: 10_000 });
    assert.equal((await bench.admin.peek({ queue: DestinationArn })).messages.length, 5);
    const { Results } = await bench.sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    assert.equal(Results?.[0]?.Status, 'COMPLETED');
  });

  it('refuses what is no way to advance', async () => {
    const { admin } = on.bench;
    for (const by of [
      {},
      { milliseconds: -1 },
      { milliseconds: 1, to: 'nextDeadline' },
      { to: 'tomorrow' },
    ]) {
      await assert.rejects(admin.advanceClock(by as { milliseconds: number }), { code: 'invalid' });
    }
  });
});
