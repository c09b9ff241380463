import assert from 'node:assert/strict';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { EmulatorRequestError } from '../../src/emulatorClient/errors';
import { useAdminBench } from '../support/admin';
import { useEmulator } from '../support/emulator';

describe('peeking into a queue', () => {
  const emulator = useEmulator();
  const on = useAdminBench(emulator);

  it('shows visible, in flight and delayed messages with all that they have', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const received = await bench.send(QueueUrl, 'taken', {
      MessageAttributes: {
        Text: { DataType: 'String', StringValue: 'grüße' },
        Bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
      },
    });
    await bench.receive(QueueUrl, { VisibilityTimeout: 60 });
    await bench.send(QueueUrl, 'waiting');
    await bench.send(QueueUrl, 'later', { DelaySeconds: 100 });

    const page = await bench.admin.peek({ queue: QueueUrl });

    assert.deepEqual(
      page.messages.map(({ body, state }) => [body, state]),
      [
        ['taken', 'inFlight'],
        ['waiting', 'visible'],
        ['later', 'delayed'],
      ],
    );
    const [taken, waiting, later] = page.messages;
    assert.equal(taken?.id, received);
    assert.equal(taken.receiveCount, 1);
    assert.equal(taken.visibleAt, (taken.receivedAt ?? 0) + 60_000);
    assert.equal(taken.receivedBy?.accessKeyId, 'AKIDEXAMPLE');
    assert.match(taken.receivedBy.userAgent ?? '', /aws-sdk-js/);
    assert.deepEqual(taken.attributes, [
      { name: 'Bytes', dataType: 'Binary', value: 'AP8=' },
      { name: 'Text', dataType: 'String', value: 'grüße' },
    ]);
    assert.equal(taken.systemAttributes['ApproximateReceiveCount'], '1');
    assert.equal(waiting?.visibleAt, undefined);
    assert.equal(later?.visibleAt, later ? later.sentAt + 100_000 : 0);
    assert.deepEqual(page.queue.counts, { visible: 1, inFlight: 1, delayed: 1 });
    assert.equal(page.cursor, undefined);
  });

  it('leaves counts, receive counts, order and visibility as they are', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    for (const body of ['a', 'b', 'c']) await bench.send(QueueUrl, body);
    const before = await bench.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    for (let count = 0; count < 5; count++) await bench.admin.peek({ queue: QueueUrl });
    const after = await bench.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    assert.deepEqual(after.Attributes, before.Attributes);

    const messages = await bench.receive(QueueUrl, {
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    assert.deepEqual(
      messages.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount]),
      [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ],
    );
  });

  it('tells the counts of the queues that are named, and whether faults are on', async () => {
    const { bench } = on;
    const [first, second] = [await bench.createQueue(), await bench.createQueue()];
    await bench.send(first, 'waiting');
    await bench.send(second, 'later', { DelaySeconds: 100 });
    const names = [first, second].map((url) => url.slice(url.lastIndexOf('/') + 1));
    const [one = '', two = ''] = names;
    const reading = await bench.admin.readCounts('us-east-1', [...names, 'no-such-queue']);
    assert.deepEqual(reading, {
      areFaultsOn: false,
      counts: {
        [one]: { visible: 1, inFlight: 0, delayed: 0 },
        [two]: { visible: 0, inFlight: 0, delayed: 1 },
      },
    });
    assert.deepEqual((await bench.admin.readCounts('eu-west-3', names)).counts, {});
    await assert.rejects(bench.admin.readCounts('', names), EmulatorRequestError);
  });

  it('pages through a queue by cursor, and filters by state', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const bodies = Array.from({ length: 25 }, (_, index) => `m${index}`);
    for (const body of bodies) await bench.send(QueueUrl, body);
    const first = await bench.admin.peek({ queue: QueueUrl, limit: 10 });
    assert.equal(first.messages.length, 10);
    assert.ok(first.cursor);
    const all: string[] = [];
    for await (const { body } of bench.admin.peekAll({ queue: QueueUrl, limit: 10 })) all.push(body);
    assert.deepEqual(all, bodies);

    await bench.receive(QueueUrl, { MaxNumberOfMessages: 3 });
    const inFlight = await bench.admin.peek({ queue: QueueUrl, state: 'inFlight' });
    assert.deepEqual(
      inFlight.messages.map(({ body }) => body),
      ['m0', 'm1', 'm2'],
    );
  });

  it('tells which messages and groups of a FIFO queue have to wait for an earlier one', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const body of ['a1', 'a2']) await bench.send(QueueUrl, body, { MessageGroupId: 'a' });
    await bench.send(QueueUrl, 'b1', { MessageGroupId: 'b' });
    await bench.receive(QueueUrl, { MaxNumberOfMessages: 1 });

    const { messages } = await bench.admin.peek({ queue: QueueUrl });
    assert.deepEqual(
      messages.map(({ body, state, isBlocked }) => [body, state, isBlocked]),
      [
        ['a1', 'inFlight', false],
        ['a2', 'visible', true],
        ['b1', 'visible', false],
      ],
    );
    const group = await bench.admin.peek({ queue: QueueUrl, group: 'b' });
    assert.deepEqual(
      group.messages.map(({ body }) => body),
      ['b1'],
    );
    assert.deepEqual(await bench.admin.listGroups({ queue: QueueUrl }), [
      { groupId: 'a', visible: 1, inFlight: 1, delayed: 0, isBlocked: true },
      { groupId: 'b', visible: 1, inFlight: 0, delayed: 0, isBlocked: false },
    ]);
  });

  it('finds a queue by name, URL and ARN, and lists all of them', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const name = QueueUrl.split('/').at(-1) as string;
    const { queue } = await bench.admin.peek({ queue: name });
    assert.equal((await bench.admin.peek({ queue: queue.arn })).queue.name, name);
    assert.equal((await bench.admin.peek({ queue: QueueUrl, region: 'us-east-1' })).queue.arn, queue.arn);
    assert.deepEqual(
      (await bench.admin.listQueues()).map((each) => each.name),
      [name],
    );
  });

  it('says what is wrong with a request', async () => {
    const { bench } = on;
    const QueueUrl = await bench.createQueue();
    const cases: [Promise<unknown>, string, RegExp][] = [
      [bench.admin.peek({ queue: 'nowhere' }), 'notFound', /no queue "nowhere"/],
      [bench.admin.peek({ queue: '' }), 'invalid', /Say which queue/],
      [
        bench.admin.peek({ queue: QueueUrl, limit: 0 }),
        'invalid',
        /"limit" must be a whole number from 1 to 1000/,
      ],
      [bench.admin.peek({ queue: QueueUrl, cursor: 'x' }), 'invalid', /"cursor"/],
    ];
    for (const [request, code, message] of cases) {
      await assert.rejects(request, (error) => {
        assert.ok(error instanceof EmulatorRequestError);
        assert.equal(error.code, code);
        assert.match(error.message, message);
        return true;
      });
    }
  });
});
