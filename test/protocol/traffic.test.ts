import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { QueueCounts, QueueRef } from '../../src/shared/queue';
import { openService } from '../../src/sqs/standaloneService';
import { EmulatorCalls } from '../../src/traffic/emulatorCalls';
import { type PresetName, presets } from '../../src/traffic/presets';
import { seededRandom } from '../../src/traffic/random';
import { type RunningTraffic, startTraffic } from '../../src/traffic/traffic';
import type { TrafficFigures } from '../../src/traffic/trafficFigures';
import type { ConsumerSpec, Pace, ProducerSpec, TrafficSpec } from '../../src/traffic/trafficSpec';
import { useEmulator } from '../support/emulator';
import { eventually } from '../support/eventually';
import { FastClock } from '../support/fastClock';
import { ManualTimers } from '../support/manualTimers';

/** What producers send, and how much of it is due by the end of a second. */
const paces: readonly {
  readonly queueName: string;
  readonly name: string;
  readonly pace: Pace;
  readonly dueAt: (second: number) => number;
}[] = [
  {
    queueName: 'due',
    name: 'one by one',
    pace: { kind: 'rate', perSecond: 1 },
    dueAt: (second) => second + 1,
  },
  {
    queueName: 'due.fifo',
    name: 'in the order of a message group',
    pace: { kind: 'rate', perSecond: 2 },
    dueAt: (second) => 2 * second + 1,
  },
  {
    queueName: 'due-batches',
    name: 'in batches',
    pace: { kind: 'rate', perSecond: 100 },
    dueAt: (second) => 100 * second + 10,
  },
  {
    queueName: 'due-bursts',
    name: 'in bursts',
    pace: { kind: 'burst', size: 25, everySeconds: 3 },
    dueAt: (second) => 25 * (Math.floor(second / 3) + 1),
  },
];

/** Presets run unchanged; a second of theirs takes 50 ms. */
const clock = new FastClock(20);

for (const way of ['the SDK', 'calls of its own'] as const) {
  describe(`traffic on an emulator by ${way}`, () => runTests(way));
}

