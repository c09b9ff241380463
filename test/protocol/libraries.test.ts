import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { Consumer } from 'sqs-consumer';
import { Producer } from 'sqs-producer';
import { Squiss, type Message as SquissMessage } from 'squiss-ts';
import { awsEnvironment, useEmulator } from '../support/emulator';
import { notRun } from '../support/notRun';
import { findMissingModule, runProgram } from '../support/programs';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const region = awsEnvironment()['AWS_REGION'] as string;

describe('Libraries for SQS, unchanged', () => {
  const emulator = useEmulator();
  let sqs: SQSClient;

  before(() => {
    sqs = new SQSClient({ endpoint: emulator.server.endpoint, region, credentials });
  });
  after(() => sqs.destroy());

  async function createQueue(name: string, attributes?: Record<string, string>): Promise<string> {
    const answer = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return answer.QueueUrl as string;
  }

  /** Visible, in flight and delayed together. */
  async function countMessages(queueUrl: string): Promise<number> {
    const names: QueueAttributeName[] = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
    ];
    const input = { QueueUrl: queueUrl, AttributeNames: names };
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand(input));
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  }

  it('sqs-producer sends and sqs-consumer handles each message once and deletes it', async () => {
    const queueUrl = await createQueue('jobs');
    const wanted = bodies(25);
    await Producer.create({ queueUrl, sqs }).send(
      wanted.map((body, index) => ({
        id: String(index),
        body,
        messageAttributes: { kind: { DataType: 'String', StringValue: 'job' } },
      })),
    );
    const handled = await consume(queueUrl, wanted.length, { messageAttributeNames: ['All'] });
    assert.deepEqual(handled.map(({ Body }) => Body).sort(), [...wanted].sort());
    assert.ok(handled.every((message) => message.MessageAttributes?.['kind']?.StringValue === 'job'));
    assert.equal(await countMessages(queueUrl), 0);
  });

  it('sqs-consumer makes a message that it could not handle visible again and gets it once more', async () => {
    const queueUrl = await createQueue('retried', { VisibilityTimeout: '600' });
    await Producer.create({ queueUrl, sqs }).send([{ id: 'm1', body: 'fails once' }]);
    let isFirst = true;
    const handled = await consume(queueUrl, 2, {
      messageSystemAttributeNames: ['ApproximateReceiveCount'],
      terminateVisibilityTimeout: true,
      onMessage: () => {
        const fails = isFirst;
        isFirst = false;
        if (fails) throw new Error('cannot be handled yet');
      },
    });
    assert.deepEqual(
      handled.map(({ Attributes }) => Attributes?.ApproximateReceiveCount),
      ['1', '2'],
    );
    assert.equal(await countMessages(queueUrl), 0);
  });

  it('sqs-producer and sqs-consumer keep the order of a message group', async () => {
    const queueUrl = await createQueue('ordered.fifo', { FifoQueue: 'true' });
    const wanted = bodies(20);
    await Producer.create({ queueUrl, sqs }).send(
      wanted.map((body, index) => ({
        id: `m${index}`,
        body,
        groupId: 'group',
        deduplicationId: `d${index}`,
      })),
    );
    const handled = await consume(queueUrl, wanted.length, { suppressFifoWarning: true });
    assert.deepEqual(
      handled.map(({ Body }) => Body),
      wanted,
    );
    assert.equal(await countMessages(queueUrl), 0);
  });

  it('squiss-ts creates its queue, sends objects and consumes them all', async () => {
    const squiss = new Squiss({
      awsConfig: { endpoint: emulator.server.endpoint, region, credentials },
      queueName: 'squiss',
      bodyFormat: 'json',
      visibilityTimeoutSecs: 60,
      receiveWaitTimeSecs: 1,
      deleteWaitMs: 20,
    });
    const queueUrl = await squiss.createQueue();
    const wanted = Array.from({ length: 23 }, (_, number) => ({ number, text: 'hällo' }));
    const { Failed = [] } = await squiss.sendMessages(wanted, 0, { source: 'test' });
    assert.deepEqual(Failed, []);
    const received: { number: number }[] = [];
    const deletions: Promise<void>[] = [];
    const isDone = new Promise<void>((resolve, reject) => {
      squiss.on('error', reject);
      squiss.on('message', (message: SquissMessage) => {
        received.push(message.body as { number: number });
        deletions.push(message.del());
        if (received.length === wanted.length) resolve();
      });
    });
    await squiss.start();
    await isDone;
    await Promise.all(deletions);
    await squiss.stop(true);
    assert.deepEqual(
      received.sort((a, b) => a.number - b.number),
      wanted,
    );
    assert.equal(await countMessages(queueUrl), 0);
  });

  it('kombu sends and consumes through its queues', async function () {
    const missing = await findMissingModule(
      'kombu.transport.SQS',
      'python3-kombu python3-boto3 python3-pycurl',
    );
    if (missing !== undefined) notRun(this, missing);
    const [result] = await runProgram('kombu_jobs', emulator.server.endpoint, '--jobs', '25');
    assert.deepEqual(result, { received: Array.from({ length: 25 }, (_, number) => number) });
    assert.equal(await countMessages(await createQueue('kombu-jobs', { VisibilityTimeout: '60' })), 0);
  });

  it('a celery worker runs every task that another process sent', async function () {
    const missing = await findMissingModule('celery', 'python3-celery python3-boto3 python3-pycurl');
    if (missing !== undefined) notRun(this, missing);
    const [result] = await runProgram('celery_tasks', emulator.server.endpoint, '--jobs', '12');
    assert.deepEqual(result, { done: Array.from({ length: 12 }, (_, number) => number * number) });
    assert.equal(await countMessages(await createQueue('celery-tasks', { VisibilityTimeout: '60' })), 0);
  });

  /** Runs sqs-consumer until it has handled `count` messages, each of them to its end. */
  async function consume(
    queueUrl: string,
    count: number,
    { onMessage, ...options }: Partial<Parameters<typeof Consumer.create>[0]> & { onMessage?: () => void },
  ): Promise<Message[]> {
    const handled: Message[] = [];
    const consumer = Consumer.create({
      queueUrl,
      sqs,
      batchSize: 10,
      waitTimeSeconds: 1,
      ...options,
      handleMessage: (message) => {
        handled.push(message);
        onMessage?.();
        return Promise.resolve(message);
      },
    });
    consumer.on('error', (error) => assert.fail(error));
    const isDone = new Promise<void>((resolve) => {
      consumer.on('response_processed', () => {
        if (handled.length >= count) resolve();
      });
    });
    consumer.start();
    await isDone;
    const isStopped = once(consumer, 'stopped');
    consumer.stop({ abort: true });
    await isStopped;
    return handled;
  }
});

function bodies(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `job ${index} ü 😀`);
}
