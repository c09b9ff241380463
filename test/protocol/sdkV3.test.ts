import assert from 'node:assert/strict';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  SQSServiceException,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { useEmulator } from '../support/emulator';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

describe('@aws-sdk/client-sqs 3', () => {
  const emulator = useEmulator();
  let sqs: SQSClient;
  let queues = 0;

  beforeEach(() => {
    sqs = new SQSClient({ endpoint: emulator.server.endpoint, region: 'us-east-1', credentials });
  });
  afterEach(() => sqs.destroy());

  async function createQueue(attributes: Record<string, string> = {}): Promise<string> {
    const QueueName = `v3-${++queues}${attributes['FifoQueue'] ? '.fifo' : ''}`;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
    assert.ok(QueueUrl);
    return QueueUrl;
  }

  async function receive(QueueUrl: string, options: object = {}): Promise<Message[]> {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options }));
    return Messages ?? [];
  }

  it('sends, receives and deletes a message with attributes of every type', async () => {
    const QueueUrl = await createQueue();
    const MessageAttributes = {
      Text: { DataType: 'String.custom', StringValue: 'grüße 😀' },
      Count: { DataType: 'Number', StringValue: '42' },
      Bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 254, 255]) },
    };
    const MessageBody = '<a b="c">\r\n\t😀 & more</a>';
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
    const [message] = await receive(QueueUrl, {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    assert.ok(message);
    assert.equal(message.MessageId, sent.MessageId);
    assert.equal(message.Body, MessageBody);
    assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(
          ([name, { DataType, StringValue, BinaryValue }]) => [
            name,
            {
              DataType,
              ...(StringValue && { StringValue }),
              ...(BinaryValue && { BinaryValue: new Uint8Array(BinaryValue) }),
            },
          ],
        ),
      ),
      MessageAttributes,
    );
    assert.equal(message.Attributes?.ApproximateReceiveCount, '1');
    assert.equal(message.Attributes.SenderId, credentials.accessKeyId);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    assert.equal(Attributes?.ApproximateNumberOfMessages, '0');
    assert.equal(Attributes.ApproximateNumberOfMessagesNotVisible, '0');
  });

  it('answers a long poll as soon as a message is sent', async () => {
    const QueueUrl = await createQueue();
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'awaited' }));
    assert.equal((await waiting)[0]?.Body, 'awaited');
  });

  it('gives a message that nobody received in the meantime to others when a client hangs up', async () => {
    const QueueUrl = await createQueue();
    const controller = new AbortController();
    const abandoned = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: controller.signal,
    });
    await sqs.send(new ListQueuesCommand({}));
    controller.abort();
    await assert.rejects(abandoned, { name: 'AbortError' });
    // The server has seen the connection end when it answers over others.
    for (let round = 0; round < 3; round++) await sqs.send(new ListQueuesCommand({}));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    assert.equal((await receive(QueueUrl))[0]?.Body, 'kept');
  });

  it('shows a message again when its visibility timeout is set to 0', async () => {
    const QueueUrl = await createQueue({ VisibilityTimeout: '600' });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
    const [first] = await receive(QueueUrl);
    assert.deepEqual(await receive(QueueUrl), []);
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const [second] = await receive(QueueUrl);
    assert.equal(second?.MessageId, first?.MessageId);
    assert.notEqual(second?.ReceiptHandle, first?.ReceiptHandle);
  });

  it('reports what failed and what did not in a batch', async () => {
    const QueueUrl = await createQueue();
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'good', MessageBody: 'a' },
          { Id: 'bad', MessageBody: '\u0007' },
        ],
      }),
    );
    assert.deepEqual(
      sent.Successful?.map(({ Id }) => Id),
      ['good'],
    );
    assert.deepEqual(
      sent.Failed?.map(({ Id, Code, SenderFault }) => ({ Id, Code, SenderFault })),
      [{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }],
    );
    const [message] = await receive(QueueUrl);
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'x', ReceiptHandle: message?.ReceiptHandle },
          { Id: 'y', ReceiptHandle: 'no handle' },
        ],
      }),
    );
    assert.deepEqual(deleted.Successful, [{ Id: 'x' }]);
    assert.equal(deleted.Failed?.[0]?.Code, 'ReceiptHandleIsInvalid');
  });

  it('keeps the order of a message group, and numbers its messages', async () => {
    const QueueUrl = await createQueue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const MessageBody of ['1', '2', '3', '1']) {
      const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: 'g' }));
      assert.match(sent.SequenceNumber ?? '', /^\d{20}$/);
    }
    const messages = await receive(QueueUrl, { MaxNumberOfMessages: 10 });
    assert.deepEqual(
      messages.map(({ Body }) => Body),
      ['1', '2', '3'],
    );
    assert.deepEqual(await receive(QueueUrl), []);
  });

  it('moves a message to the dead-letter queue after maxReceiveCount receives', async () => {
    const deadLetterUrl = await createQueue();
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
    );
    const QueueUrl = await createQueue({
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 }),
    });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    assert.equal((await receive(QueueUrl)).length, 1);
    assert.equal((await receive(QueueUrl)).length, 1);
    assert.equal((await receive(QueueUrl)).length, 0);
    assert.equal((await receive(deadLetterUrl))[0]?.Body, 'poison');
  });

  it('keeps queues of different regions apart', async () => {
    const QueueUrl = await createQueue();
    const other = new SQSClient({ endpoint: emulator.server.endpoint, region: 'eu-west-1', credentials });
    const message = { QueueUrl, MessageBody: 'x' };
    await assert.rejects(other.send(new SendMessageCommand(message)), QueueDoesNotExist);
    other.destroy();
  });

  it('resolves a literal AWS queue URL by its name', async () => {
    const QueueUrl = await createQueue();
    const literal = `https://sqs.us-east-1.amazonaws.com/123456789012/${QueueUrl.split('/').at(-1)}`;
    const client = new SQSClient({
      endpoint: emulator.server.endpoint,
      region: 'us-east-1',
      credentials,
      useQueueUrlAsEndpoint: false,
    });
    await client.send(new SendMessageCommand({ QueueUrl: literal, MessageBody: 'found' }));
    client.destroy();
    assert.equal((await receive(QueueUrl))[0]?.Body, 'found');
  });

  it('sets, lists and removes attributes and tags, and pages through queues', async () => {
    const QueueUrl = await createQueue();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '7' } }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['DelaySeconds'] }),
    );
    assert.deepEqual(Attributes, { DelaySeconds: '7' });
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: 'a', stage: 'dev' } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['stage'] }));
    assert.deepEqual((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags, { team: 'a' });
    const first = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'v3-', MaxResults: 1 }));
    const second = await sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: 'v3-', MaxResults: 1, NextToken: first.NextToken }),
    );
    assert.equal(first.QueueUrls?.length, 1);
    assert.notDeepEqual(second.QueueUrls, first.QueueUrls);
  });

  it('names the exception, the query code and the fault of an error', async () => {
    const QueueUrl = await createQueue();
    const QueueName = QueueUrl.split('/').at(-1);
    assert.equal((await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl, QueueUrl);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await assert.rejects(sqs.send(new PurgeQueueCommand({ QueueUrl })), (error) => {
      assert.ok(error instanceof SQSServiceException);
      assert.equal(error.name, 'PurgeQueueInProgress');
      assert.equal(error.$metadata.httpStatusCode, 403);
      assert.equal(error.$fault, 'client');
      assert.equal(
        error.message,
        `Only one PurgeQueue operation on ${QueueName} is allowed every 60 seconds.`,
      );
      assert.equal((error as { Code?: string }).Code, 'AWS.SimpleQueueService.PurgeQueueInProgress');
      return true;
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await assert.rejects(sqs.send(new GetQueueUrlCommand({ QueueName })), QueueDoesNotExist);
  });
});
