import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import type { FaultRule } from '../../src/emulator/admin/adminTypes';
import { type AdminBench, useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';

describe('faults', () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  /** A client that does not hide faults by trying again. */
  function impatient(bench: AdminBench): SQSClient {
    return clientOf(bench, 'us-east-1');
  }

  function clientOf({ endpoint }: AdminBench, region: string): SQSClient {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    return new SQSClient({ endpoint, region, credentials, maxAttempts: 1 });
  }

  async function namesOfErrors(bench: AdminBench, QueueUrl: string, count: number): Promise<string[]> {
    const sqs = impatient(bench);
    const names: string[] = [];
    for (let index = 0; index < count; index++) {
      const MessageBody = String(index);
      names.push(await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })).then(() => 'ok', nameOf));
    }
    sqs.destroy();
    return names;
  }

  async function fill(bench: AdminBench, count: number): Promise<string> {
    const QueueUrl = await bench.createQueue();
    for (let index = 0; index < count; index++) await bench.send(QueueUrl, `m${index}`);
    return QueueUrl;
  }

  const bodiesOf = (messages: { Body?: string | undefined }[]) => messages.map(({ Body }) => Body);

  it('are off at the start, and health says whether they are', async () => {
    const { admin } = on.bench;
    assert.equal((await admin.health()).areFaultsOn, false);
    assert.deepEqual((await admin.readFaults()).rules, []);
    await admin.setFaults({ rules: [{ kind: 'throttle' }] });
    assert.equal((await admin.health()).areFaultsOn, true);
    await admin.clearFaults();
    assert.equal((await admin.health()).areFaultsOn, false);
  });

  it('answer an error of SQS at a rate, the same for the same seed', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const rules: FaultRule[] = [
      { kind: 'error', code: 'ServiceUnavailable', rate: 0.5, actions: ['SendMessage'] },
    ];
    const run = async (seed: number) => {
      await bench.admin.setFaults({ seed, rules });
      return namesOfErrors(bench, QueueUrl, 30);
    };
    const first = await run(7);
    assert.deepEqual(new Set(first), new Set(['ok', 'ServiceUnavailable']));
    assert.deepEqual(await run(7), first);
    assert.notDeepEqual(await run(8), first);
    const { seed, rules: states } = await bench.admin.readFaults();
    assert.equal(seed, 8);
    assert.equal(states[0]?.seen, 30);
    assert.ok((states[0]?.struck ?? 0) > 0);
  });

  it('of a region strike what is asked of it, also where no queue is named, and of no other region', async () => {
    const rule = { kind: 'throttle', region: 'eu-west-1' } as const;
    await on.bench.admin.setFaults({ rules: [rule] });
    const answers = async (region: string) => {
      const sqs = clientOf(on.bench, region);
      const list = await sqs.send(new ListQueuesCommand({})).then(() => 'ok', nameOf);
      const create = await sqs.send(new CreateQueueCommand({ QueueName: 'one' })).then(() => 'ok', nameOf);
      sqs.destroy();
      return [list, create];
    };
    assert.deepEqual(await answers('eu-west-1'), ['RequestThrottled', 'RequestThrottled']);
    assert.deepEqual(await answers('us-east-1'), ['ok', 'ok']);
  });

  it('throttle, which the SDK rides over by trying again', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.setFaults({ rules: [{ kind: 'throttle', times: 2 }] });
    assert.deepEqual(await namesOfErrors(bench, QueueUrl, 3), ['RequestThrottled', 'RequestThrottled', 'ok']);
    await bench.admin.setFaults({ rules: [{ kind: 'throttle', times: 2 }] });
    await bench.send(QueueUrl, 'at last');
    assert.equal((await bench.admin.readFaults()).rules[0]?.struck, 2);
  });

  it('let the token expire in the middle of a run', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.setFaults({ rules: [{ kind: 'expiredToken', after: 2 }] });
    const names = await namesOfErrors(bench, QueueUrl, 4);
    assert.deepEqual(names, ['ok', 'ok', 'ExpiredToken', 'ExpiredToken']);
  });

  it('strike only the queue and the actions that they name', async () => {
    const { bench } = on;
    const [one, other] = [await bench.createQueue(), await bench.createQueue()];
    const queue = one.split('/').at(-1) as string;
    await bench.admin.setFaults({
      rules: [{ kind: 'error', code: 'OverLimit', queue, actions: ['SendMessage'] }],
    });
    assert.deepEqual(await namesOfErrors(bench, one, 1), ['OverLimit']);
    assert.deepEqual(await namesOfErrors(bench, other, 1), ['ok']);
    assert.deepEqual(await bench.receive(one), []);
  });

  it('add latency, and execute after it', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.setFaults({ rules: [{ kind: 'latency', minMs: 80, maxMs: 80 }] });
    const startedAt = performance.now();
    await bench.send(QueueUrl, 'slow');
    assert.ok(performance.now() - startedAt >= 79, 'it answered before the latency had passed');
    await bench.admin.clearFaults();
    assert.deepEqual(bodiesOf(await bench.receive(QueueUrl)), ['slow']);
  });

  it('lose an answer: the retry of the SDK makes a duplicate', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.setFaults({ rules: [{ kind: 'lostAnswer', times: 1, actions: ['SendMessage'] }] });
    await bench.send(QueueUrl, 'twice');
    const { messages } = await bench.admin.peek({ queue: QueueUrl });
    assert.deepEqual(
      messages.map(({ body }) => body),
      ['twice', 'twice'],
    );
    const { requests } = await bench.admin.listRequests({ action: 'SendMessage' });
    assert.deepEqual(
      requests.map(({ status }) => status),
      [0, 200],
    );
  });

  it('lose the answer of a receive: the message is in flight, and nobody has it', async () => {
    const { bench } = on;
    const QueueUrl = await fill(bench, 1);
    await bench.admin.setFaults({ rules: [{ kind: 'lostAnswer', times: 1 }] });
    assert.deepEqual(await bench.receive(QueueUrl), []);
    const { messages } = await bench.admin.peek({ queue: QueueUrl });
    assert.equal(messages[0]?.state, 'inFlight');
    assert.equal(messages[0].receiveCount, 1);
  });

  it('fail some entries of a batch, which are not executed', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    await bench.admin.setFaults({ seed: 3, rules: [{ kind: 'partialBatch', rate: 0.5 }] });
    const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `e${index}`, MessageBody: `m${index}` }));
    const { Successful = [], Failed = [] } = await bench.sqs.send(
      new SendMessageBatchCommand({ QueueUrl, Entries }),
    );
    assert.ok(Successful.length > 0 && Failed.length > 0, `${Successful.length} and ${Failed.length}`);
    assert.deepEqual(
      [...Successful, ...Failed].map(({ Id }) => Id).sort(),
      Entries.map(({ Id }) => Id),
    );
    assert.deepEqual(
      Failed.map(({ Code, SenderFault }) => [Code, SenderFault]),
      Failed.map(() => ['InternalError', false]),
    );
    const { messages } = await bench.admin.peek({ queue: QueueUrl });
    assert.deepEqual(
      messages.map(({ body }) => body),
      Successful.map(({ Id }) => Id?.replace('e', 'm')),
    );

    await bench.admin.setFaults({ rules: [{ kind: 'partialBatch', rate: 1 }] });
    const [message] = await bench.receive(QueueUrl);
    const none = await bench.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [{ Id: 'x', ReceiptHandle: message?.ReceiptHandle }],
      }),
    );
    assert.deepEqual([none.Successful ?? [], none.Failed?.map(({ Id }) => Id)], [[], ['x']]);
    assert.equal((await bench.admin.peek({ queue: QueueUrl })).messages.length, Successful.length);
  });

  it('deliver a message once more, even when it was deleted meanwhile', async () => {
    const { bench } = on;
    const QueueUrl = await fill(bench, 2);
    await bench.admin.setFaults({ preset: 'at-least-once-strictly' });
    const [first] = await bench.receive(QueueUrl);
    const remove = new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle });
    await bench.sqs.send(remove);
    const [again] = await bench.receive(QueueUrl);
    assert.equal(again?.MessageId, first?.MessageId);
    await bench.sqs.send(remove);
    assert.deepEqual(bodiesOf(await bench.receive(QueueUrl, { WaitTimeSeconds: 1 })), ['m1']);
    assert.deepEqual(bodiesOf(await bench.receive(QueueUrl, { WaitTimeSeconds: 20 })), ['m1']);
    assert.deepEqual(await bench.receive(QueueUrl), []);
  });

  it('reorder a standard queue, the same for the same seed, and never a FIFO queue', async () => {
    const { bench } = on;
    const run = async (seed: number) => {
      const QueueUrl = await fill(bench, 12);
      await bench.admin.setFaults({ seed, rules: [{ kind: 'reorder' }] });
      const bodies: (string | undefined)[] = [];
      for (let count = 0; count < 12; count++) bodies.push(...bodiesOf(await bench.receive(QueueUrl)));
      await bench.admin.clearFaults();
      return bodies;
    };
    const inOrder = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const mixed = await run(1);
    assert.notDeepEqual(mixed, inOrder);
    assert.deepEqual([...mixed].sort(), [...inOrder].sort());
    assert.deepEqual(await run(1), mixed);

    const fifo = await bench.createQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const body of inOrder) await bench.send(fifo, body, { MessageGroupId: 'g' });
    await bench.admin.setFaults({ seed: 1, rules: [{ kind: 'reorder' }] });
    const received = await bench.receive(fifo, { MaxNumberOfMessages: 10 });
    assert.deepEqual(bodiesOf(received), inOrder.slice(0, 10));
  });

  it('under-fill receives and answer that there is nothing', async () => {
    const { bench } = on;
    const QueueUrl = await fill(bench, 10);
    await bench.admin.setFaults({ rules: [{ kind: 'underFill' }] });
    const some = await bench.receive(QueueUrl, { MaxNumberOfMessages: 10 });
    assert.ok(some.length >= 1 && some.length < 10, `${some.length} messages`);
    await bench.admin.setFaults({ rules: [{ kind: 'emptyReceive', isShortPollOnly: true }] });
    assert.deepEqual(await bench.receive(QueueUrl, { MaxNumberOfMessages: 10 }), []);
    assert.notDeepEqual(await bench.receive(QueueUrl, { WaitTimeSeconds: 5 }), []);
  });

  it('let counts lag behind, by the clock of the emulator', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const count = async () => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await bench.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
      );
      return Attributes;
    };
    await bench.admin.pauseClock();
    await bench.admin.setFaults({ rules: [{ kind: 'laggingCounts', lagMs: 60_000 }] });
    assert.deepEqual(await count(), { ApproximateNumberOfMessages: '0' });
    await bench.send(QueueUrl, 'new');
    await bench.admin.advanceClock({ milliseconds: 59_999 });
    assert.deepEqual(await count(), { ApproximateNumberOfMessages: '0' });
    await bench.admin.advanceClock({ milliseconds: 1 });
    assert.deepEqual(await count(), { ApproximateNumberOfMessages: '1' });
  });

  for (const preset of ['like-aws', 'bad-network'] as const) {
    it(`of the preset ${preset} lose no message of a producer and a consumer that try again`, async () => {
      const { bench } = on;
      const QueueUrl = await bench.createQueue({ VisibilityTimeout: '1' });
      const bodies = Array.from({ length: 30 }, (_, index) => `m${index}`);
      await bench.admin.setFaults({ preset, seed: 11 });
      for (const body of bodies) await untilDone(() => bench.send(QueueUrl, body));
      const seen = new Set<string | undefined>();
      for (let round = 0; round < 300 && seen.size < bodies.length; round++) {
        const messages = await untilDone(() => bench.receive(QueueUrl, { MaxNumberOfMessages: 10 }));
        for (const { Body, ReceiptHandle } of messages) {
          seen.add(Body);
          await untilDone(() => bench.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
        }
        if (messages.length === 0) await bench.admin.advanceClock({ milliseconds: 1_000 });
      }
      assert.deepEqual([...seen].sort(), [...bodies].sort());
      const { rules } = await bench.admin.readFaults();
      assert.ok(rules.some(({ struck }) => struck > 0));
    });
  }

  it('are refused when they are misspelt, with what is allowed', async () => {
    const { admin } = on.bench;
    const cases: [object, RegExp][] = [
      [{ rules: [{ kind: 'lost' }] }, /one of error, throttle/],
      [{ rules: [{ kind: 'error' }] }, /needs a "code"/],
      [{ rules: [{ kind: 'error', code: 'Nope' }] }, /no error "Nope"/],
      [{ rules: [{ kind: 'throttle', rate: 2 }] }, /"rate" must be a number from 0 to 1/],
      [{ rules: [{ kind: 'throttle', actions: ['Send'] }] }, /no action "Send"/],
      [{ rules: [{ kind: 'throttle', lagMs: 5 }] }, /not "lagMs"/],
      [{ rules: [{ kind: 'latency', minMs: 5, maxMs: 1 }] }, /"minMs" must not be more/],
      [{ preset: 'worst-case' }, /no preset "worst-case"/],
      [{ seeds: 1 }, /not "seeds"/],
    ];
    for (const [settings, message] of cases) {
      await assert.rejects(admin.setFaults(settings), { code: 'invalid', message });
    }
    assert.equal((await admin.readFaults()).isOn, false);
  });
});

function nameOf(error: unknown): string {
  return error instanceof SQSServiceException ? error.name : String(error);
}

async function untilDone<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
