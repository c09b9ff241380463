import assert from 'node:assert/strict';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { type RunningServer, startServer } from '../../src/emulator/server';
import { createClient, useDataFolder } from '../support/durableEmulator';
import { ManualClock } from '../support/manualClock';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
});

/** An emulator that can be started again on what it left, on a clock of the test. */
class Restartable {
  clock = new ManualClock();
  readonly notices: string[] = [];
  readonly #folder: string;
  #server: RunningServer | undefined;
  #client: SQSClient | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    this.#server = await startServer({
      port: 0,
      clock: this.clock,
      data: { folder: this.#folder },
      onNotice: (sentence) => this.notices.push(sentence),
    });
    this.#client = createClient(this.#server.endpoint);
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await this.#server?.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  get client(): SQSClient {
    return this.#client as SQSClient;
  }

  async create(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
    await this.client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueName;
  }

  send(queue: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) {
    return this.client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody, ...more }));
  }

  async receive(queue: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
    const request = {
      QueueUrl: queue,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All' as const],
      MessageAttributeNames: ['All'],
    };
    const { Messages = [] } = await this.client.send(new ReceiveMessageCommand({ ...request, ...more }));
    return Messages;
  }

  async receiveBodies(queue: string): Promise<(string | undefined)[]> {
    return (await this.receive(queue)).map(({ Body }) => Body);
  }

  async attributes(queue: string): Promise<Record<string, string>> {
    const request = { QueueUrl: queue, AttributeNames: ['All' as const] };
    return (await this.client.send(new GetQueueAttributesCommand(request))).Attributes ?? {};
  }

  async counts(queue: string): Promise<number[]> {
    const attributes = await this.attributes(queue);
    return ['', 'NotVisible', 'Delayed'].map((name) =>
      Number(attributes[`ApproximateNumberOfMessages${name}`]),
    );
  }
}

