import assert from 'node:assert/strict';
import type { Message } from '@aws-sdk/client-sqs';
import { before, describe, it } from 'mocha';
import type { ActionName, actions } from '../../src/emulator/actions';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { useEmulator } from '../support/emulator';
import { ask, type Protocol, type Said } from '../support/twoProtocols';

const account = '000000000000';
const arn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
const everyCount = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];
const missing = (name: string) => `The request must contain the parameter ${name}.`;
const idReason = (name: string) =>
  `Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`;

type Output<Name extends ActionName> = Exclude<Awaited<ReturnType<(typeof actions)[Name]>>, void>;
type Texts = Record<string, string | undefined>;

type Refusal = readonly [
  what: string,
  action: ActionName,
  input: (queue: string, fifo: string) => object,
  status: number,
  code: string,
  message?: string | RegExp,
];

/** What AWS was recorded to refuse, in the same words in both protocols. */
const refusals: readonly Refusal[] = [
  ['a queue name with a slash', 'CreateQueue', () => ({ QueueName: 'a/b' }), 400, 'InvalidParameterValue'],
  [
    'FifoQueue=false',
    'CreateQueue',
    () => ({ QueueName: 'never', Attributes: { FifoQueue: 'false' } }),
    400,
    'InvalidAttributeName',
    'Unknown Attribute FifoQueue.',
  ],
  [
    'a queue with another value',
    'CreateQueue',
    (queue) => ({ QueueName: queue, Attributes: { DelaySeconds: '1', VisibilityTimeout: '31' } }),
    400,
    'QueueAlreadyExists',
    'A queue already exists with the same name and a different value for attribute DelaySeconds',
  ],
  [
    'a value out of range',
    'SetQueueAttributes',
    (QueueUrl) => ({ QueueUrl, Attributes: { VisibilityTimeout: '43201' } }),
    400,
    'InvalidAttributeValue',
    'Invalid value for the parameter VisibilityTimeout.',
  ],
  [
    'another type of the queue',
    'SetQueueAttributes',
    (_, QueueUrl) => ({ QueueUrl, Attributes: { FifoQueue: 'false' } }),
    400,
    'InvalidAttributeValue',
    'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
  ],
  [
    'an attribute of FIFO queues',
    'SetQueueAttributes',
    (QueueUrl) => ({ QueueUrl, Attributes: { DeduplicationScope: 'queue' } }),
    400,
    'InvalidAttributeName',
    'You can specify the DeduplicationScope only when FifoQueue is set to true.',
  ],
  [
    'a dead-letter queue that is no ARN',
    'SetQueueAttributes',
    (QueueUrl) => ({
      QueueUrl,
      Attributes: { RedrivePolicy: '{"deadLetterTargetArn": "dummy", "maxReceiveCount": 42}' },
    }),
    400,
    'InvalidParameterValue',
    'Value {"deadLetterTargetArn": "dummy", "maxReceiveCount": 42} for parameter RedrivePolicy is invalid. Reason: Invalid value for deadLetterTargetArn.',
  ],
  [
    'an unknown attribute',
    'GetQueueAttributes',
    (QueueUrl) => ({ QueueUrl, AttributeNames: ['Foobar'] }),
    400,
    'InvalidAttributeName',
    'Unknown Attribute Foobar.',
  ],
  ['no queue name', 'GetQueueUrl', () => ({}), 400, 'InvalidParameterValue'],
  ['pages of nothing', 'ListQueues', () => ({ MaxResults: 0 }), 400, 'InvalidParameterValue'],
  [
    'a message without body',
    'SendMessage',
    (QueueUrl) => ({ QueueUrl, MessageBody: '' }),
    400,
    'MissingParameter',
    missing('MessageBody'),
  ],
  [
    'a message without queue',
    'SendMessage',
    () => ({ MessageBody: 'x' }),
    400,
    'AWS.SimpleQueueService.NonExistentQueue',
  ],
  [
    'a queue in a region that there is not',
    'ReceiveMessage',
    () => ({ QueueUrl: 'https://sqs.eu-fake-99.amazonaws.com/111111111111/BadQueue' }),
    404,
    'InvalidAddress',
  ],
  [
    'a message with a control character',
    'SendMessage',
    (QueueUrl) => ({ QueueUrl, MessageBody: '\u0007' }),
    400,
    'InvalidMessageContents',
  ],
  [
    'a delay of 901 seconds',
    'SendMessage',
    (QueueUrl) => ({ QueueUrl, MessageBody: 'x', DelaySeconds: 901 }),
    400,
    'InvalidParameterValue',
    'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
  ],
  [
    'a deduplication ID on a standard queue',
    'SendMessage',
    (QueueUrl) => ({ QueueUrl, MessageBody: 'x', MessageDeduplicationId: 'd' }),
    400,
    'InvalidParameterValue',
  ],
  [
    'an empty group ID',
    'SendMessage',
    (QueueUrl) => ({ QueueUrl, MessageBody: 'x', MessageGroupId: '' }),
    400,
    'InvalidParameterValue',
    `Value  for parameter MessageGroupId is invalid. ${idReason('MessageGroupId')}`,
  ],
  [
    'a delay of one message on a FIFO queue',
    'SendMessage',
    (_, QueueUrl) => ({ QueueUrl, MessageBody: 'x', MessageGroupId: 'g', DelaySeconds: 2 }),
    400,
    'InvalidParameterValue',
    /^(Value 2 for parameter DelaySeconds is invalid\. Reason: The request include parameter that is not valid for this queue type\.|The queue should either have ContentBasedDeduplication)/,
  ],
  [
    'a FIFO message without group',
    'SendMessage',
    (_, QueueUrl) => ({ QueueUrl, MessageBody: 'x', MessageDeduplicationId: 'd' }),
    400,
    'MissingParameter',
    missing('MessageGroupId'),
  ],
  [
    'a FIFO message without deduplication ID',
    'SendMessage',
    (_, QueueUrl) => ({ QueueUrl, MessageBody: 'x', MessageGroupId: 'g' }),
    400,
    'InvalidParameterValue',
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  ],
  [
    'a deduplication ID with a space',
    'SendMessage',
    (_, QueueUrl) => ({
      QueueUrl,
      MessageBody: 'x',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'group 123',
    }),
    400,
    'InvalidParameterValue',
    `Value group 123 for parameter MessageDeduplicationId is invalid. ${idReason('MessageDeduplicationId')}`,
  ],
  [
    'a batch with an entry without group',
    'SendMessageBatch',
    (_, QueueUrl) => ({
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'd' },
        { Id: 'b', MessageBody: 'x', MessageDeduplicationId: 'e' },
      ],
    }),
    400,
    'InvalidParameterValue',
    missing('MessageGroupId'),
  ],
  [
    'an attribute of an unknown type',
    'SendMessage',
    (QueueUrl) => ({
      QueueUrl,
      MessageBody: 'x',
      MessageAttributes: { a: { DataType: 'T', StringValue: 'v' } },
    }),
    400,
    'InvalidParameterValue',
    "The type of message (user) attribute 'a' is invalid. You must use only the following supported type prefixes: Binary, Number, String.",
  ],
  [
    'an attribute with an empty value',
    'SendMessage',
    (QueueUrl) => ({
      QueueUrl,
      MessageBody: 'x',
      MessageAttributes: { ErrorDetails: { DataType: 'String', StringValue: '' } },
    }),
    400,
    'InvalidParameterValue',
    "Message (user) attribute 'ErrorDetails' must contain a non-empty value of type 'String'.",
  ],
  [
    'an attribute with a list of values',
    'SendMessage',
    (QueueUrl) => ({
      QueueUrl,
      MessageBody: 'x',
      MessageAttributes: { a: { DataType: 'String', StringListValues: ['v'] } },
    }),
    400,
    'AWS.SimpleQueueService.UnsupportedOperation',
  ],
  [
    'a batch of eleven, whatever its ids are',
    'SendMessageBatch',
    (QueueUrl) => ({
      QueueUrl,
      Entries: Array.from({ length: 11 }, () => ({ Id: 'a:b', MessageBody: 'x' })),
    }),
    400,
    'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
    'Maximum number of entries per request are 10. You have sent 11.',
  ],
  [
    'a batch with the id invalid:id',
    'DeleteMessageBatch',
    (QueueUrl) => ({ QueueUrl, Entries: [{ Id: 'invalid:id', ReceiptHandle: 'h' }] }),
    400,
    'AWS.SimpleQueueService.InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
  ],
  [
    'a batch with an id twice',
    'ChangeMessageVisibilityBatch',
    (QueueUrl) => ({
      QueueUrl,
      Entries: ['a', 'a'].map((Id) => ({ Id, ReceiptHandle: 'h', VisibilityTimeout: 1 })),
    }),
    400,
    'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
    'Id a repeated.',
  ],
  [
    'a batch without entries',
    'SendMessageBatch',
    (QueueUrl) => ({ QueueUrl, Entries: [] }),
    400,
    'AWS.SimpleQueueService.EmptyBatchRequest',
  ],
  [
    'a receive of eleven',
    'ReceiveMessage',
    (QueueUrl) => ({ QueueUrl, MaxNumberOfMessages: 11 }),
    400,
    'InvalidParameterValue',
    'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
  ],
  [
    'a wait of -1 seconds',
    'ReceiveMessage',
    (QueueUrl) => ({ QueueUrl, WaitTimeSeconds: -1 }),
    400,
    'InvalidParameterValue',
    'Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
  ],
  [
    'garbage for a receipt handle',
    'DeleteMessage',
    (QueueUrl) => ({ QueueUrl, ReceiptHandle: 'garbage' }),
    404,
    'ReceiptHandleIsInvalid',
    'The input receipt handle "garbage" is not a valid receipt handle.',
  ],
  ['no receipt handle', 'DeleteMessage', (QueueUrl) => ({ QueueUrl }), 400, 'MissingParameter'],
  [
    'no visibility timeout',
    'ChangeMessageVisibility',
    (QueueUrl) => ({ QueueUrl, ReceiptHandle: 'h' }),
    400,
    'MissingParameter',
  ],
  [
    'the label of no permission',
    'RemovePermission',
    (QueueUrl) => ({ QueueUrl, Label: 'none' }),
    400,
    'InvalidParameterValue',
    "Value none for parameter Label is invalid. Reason: can't find label.",
  ],
  ['tags without any', 'TagQueue', (QueueUrl) => ({ QueueUrl }), 400, 'MissingParameter', missing('Tags')],
  [
    'a move out of no dead-letter queue',
    'StartMessageMoveTask',
    (queue) => ({ SourceArn: arn(queue) }),
    400,
    'InvalidParameterValue',
    'Source queue must be configured as a Dead Letter Queue.',
  ],
  [
    'a move to nowhere',
    'StartMessageMoveTask',
    (queue) => ({ SourceArn: arn(queue), DestinationArn: arn('nowhere') }),
    404,
    'ResourceNotFoundException',
    "The resource that you specified for the DestinationArn parameter doesn't exist.",
  ],
  [
    'garbage for a task handle',
    'CancelMessageMoveTask',
    () => ({ TaskHandle: 'garbage' }),
    400,
    'InvalidParameterValue',
    'Value for parameter TaskHandle is invalid.',
  ],
  [
    'the handle of no task',
    'CancelMessageMoveTask',
    (queue) => ({
      TaskHandle: Buffer.from(JSON.stringify({ taskId: 'none', sourceArn: arn(queue) })).toString('base64'),
    }),
    404,
    'ResourceNotFoundException',
    'Task does not exist.',
  ],
];

