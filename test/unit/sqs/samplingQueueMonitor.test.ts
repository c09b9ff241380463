import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { QueueHistory } from '../../../src/history/queueHistory';
import type { QueueCounts, QueueRef } from '../../../src/shared/queue';
import { EMULATOR_STOPPED, Failure } from '../../../src/sqs/failure';
import type { MonitorResult } from '../../../src/sqs/queueMonitor';
import { SamplingQueueMonitor } from '../../../src/sqs/samplingQueueMonitor';
import type { SqsService, SqsServices } from '../../../src/sqs/sqsService';
import { useEmulator } from '../../support/emulator';
import { ManualTimers } from '../../support/manualTimers';
import { sqsSideOn } from '../../support/sqsSide';

const queue: QueueRef = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueUrl: 'http://127.0.0.1:9324/000000000000/orders',
  queueName: 'orders',
};

/** Answers the counts of one queue when the test says so. */
class CountsOnDemand implements SqsServices {
  asked = 0;
  answer: () => Promise<QueueCounts> = () => Promise.resolve({ visible: 1, inFlight: 2, delayed: 3 });

  get(): SqsService {
    throw new Error('A monitor asks in the background.');
  }

  background(): SqsService {
    const readCounts = (): Promise<QueueCounts> => {
      this.asked += 1;
      return this.answer();
    };
    return { readCounts } as unknown as SqsService;
  }
}