function runTests(way: 'the SDK' | 'calls of its own'): void {
  const emulator = useEmulator({ clock });
  let connection: ReturnType<typeof openService>;
  let calls: EmulatorCalls;

  before(() => {
    const { endpoint } = emulator.server;
    connection = openService(
      { kind: 'emulator', endpoint, region: 'us-east-1' },
      () => import('../../src/sqs/sqs'),
    );
    calls = new EmulatorCalls(endpoint, 'us-east-1');
  });

  after(() => {
    connection.dispose();
    calls.dispose();
  });

  function createQueue(name: string): Promise<QueueRef> {
    return connection.service.createQueue(name, name.endsWith('.fifo') ? { FifoQueue: 'true' } : {});
  }

  function start(queue: QueueRef, spec: TrafficSpec, seed = 1): RunningTraffic {
    return startTraffic(spec, queue, {
      service: way === 'the SDK' ? connection.service : calls,
      timers: clock,
      random: seededRandom(seed),
    });
  }

  /**
   * Runs a producer and a consumer side by side until the check of their figures holds, and stops both.
   * @returns among others the seconds of the fast clock that it took: a busy machine is late
   */
  async function runPair(
    queueName: string,
    producer: PresetName,
    consumer: PresetName,
    isEnough: (produced: TrafficFigures, consumed: TrafficFigures) => boolean,
  ) {
    const queue = await createQueue(queueName);
    const startedAt = clock.now();
    const runs = [start(queue, presets[producer]), start(queue, presets[consumer])];
    const figures = () => runs.map((run) => run.readFigures()) as [TrafficFigures, TrafficFigures];
    while (!isEnough(...figures())) await wait(1);
    await Promise.all(runs.map((run) => run.stop()));
    const seconds = (clock.now() - startedAt) / 1_000;
    const [{ sent, failed: sendsFailed }, { deleted, received, failed, duplicates }] = figures();
    const left = await connection.service.readCounts(queue);
    return { seconds, sent, sendsFailed, received, deleted, failed, duplicates, left };
  }

  it('conserves messages with the slow producer and the slow consumer', async () => {
    const { seconds, sent, sendsFailed, deleted, failed, left } = await runPair(
      'slow',
      'slow-producer',
      'slow-consumer',
      (produced, consumed) => produced.sent >= 25 && consumed.deleted >= 2,
    );
    assert.equal(sent, deleted + totalOf(left));
    assert.deepEqual([sendsFailed, failed], [0, 0]);
    assert.ok(sent <= seconds + 1, `${sent} messages were sent in ${seconds} seconds, one a second`);
    assert.ok(deleted <= seconds / 8 + 1, `${deleted} messages were deleted, one in 8 seconds`);
  });

  it('conserves messages with the fast producer and the fast consumer', async () => {
    const { seconds, sent, deleted, failed, duplicates, left } = await runPair(
      'fast',
      'fast-producer',
      'fast-consumer',
      (_, consumed) => consumed.deleted >= 8,
    );
    assert.equal(sent, deleted + totalOf(left));
    assert.deepEqual([failed, duplicates], [0, 0]);
    assert.ok(deleted <= seconds / 2 + 1, `${deleted} messages were deleted, one in 2 seconds`);
  });

  it('shows the FIFO consumer that is slower than its visibility the same message again and again', async () => {
    const { sent, received, deleted, duplicates, left } = await runPair(
      'slow.fifo',
      'fifo-producer',
      'fifo-consumer',
      (_, consumed) => consumed.received >= 3 && consumed.failed >= 2,
    );
    assert.equal(deleted, 0);
    assert.equal(totalOf(left), sent);
    assert.equal(duplicates, received - 1);
  });

  for (const queueName of ['many', 'many.fifo']) {
    it(`conserves six hundred messages through batches on the queue ${queueName}`, async () => {
      const queue = await createQueue(queueName);
      const isFifo = queueName.endsWith('.fifo');
      const producer: ProducerSpec = {
        ...(presets[isFifo ? 'fifo-producer' : 'fast-producer'] as ProducerSpec),
        pace: { kind: 'burst', size: 600 },
        groups: isFifo ? { kind: 'zipf', count: 50 } : undefined,
        delaySeconds: undefined,
      };
      const consumer: ConsumerSpec = {
        ...(presets['fast-consumer'] as ConsumerSpec),
        workers: 8,
        batchSize: 10,
        visibilityTimeout: 3_600,
        workMs: { from: 0, to: 0 },
        failureRate: 0.05,
        deletes: 'afterWork',
      };
      const produced = start(queue, producer);
      const consumed = start(queue, consumer, 2);
      await produced.ended;
      await settled(queue, consumed);
      await consumed.stop();
      const { deleted, workFailed, duplicates } = consumed.readFigures();
      assert.equal(produced.readFigures().sent, 600);
      assert.equal(deleted + totalOf(await connection.service.readCounts(queue)), 600);
      assert.equal(duplicates, 0);
      assert.ok(workFailed > 0, 'the work of no message failed');
      if (!isFifo) assert.equal(deleted + workFailed, 600);
    });
  }

  for (const { queueName, name, pace, dueAt } of paces) {
    it(`sends at each second all that is due ${name}, and no more`, async () => {
      const queue = await createQueue(queueName);
      const timers = new ManualTimers();
      const preset = presets[queueName.endsWith('.fifo') ? 'fifo-producer' : 'fast-producer'] as ProducerSpec;
      const service = way === 'the SDK' ? connection.service : calls;
      const random = seededRandom(1);
      const run = startTraffic({ ...preset, pace }, queue, { service, timers, random });
      for (let second = 0; second <= 4; second++) {
        await eventually(() => assert.ok(run.readFigures().sent >= dueAt(second)));
        assert.equal(run.readFigures().sent, dueAt(second), `after ${second} seconds`);
        await timers.advance(1_000);
      }
      await run.stop();
      const { sent, failed } = run.readFigures();
      assert.equal(failed, 0);
      assert.equal(totalOf(await connection.service.readCounts(queue)), sent);
    });
  }

  it('keeps the order of a message group however fast it sends', async () => {
    const queue = await createQueue('order.fifo');
    const producer: ProducerSpec = {
      ...(presets['fifo-producer'] as ProducerSpec),
      pace: { kind: 'burst', size: 50 },
      body: '{{index}}',
    };
    await start(queue, producer).ended;
    const bodies: string[] = [];
    for (let i = 0; i < 5; i++) {
      const messages = await connection.service.receiveMessages(queue, { maxNumberOfMessages: 10 });
      bodies.push(...messages.map(({ body }) => body));
      const handles = messages.map(({ receiptHandle }) => receiptHandle);
      assert.deepEqual(await connection.service.deleteMessageBatch(queue, handles), []);
    }
    assert.deepEqual(bodies.map(Number), [...Array(50).keys()]);
  });

  it('counts the failures of a queue that is deleted under it, and names them', async () => {
    const queue = await createQueue('gone');
    const run = start(queue, { ...presets['fast-producer'], limit: { messages: 20 } });
    await wait(5);
    await connection.service.deleteQueue(queue);
    await run.ended;
    const { sent, failed, lastFailure } = run.readFigures();
    assert.equal(sent + failed, 20);
    assert.ok(failed > 0, 'nothing failed');
    assert.deepEqual([lastFailure?.kind, lastFailure?.code], ['notFound', 'QueueDoesNotExist']);
  });

  it('sends attributes of every type as they are', async () => {
    const queue = await createQueue('attributes');
    const attributes = [
      { name: 'A', dataType: 'String', value: 'a' },
      { name: 'B', dataType: 'Number', value: '2' },
      { name: 'C', dataType: 'Binary', value: 'AAEC/w==' },
    ];
    const producer: ProducerSpec = {
      ...(presets['fast-producer'] as ProducerSpec),
      attributes,
      delaySeconds: undefined,
    };
    await start(queue, { ...producer, limit: { messages: 1 } }).ended;
    await start(queue, { ...producer, pace: { kind: 'burst', size: 2 } }).ended;
    const messages = await connection.service.receiveMessages(queue, { maxNumberOfMessages: 10 });
    assert.deepEqual(
      messages.map((message) => message.attributes),
      [attributes, attributes, attributes],
    );
  });

  it('counts the entries of a batch that SQS refuses', async () => {
    const queue = await createQueue('refusing');
    const service = way === 'the SDK' ? connection.service : calls;
    const failures = await service.sendMessageBatch(queue, [
      { body: 'fine', attributes: [] },
      { body: '\u0007', attributes: [] },
    ]);
    assert.deepEqual(
      failures.map(({ index, code, isSenderFault }) => ({ index, code, isSenderFault })),
      [{ index: 1, code: 'InvalidMessageContents', isSenderFault: true }],
    );
    assert.equal((await connection.service.readCounts(queue)).visible, 1);
  });

  /** Waits until nothing is visible any more; on a FIFO queue also until nothing has moved for a while. */
  async function settled(queue: QueueRef, run: RunningTraffic): Promise<void> {
    let before = -1;
    for (;;) {
      const { visible } = await connection.service.readCounts(queue);
      const { received } = run.readFigures();
      // A message group whose message is in flight holds back those that are visible.
      if (visible === 0 || (queue.queueName.endsWith('.fifo') && received === before)) return;
      before = received;
      await wait(20);
    }
  }
}

/** Seconds of the fast clock. */
function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(seconds * 1_000, resolve);
  });
}

function totalOf({ visible, inFlight, delayed }: QueueCounts): number {
  return visible + inFlight + delayed;
}