describe('After a restart', () => {
  const newFolder = useDataFolder();

  /** One emulator for each test, ended with it. */
  function onEmulator(run: (emulator: Restartable) => Promise<void>): () => Promise<void> {
    return async () => {
      const emulator = new Restartable(newFolder());
      await emulator.start();
      try {
        await run(emulator);
      } finally {
        await emulator.stop();
      }
      assert.deepEqual(emulator.notices, []);
    };
  }

  it(
    'queues have their attributes and tags',
    onEmulator(async (emulator) => {
      const { client } = emulator;
      await emulator.create('orders', { VisibilityTimeout: '77', Policy: policy });
      await emulator.create('orders.fifo', { FifoQueue: 'true', DeduplicationScope: 'messageGroup' });
      await client.send(new TagQueueCommand({ QueueUrl: 'orders', Tags: { team: 'a', stage: 'ä' } }));
      emulator.clock.advanceSeconds(10);
      await client.send(
        new SetQueueAttributesCommand({ QueueUrl: 'orders', Attributes: { DelaySeconds: '5' } }),
      );
      const before = await Promise.all([emulator.attributes('orders'), emulator.attributes('orders.fifo')]);
      await emulator.restart();
      const after = await Promise.all([emulator.attributes('orders'), emulator.attributes('orders.fifo')]);
      assert.deepEqual(after, before);
      const { Tags } = await emulator.client.send(new ListQueueTagsCommand({ QueueUrl: 'orders' }));
      assert.deepEqual(Tags, { team: 'a', stage: 'ä' });
      const { QueueUrls = [] } = await emulator.client.send(new ListQueuesCommand());
      assert.equal(QueueUrls.length, 2);
    }),
  );

  it(
    'messages have their bodies, attributes and times',
    onEmulator(async (emulator) => {
      await emulator.create('q');
      const body = `${'é✓😀\n'.repeat(2_000)}end`;
      await emulator.send('q', body, {
        MessageAttributes: {
          text: { DataType: 'String', StringValue: 'ü' },
          bytes: { DataType: 'Binary.png', BinaryValue: Uint8Array.of(0, 255, 10) },
        },
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
      });
      await emulator.restart();
      const [message] = await emulator.receive('q');
      assert.equal(message?.Body, body);
      assert.equal(message?.MessageAttributes?.['text']?.StringValue, 'ü');
      assert.deepEqual(message?.MessageAttributes?.['bytes']?.BinaryValue, Uint8Array.of(0, 255, 10));
      assert.equal(message?.Attributes?.AWSTraceHeader, 'Root=1-2-3');
      assert.equal(message?.Attributes?.SentTimestamp, String(emulator.clock.now()));
    }),
  );

  it(
    'a message in flight comes back at its time, counts on, and its receipt handle holds',
    onEmulator(async (emulator) => {
      await emulator.create('q', { VisibilityTimeout: '60' });
      await emulator.send('q', 'a');
      const [first] = await emulator.receive('q');
      emulator.clock.advanceSeconds(50);
      await emulator.restart();
      assert.deepEqual(await emulator.counts('q'), [0, 1, 0]);
      assert.deepEqual(await emulator.receiveBodies('q'), []);
      emulator.clock.advanceSeconds(10);
      const [second] = await emulator.receive('q');
      assert.equal(second?.Attributes?.ApproximateReceiveCount, '2');
      assert.equal(
        second?.Attributes?.ApproximateFirstReceiveTimestamp,
        first?.Attributes?.ApproximateFirstReceiveTimestamp,
      );
      await emulator.restart();
      const ReceiptHandle = second?.ReceiptHandle;
      await emulator.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: 'q', ReceiptHandle, VisibilityTimeout: 0 }),
      );
      await emulator.restart();
      assert.deepEqual(await emulator.counts('q'), [1, 0, 0]);
      await emulator.client.send(new DeleteMessageCommand({ QueueUrl: 'q', ReceiptHandle }));
      await emulator.restart();
      assert.deepEqual(await emulator.counts('q'), [0, 0, 0]);
    }),
  );

  it(
    'a delay goes on, on the message and on a FIFO queue',
    onEmulator(async (emulator) => {
      await emulator.create('q');
      await emulator.create('q.fifo', { FifoQueue: 'true', DelaySeconds: '100' });
      await emulator.send('q', 'a', { DelaySeconds: 100 });
      await emulator.send('q.fifo', 'a', { MessageGroupId: 'g', MessageDeduplicationId: 'a' });
      emulator.clock.advanceSeconds(99);
      await emulator.restart();
      for (const queue of ['q', 'q.fifo']) assert.deepEqual(await emulator.counts(queue), [0, 0, 1], queue);
      emulator.clock.advanceSeconds(1);
      for (const queue of ['q', 'q.fifo']) assert.deepEqual(await emulator.counts(queue), [1, 0, 0], queue);
    }),
  );

  it(
    'what has been kept too long is gone',
    onEmulator(async (emulator) => {
      await emulator.create('q', { MessageRetentionPeriod: '60' });
      await emulator.send('q', 'a');
      emulator.clock.advanceSeconds(30);
      await emulator.send('q', 'b');
      await emulator.stop();
      emulator.clock.advanceSeconds(30);
      await emulator.start();
      assert.deepEqual(await emulator.receiveBodies('q'), ['b']);
    }),
  );

  it(
    'a FIFO queue keeps order, groups, sequence numbers and deduplication IDs',
    onEmulator(async (emulator) => {
      await emulator.create('q.fifo', { FifoQueue: 'true' });
      const send = (group: string, body: string) =>
        emulator.send('q.fifo', body, { MessageGroupId: group, MessageDeduplicationId: body });
      await send('a', 'a1');
      await send('b', 'b1');
      const { SequenceNumber: last = '', MessageId } = await send('a', 'a2');
      await emulator.receive('q.fifo', { MaxNumberOfMessages: 1 });
      emulator.clock.advanceSeconds(299);
      await emulator.restart();
      const repeated = await send('a', 'a2');
      assert.equal(repeated.MessageId, MessageId);
      assert.equal(repeated.SequenceNumber, last);
      const { SequenceNumber: next = '' } = await send('a', 'a3');
      assert.ok(BigInt(next) > BigInt(last), `${next} must be greater than ${last}`);
      const bodies = await emulator.receiveBodies('q.fifo');
      assert.deepEqual(
        bodies.filter((body) => body?.startsWith('a')),
        ['a1', 'a2', 'a3'],
      );
      emulator.clock.advanceSeconds(1);
      await emulator.restart();
      const again = await send('a', 'a2');
      assert.notEqual(again.MessageId, MessageId);
    }),
  );

  it(
    'messages are in their dead-letter queue, with their receive count and source',
    onEmulator(async (emulator) => {
      await emulator.create('dead');
      const { QueueArn: deadLetterTargetArn } = await emulator.attributes('dead');
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
      await emulator.create('q', { RedrivePolicy, VisibilityTimeout: '1' });
      const { MessageId } = await emulator.send('q', 'a');
      for (let count = 0; count < 3; count++) {
        await emulator.receive('q');
        emulator.clock.advanceSeconds(1);
        await emulator.restart();
      }
      assert.deepEqual(await emulator.counts('q'), [0, 0, 0]);
      const [message] = await emulator.receive('dead');
      assert.equal(message?.MessageId, MessageId);
      assert.equal(message?.Attributes?.ApproximateReceiveCount, '3');
      assert.equal(
        message?.Attributes?.DeadLetterQueueSourceArn,
        (await emulator.attributes('q'))['QueueArn'],
      );
    }),
  );

  it(
    'a move task goes on and stays in the list',
    onEmulator(async (emulator) => {
      await emulator.create('dead');
      await emulator.create('target');
      const { QueueArn: SourceArn } = await emulator.attributes('dead');
      const { QueueArn: DestinationArn } = await emulator.attributes('target');
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
      await emulator.create('q', { RedrivePolicy });
      for (const body of ['a', 'b', 'c']) await emulator.send('dead', body);
      await emulator.client.send(
        new StartMessageMoveTaskCommand({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1 }),
      );
      emulator.clock.advanceSeconds(1);
      const [moved = 0] = await emulator.counts('target');
      assert.ok(moved > 0 && moved < 3, `${moved} were moved`);
      await emulator.restart();
      assert.deepEqual(await emulator.counts('target'), [moved, 0, 0]);
      assert.deepEqual(await emulator.counts('dead'), [3 - moved, 0, 0]);
      emulator.clock.advanceSeconds(5);
      await emulator.restart();
      assert.deepEqual((await emulator.receiveBodies('target')).toSorted(), ['a', 'b', 'c']);
      const { Results = [] } = await emulator.client.send(new ListMessageMoveTasksCommand({ SourceArn }));
      assert.deepEqual(
        Results.map((task) => [task.Status, task.ApproximateNumberOfMessagesMoved]),
        [['COMPLETED', 3]],
      );
    }),
  );

  it(
    'the 60 seconds after a purge and after the deletion of a queue go on',
    onEmulator(async (emulator) => {
      await emulator.create('q');
      await emulator.create('gone');
      await emulator.send('q', 'a');
      await emulator.client.send(new PurgeQueueCommand({ QueueUrl: 'q' }));
      await emulator.send('gone', 'b');
      await emulator.client.send(new DeleteQueueCommand({ QueueUrl: 'gone' }));
      emulator.clock.advanceSeconds(59);
      await emulator.restart();
      assert.deepEqual(await emulator.counts('q'), [0, 0, 0]);
      await assert.rejects(emulator.client.send(new PurgeQueueCommand({ QueueUrl: 'q' })), {
        name: 'PurgeQueueInProgress',
      });
      await assert.rejects(emulator.create('gone'), { name: 'QueueDeletedRecently' });
      emulator.clock.advanceSeconds(1);
      await emulator.client.send(new PurgeQueueCommand({ QueueUrl: 'q' }));
      await emulator.create('gone');
      assert.deepEqual(await emulator.counts('gone'), [0, 0, 0]);
    }),
  );

  it(
    'the clock is not behind what the messages have seen',
    onEmulator(async (emulator) => {
      await emulator.create('q');
      const { MessageId } = await emulator.send('q', 'a');
      await emulator.stop();
      emulator.clock = new ManualClock(emulator.clock.now() - 3_600_000);
      await emulator.start();
      const [message] = await emulator.receive('q');
      assert.equal(message?.MessageId, MessageId);
      assert.ok(
        Number(message?.Attributes?.ApproximateFirstReceiveTimestamp) >=
          Number(message?.Attributes?.SentTimestamp),
      );
    }),
  );
});
