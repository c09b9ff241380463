import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the emulator, by its commands', () => {
  let client: SQSClient;

  before(async () => {
    await vscode.extensions.getExtension('queuescope.queuescope')?.activate();
    await vscode.commands.executeCommand('queuescope.emulator.start');
    await vscode.commands.executeCommand('queuescope.emulator.copyEndpoint');
    const endpoint = await vscode.env.clipboard.readText();
    assert.match(endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    client = new SQSClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  });

  after(async () => {
    client.destroy();
    await vscode.commands.executeCommand('queuescope.emulator.stop');
  });

  it('answers the SDK of an application in the same process', async () => {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'inside' }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    assert.deepEqual(
      Messages?.map(({ Body }) => Body),
      ['hello'],
    );
  });

  it('does not answer any more once it was stopped, also while a receive waits', async () => {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'waiting' }));
    const waiting = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })).then(
      () => 'answered',
      () => 'cut',
    );
    await vscode.commands.executeCommand('queuescope.emulator.stop');
    assert.equal(await waiting, 'cut');
    await assert.rejects(client.send(new ListQueuesCommand({})), { code: 'ECONNREFUSED' });
  });

  it('starts again, with the queues of before', async () => {
    await vscode.commands.executeCommand('queuescope.emulator.start');
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    assert.deepEqual(
      QueueUrls.map((url) => url.split('/').at(-1)),
      ['inside', 'waiting'],
    );
  });
});
