import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { after, afterEach, describe, it } from 'mocha';
import { applyQueueFile, QueueFileError } from '../../src/queueFile/applyQueueFile';
import { parseQueueFile } from '../../src/queueFile/parseQueueFile';
import { runProcess } from '../support/childProcess';
import { createClient, EmulatorProcess } from '../support/durableEmulator';
import { awsEnvironment } from '../support/emulator';
import { useEmulatorServices } from '../support/emulatorServices';
import { receiveAll } from '../support/receiveAll';

const definition = {
  queues: [
    {
      name: 'orders',
      attributes: { VisibilityTimeout: 60 },
      tags: { team: 'a' },
      // It is defined after the queue that links to it.
      deadLetterQueue: { name: 'orders-dlq', maxReceiveCount: 3 },
      messages: [{ body: 'first', messageAttributes: { Kind: 'new' } }, { body: { second: true } }],
    },
    { name: 'orders-dlq', attributes: { MessageRetentionPeriod: 1209600 } },
    {
      name: 'jobs.fifo',
      attributes: { ContentBasedDeduplication: true },
      messages: [1, 2, 3].map((body) => ({ body, messageGroupId: 'g' })),
    },
    { name: 'elsewhere', region: 'eu-central-1' },
  ],
};

describe('queuescope emulator --config', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-config-'));
  let emulator: EmulatorProcess | undefined;
  const clients: SQSClient[] = [];
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await emulator?.stop();
    emulator = undefined;
  });

  function write(content: unknown): string {
    const file = path.join(folder, 'queues.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  async function start(...args: string[]): Promise<SQSClient> {
    emulator = await EmulatorProcess.start(args, { AWS_REGION: '', AWS_DEFAULT_REGION: '' });
    const client = createClient(emulator.endpoint);
    clients.push(client);
    return client;
  }

  const urlOf = async (sqs: SQSClient, QueueName: string) =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl as string;
  const attributesOf = async (sqs: SQSClient, name: string) => {
    const input = { QueueUrl: await urlOf(sqs, name), AttributeNames: ['All' as const] };
    return (await sqs.send(new GetQueueAttributesCommand(input))).Attributes ?? {};
  };

  it('has the queues with attributes, tags, links and messages before it says that it listens', async () => {
    const sqs = await start('--config', write(definition));
    const orders = await attributesOf(sqs, 'orders');
    assert.equal(orders['VisibilityTimeout'], '60');
    assert.deepEqual(JSON.parse(orders['RedrivePolicy'] ?? ''), {
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:orders-dlq',
      maxReceiveCount: 3,
    });
    const QueueUrl = await urlOf(sqs, 'orders');
    assert.deepEqual((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags, { team: 'a' });
    assert.equal((await attributesOf(sqs, 'orders-dlq'))['MessageRetentionPeriod'], '1209600');
    const received = await receiveAll(sqs, QueueUrl);
    assert.deepEqual(received.map(({ Body }) => Body).sort(), ['first', '{"second":true}'].sort());
    const first = received.find(({ Body }) => Body === 'first');
    assert.equal(first?.MessageAttributes?.['Kind']?.StringValue, 'new');
    const jobs = await receiveAll(sqs, await urlOf(sqs, 'jobs.fifo'));
    assert.deepEqual(
      jobs.map(({ Body }) => Body),
      ['1', '2', '3'],
    );
    const elsewhere = new SQSClient({
      endpoint: (emulator as EmulatorProcess).endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    clients.push(elsewhere);
    const { QueueUrls } = await elsewhere.send(new ListQueuesCommand({}));
    assert.deepEqual(
      QueueUrls?.map((url) => path.posix.basename(url)),
      ['elsewhere'],
    );
  });

  it('changes stored queues where they differ, and sends their messages no second time', async () => {
    const data = path.join(folder, 'data');
    const args = ['--data', data, '--config', write(definition)];
    const sqs = await start(...args);
    const QueueUrl = await urlOf(sqs, 'orders');
    const Attributes = { VisibilityTimeout: '5', DelaySeconds: '7' };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'b', other: 'c' } }));
    await emulator?.stop();
    const again = await start(...args);
    const orders = await attributesOf(again, 'orders');
    assert.equal(orders['VisibilityTimeout'], '60');
    // What the file does not name stays.
    assert.equal(orders['DelaySeconds'], '7');
    assert.equal(orders['ApproximateNumberOfMessages'], '2');
    const { Tags } = await again.send(new ListQueueTagsCommand({ QueueUrl: await urlOf(again, 'orders') }));
    assert.deepEqual(Tags, { team: 'a', other: 'c' });
  });

  const refused: [what: string, content: unknown, stderr: RegExp][] = [
    [
      'names a connection',
      { queues: [], endpoint: 'x' },
      /queues\.json: endpoint: “endpoint” is not known here/,
    ],
    [
      'has several problems',
      { queues: [{ name: '' }, {}] },
      /queues\.json has 2 problems:\n {2}queues\[0\]\.name: A queue needs a name.*\n {2}queues\[1\]: “name” is missing\.\n$/,
    ],
    ['is no JSON', '{ queues', /queues\.json: Line 1, column 3 is not JSON/],
  ];
  for (const [what, content, stderr] of refused) {
    it(`does not start with a file that ${what}`, async () => {
      const result = await run('--config', write(content));
      assert.match(result.stderr, stderr);
      assert.deepEqual([result.code, result.stdout], [2, '']);
    });
  }

  it('does not start with a file that is not there', async () => {
    const { code, stderr } = await run('--config', path.join(folder, 'nowhere.json'));
    assert.equal(code, 2);
    assert.match(stderr, /There is no file .*nowhere\.json\.\n$/);
  });

  it('ends when SQS refuses a queue, and says which', async () => {
    const attributes = { RedrivePolicy: { deadLetterTargetArn: 'nonsense', maxReceiveCount: 1 } };
    const { code, stderr, stdout } = await run('--config', write({ queues: [{ name: 'q', attributes }] }));
    assert.match(stderr, /Queue q in us-east-1: /);
    assert.deepEqual([code, stdout], [1, '']);
  });

  const run = (...args: string[]) =>
    runProcess(process.execPath, ['dist/cli.js', 'emulator', '--port', '0', ...args], {
      env: awsEnvironment(),
    });
});