for (const protocol of ['JSON', 'Query'] as const satisfies readonly Protocol[]) {
  describe(`What AWS was recorded to do, in ${protocol}`, () => {
    const emulator = useEmulator({ isRelaxed: true });
    let admin: EmulatorClient;
    let queues = 0;

    before(async () => {
      admin = new EmulatorClient(emulator.server.endpoint);
      await admin.pauseClock();
    });

    const run = (action: ActionName, input: object, headers?: Record<string, string>): Promise<Said> =>
      ask(emulator.server.endpoint, protocol, action, input, headers);

    async function get<Name extends ActionName>(
      action: Name,
      input: object,
      headers?: Record<string, string>,
    ): Promise<Output<Name>> {
      const said = await run(action, input, headers);
      assert.equal(said.status, 200, `${action}: ${said.message}`);
      return said.output as Output<Name>;
    }

    async function create(attributes: Record<string, string> = {}): Promise<string> {
      const QueueName = `facts-${++queues}${attributes['FifoQueue'] ? '.fifo' : ''}`;
      await get('CreateQueue', { QueueName, Attributes: attributes });
      return QueueName;
    }

    async function receive(QueueUrl: string, input: object = {}): Promise<Message[]> {
      const { Messages } = await get('ReceiveMessage', { QueueUrl, ...input });
      return Messages ?? [];
    }

    async function receiveOne(QueueUrl: string, input: object = {}): Promise<Message> {
      const [message] = await receive(QueueUrl, input);
      assert.ok(message, 'there is a message');
      return message;
    }

    const bodies = async (queue: string, input?: object) =>
      (await receive(queue, input)).map(({ Body }) => Body);
    const findAttributes = async (QueueUrl: string, AttributeNames: string[]): Promise<Texts | undefined> =>
      (await get('GetQueueAttributes', { QueueUrl, AttributeNames })).Attributes;
    const attributesOf = async (QueueUrl: string, names = ['All']) =>
      (await findAttributes(QueueUrl, names)) ?? {};
    const counts = async (queue: string) => {
      const attributes = await attributesOf(queue, everyCount);
      return everyCount.map((name) => Number(attributes[name]));
    };
    const advance = (seconds: number) => admin.advanceClock({ milliseconds: seconds * 1000 });
    const sendFifo = (QueueUrl: string, MessageGroupId: string, MessageBody: string) =>
      get('SendMessage', { QueueUrl, MessageGroupId, MessageBody, MessageDeduplicationId: MessageBody });

    describe('refuses', () => {
      let queue: string;
      let fifo: string;
      before(async () => {
        queue = await create();
        fifo = await create({ FifoQueue: 'true' });
      });

      for (const [what, action, input, status, code, message] of refusals) {
        it(`${what} (${action})`, async () => {
          const said = await run(action, input(queue, fifo));
          assert.deepEqual([said.status, said.code], [status, code], said.message);
          if (typeof message === 'string') assert.equal(said.message, message);
          else if (message) assert.match(said.message ?? '', message);
        });
      }
    });

    it('shows exactly the default attributes of a standard queue', async () => {
      const { CreatedTimestamp, LastModifiedTimestamp, ...others } = await attributesOf(await create());
      assert.match(CreatedTimestamp ?? '', /^\d{10}$/);
      assert.equal(LastModifiedTimestamp, CreatedTimestamp);
      assert.deepEqual(others, {
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesDelayed: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
        DelaySeconds: '0',
        MaximumMessageSize: '1048576',
        MessageRetentionPeriod: '345600',
        QueueArn: arn(`facts-${queues}`),
        ReceiveMessageWaitTimeSeconds: '0',
        SqsManagedSseEnabled: 'true',
        VisibilityTimeout: '30',
      });
    });

    it('takes True for true, and shows four attributes more of a FIFO queue', async () => {
      const queue = await create({ FifoQueue: 'True', ContentBasedDeduplication: 'False' });
      const attributes = await attributesOf(queue);
      assert.equal(Object.keys(attributes).length, 16);
      const { FifoQueue, ContentBasedDeduplication, DeduplicationScope, FifoThroughputLimit } = attributes;
      assert.deepEqual(
        [FifoQueue, ContentBasedDeduplication, DeduplicationScope, FifoThroughputLimit],
        ['true', 'false', 'queue', 'perQueue'],
      );
    });

    it('forgets the key and its reuse period when both are set to their defaults', async () => {
      const queue = await create();
      const set = (Attributes: object) => get('SetQueueAttributes', { QueueUrl: queue, Attributes });
      await set({ KmsMasterKeyId: 'testKeyId', KmsDataKeyReusePeriodSeconds: '6000' });
      const changed = await attributesOf(queue);
      assert.deepEqual(
        [changed.KmsMasterKeyId, changed.KmsDataKeyReusePeriodSeconds, changed.SqsManagedSseEnabled],
        ['testKeyId', '6000', 'false'],
      );
      await set({ KmsMasterKeyId: '', KmsDataKeyReusePeriodSeconds: '300' });
      const reset = await attributesOf(queue);
      assert.equal(reset.SqsManagedSseEnabled, 'false');
      assert.deepEqual([reset.KmsMasterKeyId, reset.KmsDataKeyReusePeriodSeconds], [undefined, undefined]);
    });

    it('writes permissions into the policy and takes the policy away with the last of them', async () => {
      const QueueUrl = await create();
      const add = (Label: string, AWSAccountIds: string[]) =>
        run('AddPermission', { QueueUrl, Label, AWSAccountIds, Actions: ['ReceiveMessage'] });
      await add('one', [account, '668614515564']);
      const { Policy } = await attributesOf(QueueUrl, ['Policy']);
      assert.deepEqual(JSON.parse(Policy ?? ''), {
        Version: '2008-10-17',
        Id: `${arn(QueueUrl)}/SQSDefaultPolicy`,
        Statement: [
          {
            Sid: 'one',
            Effect: 'Allow',
            Principal: { AWS: [`arn:aws:iam::${account}:root`, 'arn:aws:iam::668614515564:root'] },
            Action: 'SQS:ReceiveMessage',
            Resource: arn(QueueUrl),
          },
        ],
      });
      const again = await add('one', [account]);
      assert.equal(again.message, 'Value one for parameter Label is invalid. Reason: Already exists.');
      await get('RemovePermission', { QueueUrl, Label: 'one' });
      assert.equal(await findAttributes(QueueUrl, ['Policy']), undefined);
    });

    it('merges tags, removes unknown ones silently and says nothing of none', async () => {
      const QueueUrl = await create();
      await get('TagQueue', { QueueUrl, Tags: { tag1: 'value1', tag3: '' } });
      await get('TagQueue', { QueueUrl, Tags: { tag1: 'VALUE1', Tag1: 'x' } });
      const { Tags } = await get('ListQueueTags', { QueueUrl });
      assert.deepEqual(Tags, { tag1: 'VALUE1', tag3: '', Tag1: 'x' });
      await get('UntagQueue', { QueueUrl, TagKeys: ['tag1', 'tag3', 'Tag1', 'none'] });
      assert.deepEqual(await get('ListQueueTags', { QueueUrl }), {});
    });

    it('computes the recorded digests', async () => {
      const QueueUrl = await create();
      const text = (StringValue: string) => ({ DataType: 'String', StringValue });
      const sent = await get('SendMessage', {
        QueueUrl,
        MessageBody: 'same',
        MessageAttributes: { General: text('Kenobi'), Hello: text('There'), 'Help.Me': text('Me') },
        MessageSystemAttributes: {
          AWSTraceHeader: text('Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'),
        },
      });
      assert.equal(sent.MD5OfMessageBody, '51037a4a37730f52c8732586d3aaa316');
      assert.equal(sent.MD5OfMessageAttributes, '4c360f3fdafd970e05fae2f149d997f5');
      assert.equal(sent.MD5OfMessageSystemAttributes, '5ae4d5d7636402d80f4eb6d213245a88');
      const names = async (wanted: string[]) => {
        const message = await receiveOne(QueueUrl, { VisibilityTimeout: 0, MessageAttributeNames: wanted });
        return [Object.keys(message.MessageAttributes ?? {}).join(' '), message.MD5OfMessageAttributes];
      };
      assert.deepEqual(await names(['Hel.*']), ['Hello Help.Me', '83fee93c1bcd8b9a5a923ffacdc636c7']);
      assert.deepEqual(await names(['Hello', 'General', 'None']), [
        'General Hello',
        'fca026605781cb4126a1e9044df24232',
      ]);
      assert.deepEqual(await names(['*']), ['General Hello Help.Me', '4c360f3fdafd970e05fae2f149d997f5']);
      assert.deepEqual(await names(['AWS.', '..foo', 'Help']), ['', undefined]);
    });

    it('counts attributes, names and types towards the size of a message', async () => {
      const QueueUrl = await create({ MaximumMessageSize: '1024' });
      const send = (length: number) =>
        run('SendMessage', {
          QueueUrl,
          MessageBody: 'a'.repeat(length),
          MessageAttributes: { k: { DataType: 'String', StringValue: 'x' } },
        });
      assert.equal((await send(1016)).status, 200);
      const refused = await send(1017);
      assert.equal(
        refused.message,
        'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
      );
      const batch = await get('SendMessageBatch', {
        QueueUrl,
        Entries: [
          { Id: 'fits', MessageBody: 'a'.repeat(1024) },
          { Id: 'long', MessageBody: 'a'.repeat(1025) },
        ],
      });
      assert.equal(batch.Successful?.length, 1);
      assert.deepEqual(batch.Failed, [
        {
          Id: 'long',
          SenderFault: true,
          Code: 'InvalidParameterValue',
          Message:
            'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
        },
      ]);
    });

    it('takes the trace header from the HTTP header', async () => {
      const QueueUrl = await create();
      const traceId = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1';
      await get('SendMessage', { QueueUrl, MessageBody: 'x' }, { 'X-Amzn-Trace-Id': traceId });
      const message = await receiveOne(QueueUrl, { AttributeNames: ['AWSTraceHeader', 'SequenceNumber'] });
      assert.deepEqual(message.Attributes, { AWSTraceHeader: traceId });
    });

    it('hides a visible message of a standard queue again by its latest receipt', async () => {
      const QueueUrl = await create({ VisibilityTimeout: '1' });
      await get('SendMessage', { QueueUrl, MessageBody: 'x' });
      const { ReceiptHandle } = await receiveOne(QueueUrl);
      await advance(2);
      assert.deepEqual(await counts(QueueUrl), [1, 0, 0]);
      await get('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 2 });
      assert.deepEqual(await counts(QueueUrl), [0, 1, 0]);
      await get('DeleteMessage', { QueueUrl, ReceiptHandle });
      await get('DeleteMessage', { QueueUrl, ReceiptHandle });
      const late = await run('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 2 });
      assert.equal(
        late.message,
        `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    });

    it('deletes by a lapsed receipt on a standard queue and refuses it on a FIFO queue', async () => {
      const standard = await create({ VisibilityTimeout: '1' });
      await get('SendMessage', { QueueUrl: standard, MessageBody: 'x' });
      const lapsed = await receiveOne(standard);
      const fifo = await create({ FifoQueue: 'true', VisibilityTimeout: '1' });
      await sendFifo(fifo, 'g', 'x');
      const { ReceiptHandle } = await receiveOne(fifo);
      await advance(1);
      await get('DeleteMessage', { QueueUrl: standard, ReceiptHandle: lapsed.ReceiptHandle });
      assert.deepEqual(await counts(standard), [0, 0, 0]);
      const refused = await run('DeleteMessage', { QueueUrl: fifo, ReceiptHandle });
      assert.deepEqual(
        [refused.status, refused.message],
        [
          400,
          `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
        ],
      );
    });

    it('locks a message group, and gives it out again up to the message that is still in flight', async () => {
      const queue = await create({ FifoQueue: 'true', VisibilityTimeout: '1' });
      for (const body of ['foo', 'bar', 'baz']) await sendFifo(queue, '1', body);
      const [, bar] = await receive(queue, { MaxNumberOfMessages: 5 });
      assert.deepEqual(await bodies(queue), []);
      await get('ChangeMessageVisibility', {
        QueueUrl: queue,
        ReceiptHandle: bar?.ReceiptHandle,
        VisibilityTimeout: 4,
      });
      await advance(2);
      assert.deepEqual(await bodies(queue, { MaxNumberOfMessages: 5 }), ['foo']);
    });

    it('fills a receive group by group, and lets a group that was served wait for the others', async () => {
      const queue = await create({ FifoQueue: 'true', VisibilityTimeout: '1' });
      for (const body of ['g1-m1', 'g2-m1', 'g1-m2', 'g1-m3', 'g3-m1']) {
        await sendFifo(queue, body.slice(0, 2), body);
      }
      assert.deepEqual(await bodies(queue, { MaxNumberOfMessages: 2 }), ['g1-m1', 'g1-m2']);
      assert.deepEqual(await bodies(queue), ['g2-m1']);
      assert.deepEqual(await counts(queue), [2, 3, 0]);
      await advance(2);
      assert.deepEqual(await bodies(queue, { MaxNumberOfMessages: 10 }), [
        'g3-m1',
        'g1-m1',
        'g1-m2',
        'g1-m3',
        'g2-m1',
      ]);
    });

    it('takes a deduplication ID once in five minutes, with the id of the first message, until a purge', async () => {
      const QueueUrl = await create({ FifoQueue: 'true' });
      const first = await sendFifo(QueueUrl, '1', 'x');
      assert.match(first.SequenceNumber ?? '', /^\d{20}$/);
      await advance(299);
      const second = await sendFifo(QueueUrl, '2', 'x');
      assert.deepEqual([second.MessageId, second.SequenceNumber], [first.MessageId, first.SequenceNumber]);
      const { ReceiptHandle } = await receiveOne(QueueUrl);
      await get('DeleteMessage', { QueueUrl, ReceiptHandle });
      await sendFifo(QueueUrl, '2', 'x');
      assert.deepEqual(await bodies(QueueUrl), []);
      await get('PurgeQueue', { QueueUrl });
      await sendFifo(QueueUrl, '2', 'x');
      assert.deepEqual(await bodies(QueueUrl), ['x']);
    });

    it('keeps the scope of deduplication that a queue was made with', async () => {
      const QueueUrl = await create({ FifoQueue: 'true' });
      const Attributes = { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };
      await get('SetQueueAttributes', { QueueUrl, Attributes });
      assert.equal((await attributesOf(QueueUrl)).DeduplicationScope, 'messageGroup');
      await sendFifo(QueueUrl, '4', 'x');
      await sendFifo(QueueUrl, '5', 'x');
      assert.deepEqual(await bodies(QueueUrl, { MaxNumberOfMessages: 10 }), ['x']);
    });

    it('moves to the dead-letter queue at the receive after the last one allowed, and back by a task', async () => {
      const dlq = await create();
      const QueueUrl = await create({
        VisibilityTimeout: '0',
        RedrivePolicy: `{ "maxReceiveCount": "1", "deadLetterTargetArn": "${arn(dlq)}" }`,
      });
      assert.equal(
        (await attributesOf(QueueUrl)).RedrivePolicy,
        `{"deadLetterTargetArn":"${arn(dlq)}","maxReceiveCount":1}`,
      );
      const { MessageId } = await get('SendMessage', { QueueUrl, MessageBody: 'poison' });
      await get('SendMessage', { QueueUrl, MessageBody: 'poison' });
      assert.deepEqual(await bodies(QueueUrl, { MaxNumberOfMessages: 10 }), ['poison', 'poison']);
      assert.deepEqual(await counts(dlq), [0, 0, 0]);
      assert.deepEqual(await bodies(QueueUrl), []);
      const moved = await receiveOne(dlq, { AttributeNames: ['All'], VisibilityTimeout: 0 });
      assert.equal(moved.MessageId, MessageId);
      assert.equal(moved.Attributes?.ApproximateReceiveCount, '2');
      assert.equal(moved.Attributes?.DeadLetterQueueSourceArn, arn(QueueUrl));
      const { queueUrls } = await get('ListDeadLetterSourceQueues', { QueueUrl: dlq });
      assert.deepEqual(
        queueUrls?.map((url) => url.split('/').at(-1)),
        [QueueUrl],
      );

      const start = { SourceArn: arn(dlq), MaxNumberOfMessagesPerSecond: 1 };
      const { TaskHandle } = await get('StartMessageMoveTask', start);
      const handle: unknown = JSON.parse(Buffer.from(TaskHandle ?? '', 'base64').toString());
      assert.deepEqual(Object.keys(handle as object), ['taskId', 'sourceArn']);
      const running = (await get('ListMessageMoveTasks', { SourceArn: arn(dlq) })).Results?.[0];
      assert.deepEqual([running?.Status, running?.TaskHandle], ['RUNNING', TaskHandle]);
      await advance(2);
      const { Results } = await get('ListMessageMoveTasks', { SourceArn: arn(dlq) });
      const { StartedTimestamp, ...task } = Results?.[0] ?? {};
      assert.ok(Number(StartedTimestamp) > 1e12, 'in milliseconds');
      assert.deepEqual(task, {
        Status: 'COMPLETED',
        SourceArn: arn(dlq),
        MaxNumberOfMessagesPerSecond: 1,
        ApproximateNumberOfMessagesMoved: 2,
        ApproximateNumberOfMessagesToMove: 2,
      });
      const again = await receiveOne(QueueUrl, { AttributeNames: ['ApproximateReceiveCount'] });
      assert.notEqual(again.MessageId, MessageId);
      assert.deepEqual(again.Attributes, { ApproximateReceiveCount: '1' });
    });

    it('lets a queue name itself as its dead-letter queue', async () => {
      const QueueUrl = await create();
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(QueueUrl), maxReceiveCount: 3 });
      await get('SetQueueAttributes', { QueueUrl, Attributes: { RedrivePolicy } });
      await get('SetQueueAttributes', { QueueUrl, Attributes: { RedrivePolicy: '' } });
      assert.equal(await findAttributes(QueueUrl, ['RedrivePolicy']), undefined);
    });

    it('applies a delay of the queue to a FIFO message that asks for none', async () => {
      const QueueUrl = await create({ FifoQueue: 'true', DelaySeconds: '2' });
      const input = { QueueUrl, MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
      await get('SendMessage', { ...input, DelaySeconds: 0 });
      assert.deepEqual(await bodies(QueueUrl), []);
      assert.deepEqual(await counts(QueueUrl), [0, 0, 1]);
      await advance(2);
      assert.deepEqual(await bodies(QueueUrl), ['x']);
    });
  });
}