describe('the queue monitor', () => {
  let timers: ManualTimers;
  let services: CountsOnDemand;
  let monitor: SamplingQueueMonitor;
  let history: QueueHistory;
  let interval: number;
  /** When answers came, less the gaps. */
  const sampledAt = () => [...history.read('counts', queue).at];
  let results: MonitorResult[];

  beforeEach(() => {
    timers = new ManualTimers();
    services = new CountsOnDemand();
    history = new QueueHistory();
    interval = 1_000;
    monitor = new SamplingQueueMonitor({
      services,
      timers,
      intervalOf: () => interval,
      random: () => 0.5,
      keep: (sampled, sample, isAfterGap) => history.pushSample(sampled, sample, isAfterGap),
    });
    results = [];
    monitor.onDidSample((result) => results.push(result));
  });

  afterEach(() => monitor.dispose());

  it('asks queues that are in step at the same moments, whenever they were opened', async () => {
    const inStep = new SamplingQueueMonitor({
      services,
      timers,
      intervalOf: () => interval,
      random: () => 0.5,
      isInStep: () => true,
      keep: () => undefined,
    });
    const askedAt = new Map<string, number[]>();
    inStep.onDidSample((result) => {
      if (!('sample' in result)) return;
      const times = askedAt.get(result.queue.queueUrl) ?? [];
      askedAt.set(result.queue.queueUrl, [...times, result.sample.askedAt % 60_000]);
    });
    inStep.watch(queue);
    await timers.advance(300);
    inStep.watch({ ...queue, queueUrl: `${queue.queueUrl}-2` });
    await timers.advance(400);
    inStep.watch({ ...queue, queueUrl: `${queue.queueUrl}-3` });
    await timers.advance(2_500);
    inStep.dispose();
    assert.deepEqual(
      [...askedAt.values()],
      [
        [0, 1_000, 2_000, 3_000],
        [300, 1_000, 2_000, 3_000],
        [700, 2_000, 3_000],
      ],
    );
  });

  it('samples at once and then every second', async () => {
    monitor.watch(queue);
    const start = timers.now();
    await timers.advance(3_500);
    assert.deepEqual(
      sampledAt().map((at) => at - start),
      [0, 1_000, 2_000, 3_000],
    );
    assert.equal(results.length, 4);
    assert.deepEqual(results[0], {
      queue,
      sample: { visible: 1, inFlight: 2, delayed: 3, askedAt: start, answeredAt: start },
      isAfterGap: true,
    });
  });

  it('asks once for several watchers, until the last one is gone', async () => {
    const first = monitor.watch(queue);
    const second = monitor.watch(queue);
    await timers.advance(500);
    assert.equal(services.asked, 1);
    first.dispose();
    first.dispose();
    await timers.advance(1_000);
    assert.equal(services.asked, 2);
    second.dispose();
    await timers.advance(10_000);
    assert.equal(services.asked, 2);
    assert.equal(timers.pending, 0);
  });

  it('keeps what was sampled for the next watcher', async () => {
    const watching = monitor.watch(queue);
    await timers.advance(1_500);
    watching.dispose();
    assert.equal(sampledAt().length, 2);
  });

  it('never asks twice at a time', async () => {
    let answer: (counts: QueueCounts) => void = () => undefined;
    services.answer = () => new Promise((resolve) => (answer = resolve));
    const watching = monitor.watch(queue);
    await timers.advance(5_000);
    watching.dispose();
    monitor.watch(queue);
    await timers.advance(5_000);
    assert.equal(services.asked, 1);
    answer({ visible: 0, inFlight: 0, delayed: 0 });
    await timers.advance(0);
    assert.equal(services.asked, 2);
  });

  it('reports each failure and asks ever more seldom', async () => {
    services.answer = () => Promise.reject(new Failure('throttled', 'slow down', 'RequestThrottled'));
    monitor.watch(queue);
    await timers.advance(60_000);
    // At 0, 2, 6, 14, 30 and 46 seconds.
    assert.equal(services.asked, 6);
    assert.ok(results.every((result) => 'failure' in result && result.failure.kind === 'throttled'));
    assert.equal(results.length, 6);
    services.answer = () => Promise.resolve({ visible: 0, inFlight: 0, delayed: 0 });
    await timers.advance(300_000);
    const before = services.asked;
    await timers.advance(5_000);
    assert.equal(services.asked - before, 5);
  });

  it('says once that the emulator is stopped, and samples again as soon as it runs', async () => {
    services.answer = () => Promise.reject(new Failure('unreachable', 'stopped', EMULATOR_STOPPED));
    monitor.watch(queue);
    await timers.advance(10_000);
    assert.equal(results.length, 1);
    services.answer = () => Promise.resolve({ visible: 0, inFlight: 0, delayed: 0 });
    await timers.advance(1_000);
    assert.equal(results.length, 2);
    assert.equal(sampledAt().length, 1);
  });

  it('asks as often as the connection wants, and follows a change of that', async () => {
    interval = 5_000;
    monitor.watch(queue);
    await timers.advance(12_000);
    assert.equal(services.asked, 3);
    interval = 500;
    await timers.advance(5_000);
    // At 15 seconds by the old pause, then twice a second.
    assert.equal(services.asked, 8);
  });

  it('spreads its questions by a twentieth of the pause', async () => {
    const jumpy = new SamplingQueueMonitor({
      services,
      timers,
      intervalOf: () => 1_000,
      random: () => 1,
      keep: (sampled, sample, isAfterGap) => history.pushSample(sampled, sample, isAfterGap),
    });
    jumpy.watch(queue);
    const start = timers.now();
    await timers.advance(2_200);
    assert.deepEqual(
      sampledAt().map((at) => at - start),
      [0, 1_050, 2_100],
    );
    jumpy.dispose();
  });

  it('slows down all queues of a region that SQS throttles, and recovers', async () => {
    const other = { ...queue, queueUrl: `${queue.queueUrl}-2`, queueName: 'orders-2' };
    monitor.watch(queue);
    monitor.watch(other);
    services.answer = () => Promise.reject(new Failure('throttled', 'slow down', 'RequestThrottled'));
    await timers.advance(1_000);
    assert.ok(monitor.intervalOf(other) >= 2_000);
    assert.equal(monitor.intervalOf({ ...queue, region: 'eu-west-1' }), 1_000);
    services.answer = () => Promise.resolve({ visible: 0, inFlight: 0, delayed: 0 });
    await timers.advance(600_000);
    assert.equal(monitor.intervalOf(other), 1_000);
  });

  it('says of a sample that it comes after a gap: after a failure, after nobody watched, after the machine slept', async () => {
    const watching = monitor.watch(queue);
    await timers.advance(1_500);
    services.answer = () => Promise.reject(new Failure('unreachable', 'gone', 'ECONNRESET'));
    await timers.advance(1_000);
    services.answer = () => Promise.resolve({ visible: 0, inFlight: 0, delayed: 0 });
    await timers.advance(4_000);
    watching.dispose();
    await timers.advance(60_000);
    monitor.watch(queue);
    await timers.advance(500);
    const { at, values } = history.read('counts', queue);
    const gaps = [...at].flatMap((_at, row) => (values[1]?.[row] === -1 ? [row] : []));
    assert.deepEqual(gaps.length, 2);
    assert.ok(results.filter((result) => 'sample' in result && result.isAfterGap).length === 3);
  });

  it('stops for good when it is disposed', async () => {
    monitor.watch(queue);
    await timers.advance(0);
    monitor.dispose();
    await timers.advance(5_000);
    assert.equal(services.asked, 1);
  });
});

describe('the queue monitor on the emulator', () => {
  const emulator = useEmulator();

  it('samples what a consumer sees', async () => {
    const side = sqsSideOn(() => emulator.server.endpoint);
    const service = side.services.get('emulator', 'us-east-1');
    const watched = await service.createQueue('watched', {});
    await service.sendMessage(watched, { body: 'a', attributes: [] });
    await service.sendMessage(watched, { body: 'b', attributes: [], delaySeconds: 60 });
    const sampled = new Promise<MonitorResult>((resolve) => side.monitor.onDidSample(resolve));
    side.monitor.watch(watched);
    const result = await sampled;
    side.dispose();
    assert.ok('sample' in result);
    const { visible, inFlight, delayed } = result.sample;
    assert.deepEqual([visible, inFlight, delayed], [1, 0, 1]);
    assert.ok(result.sample.answeredAt >= result.sample.askedAt);
  });
});