describe('Applying a file of queues', () => {
  const { service } = useEmulatorServices();
  const { file } = parseQueueFile(JSON.stringify({ queues: definition.queues.slice(0, 3) }), 'us-east-1');
  assert.ok(file);

  it('says what it did, and changes nothing when it is applied again', async () => {
    const outcomes = async () =>
      (await applyQueueFile(file, service)).map(({ outcome, sentMessages }) => [outcome, sentMessages]);
    assert.deepEqual(await outcomes(), [
      ['created', 2],
      ['created', 0],
      ['created', 3],
    ]);
    const before = await service().readAttributes(await service().getQueueUrl('orders'));
    assert.deepEqual(await outcomes(), [
      ['unchanged', 0],
      ['unchanged', 0],
      ['unchanged', 0],
    ]);
    assert.deepEqual(await service().readAttributes(await service().getQueueUrl('orders')), before);
  });

  it('names the attributes and tags that it changed', async () => {
    const orders = await service().getQueueUrl('orders');
    await service().setAttributes(orders, { VisibilityTimeout: '9', RedrivePolicy: '' });
    await service().tagQueue(orders, { team: 'z' });
    const [applied] = await applyQueueFile(file, service);
    assert.deepEqual(applied?.changes, ['VisibilityTimeout', 'tag team', 'RedrivePolicy']);
    assert.equal(applied.outcome, 'updated');
  });

  it('fails with the queue that could not be made', async () => {
    const queue = { name: 'q', region: 'us-east-1', tags: {}, messages: [] };
    const attributes = { VisibilityTimeout: 'soon' };
    await assert.rejects(
      applyQueueFile({ queues: [{ ...queue, attributes }] }, service),
      (error) =>
        error instanceof QueueFileError && error.queue.name === 'q' && error.failure.kind === 'invalid',
    );
  });
});
