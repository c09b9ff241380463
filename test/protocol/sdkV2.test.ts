import assert from 'node:assert/strict';
import SQS from 'aws-sdk/clients/sqs';
import { before, describe, it } from 'mocha';
import { useEmulator } from '../support/emulator';

describe('aws-sdk 2', () => {
  const emulator = useEmulator();
  let sqs: SQS;

  before(() => {
    sqs = new SQS({
      endpoint: emulator.server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    });
  });

  it('sends, receives and deletes, and checks every MD5 itself', async () => {
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'v2', tags: { team: 'a' } }).promise();
    await sqs
      .sendMessage({
        QueueUrl,
        MessageBody: 'hällo',
        MessageAttributes: { Bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) } },
      })
      .promise();
    const { Messages = [] } = await sqs
      .receiveMessage({ QueueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 })
      .promise();
    assert.equal(Messages[0]?.Body, 'hällo');
    assert.deepEqual(Messages[0].MessageAttributes?.['Bytes']?.BinaryValue, Buffer.from([0, 255]));
    await sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle ?? '' }).promise();
    assert.deepEqual((await sqs.listQueueTags({ QueueUrl }).promise()).Tags, { team: 'a' });
    assert.deepEqual((await sqs.receiveMessage({ QueueUrl }).promise()).Messages ?? [], []);
  });

  it('sends and deletes batches of ten', async () => {
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'v2-batch' }).promise();
    const bodies = Array.from({ length: 10 }, (_, index) => `body ${index}`);
    await sqs
      .sendMessageBatch({
        QueueUrl,
        Entries: bodies.map((MessageBody, index) => ({ Id: `e${index}`, MessageBody })),
      })
      .promise();
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 }).promise();
    assert.deepEqual(Messages.map(({ Body }) => Body).sort(), bodies);
    const { Successful } = await sqs
      .deleteMessageBatch({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle = '' }, index) => ({ Id: `e${index}`, ReceiptHandle })),
      })
      .promise();
    assert.equal(Successful.length, 10);
  });

  it('gives the query code of an error', async () => {
    await assert.rejects(sqs.getQueueUrl({ QueueName: 'nowhere' }).promise(), {
      code: 'AWS.SimpleQueueService.NonExistentQueue',
      statusCode: 400,
    });
  });
});
