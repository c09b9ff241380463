import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { EmulatorFollower, type FollowerNews } from '../../src/history/emulatorFollower';
import type { Rates } from '../../src/history/secondBins';
import type { QueueRef } from '../../src/shared/queue';
import type { SqsService } from '../../src/sqs/sqsService';
import { systemTimers } from '../../src/sqs/timers';
import { useEmulator } from '../support/emulator';
import { sqsSideOn } from '../support/sqsSide';

const NOTHING: Rates = { sent: 0, received: 0, deleted: 0, deadLettered: 0 };

describe('what follows the emulator', () => {
  const emulator = useEmulator();
  let service: SqsService;
  let closeSide: () => void;
  let follower: EmulatorFollower;
  let totals: Map<string, Rates>;
  let seconds: number;
  let news: FollowerNews[];

  beforeEach(() => {
    const side = sqsSideOn(() => emulator.server.endpoint);
    closeSide = () => side.dispose();
    service = side.services.get('emulator', 'us-east-1');
    totals = new Map();
    seconds = 0;
    news = [];
    follower = new EmulatorFollower({
      timers: systemTimers,
      client: () => new EmulatorClient(emulator.server.endpoint),
      connectionId: 'emulator',
    });
    follower.onDidCount(({ queue, rates }) => {
      seconds += 1;
      const before = totals.get(queue.queueName) ?? NOTHING;
      totals.set(queue.queueName, {
        sent: before.sent + rates.sent,
        received: before.received + rates.received,
        deleted: before.deleted + rates.deleted,
        deadLettered: before.deadLettered + rates.deadLettered,
      });
    });
    follower.onDidHappen((happened) => news.push(happened));
  });

  afterEach(() => {
    follower.dispose();
    closeSide();
  });

  async function until(isTrue: () => boolean): Promise<void> {
    const end = Date.now() + 15_000;
    while (!isTrue()) {
      assert.ok(Date.now() < end, 'It did not come true within fifteen seconds.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Follows the queues, from the first second on that is told. */
  async function follow(...queues: QueueRef[]): Promise<void> {
    for (const queue of queues) follower.watch(queue);
    await until(() => seconds >= queues.length);
  }

  it('counts every message once: sent = visible + in flight + delayed + deleted + dead-lettered', async () => {
    const dlq = await service.createQueue('follower-dlq', {});
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:follower-dlq',
      maxReceiveCount: 1,
    });
    const queue = await service.createQueue('follower', { RedrivePolicy });
    await follow(queue, dlq);
    for (let round = 0; round < 20; round++) {
      const delaySeconds = round % 5 === 0 ? 900 : 0;
      const draft = { body: String(round), attributes: [], delaySeconds };
      await service.sendMessageBatch(queue, [draft, draft, draft]);
      const received = await service.receiveMessages(queue, {
        maxNumberOfMessages: 2,
        waitTimeSeconds: 0,
        visibilityTimeout: round % 4 === 0 ? 0 : 60,
      });
      const [first] = received;
      if (first && round % 2 === 1) await service.deleteMessage(queue, first.receiptHandle);
    }
    const counts = await service.readCounts(queue);
    const left = counts.visible + counts.inFlight + counts.delayed;
    const dead = await service.readCounts(dlq);
    await until(() => (totals.get('follower')?.sent ?? 0) >= 60);
    const settled = seconds;
    await until(() => seconds >= settled + 2);
    const { sent, deleted, deadLettered, received } = totals.get('follower') ?? NOTHING;
    assert.equal(sent, 60);
    assert.ok(deleted > 0 && deadLettered > 0 && received >= deleted);
    assert.equal(sent, left + deleted + deadLettered);
    assert.equal(deadLettered, dead.visible);
    assert.deepEqual(
      news.filter(({ kind }) => kind === 'deadLettered').reduce((sum, { count = 0 }) => sum + count, 0),
      2 * deadLettered,
      'Each move is told of the queue and of its dead-letter queue.',
    );
  });

  it('tells of faults, of the clock and of purges, whoever caused them', async () => {
    const queue = await service.createQueue('follower-news', {});
    await follow(queue);
    const admin = new EmulatorClient(emulator.server.endpoint);
    await admin.setFaults({ preset: 'like-aws' });
    await until(() => news.some(({ kind }) => kind === 'faultOn'));
    await admin.clearFaults();
    await admin.advanceClock({ milliseconds: 3_600_000 });
    await until(() => news.some(({ kind }) => kind === 'clockAdvanced'));
    const advance = news.find(({ kind }) => kind === 'clockAdvanced');
    assert.ok(Math.abs((advance?.detailMs ?? 0) - 3_600_000) < 2_000);
    await service.purgeQueue(queue);
    await until(() => news.some(({ kind }) => kind === 'purged'));
    // What is sent at the emulator's time is told at the machine's.
    await service.sendMessage(queue, { body: 'late', attributes: [] });
    await until(() => (totals.get('follower-news')?.sent ?? 0) === 1);
    await admin.reset();
  });

  it('leaves queues of other connections alone, and rests when nobody watches', async () => {
    const queue = await service.createQueue('follower-rest', {});
    follower.watch({ ...queue, connectionId: 'profile:dev' });
    const watching = follower.watch(queue);
    await until(() => seconds >= 1);
    watching.dispose();
    const before = seconds;
    await service.sendMessage(queue, { body: 'a', attributes: [] });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(seconds, before);
  });
});
