import assert from 'node:assert/strict';
import process from 'node:process';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';

const capMebibytes = 1;
const body = 'x'.repeat(10_000);
/** More than the cap takes. */
const tooMany = 200;
const tickMs = 20;

describe('the emulator, filled beyond its memory cap', () => {
  const hostProcess = process.pid;
  const refused = { name: 'OverLimit', message: /memory limit of 1 MiB. Delete or purge messages/ };
  let client: SQSClient;
  let QueueUrl: string | undefined;
  let accepted = 0;
  let ticks = 0;
  let timer: NodeJS.Timeout;

  before(async () => {
    await vscode.extensions.getExtension('queuescope.queuescope')?.activate();
    await vscode.commands.executeCommand('queuescope.emulator.stop');
    await setMemoryCap(capMebibytes);
    await vscode.commands.executeCommand('queuescope.emulator.start');
    await vscode.commands.executeCommand('queuescope.emulator.copyEndpoint');
    const endpoint = await vscode.env.clipboard.readText();
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    client = new SQSClient({ endpoint, region: 'eu-west-1', credentials });
    ({ QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'filled' })));
    timer = setInterval(() => ticks++, tickMs);
  });

  after(async () => {
    clearInterval(timer);
    await client.send(new DeleteQueueCommand({ QueueUrl }));
    client.destroy();
    await vscode.commands.executeCommand('queuescope.emulator.stop');
    await setMemoryCap(undefined);
  });

  it('refuses new messages, and says why', async () => {
    const send = () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    const fill = async () => {
      for (; accepted < tooMany; accepted++) await send();
    };
    await assert.rejects(fill(), refused);
    // 10,400 bytes each.
    assert.equal(accepted, 100);
    for (let count = 0; count < tooMany; count++) await assert.rejects(send(), refused);
  });

  it('refuses them entry by entry in a batch', async () => {
    const Entries = ['one', 'two'].map((Id) => ({ Id, MessageBody: body }));
    const { Failed, Successful } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    assert.equal(Successful, undefined);
    assert.deepEqual(
      Failed?.map(({ Id, Code, SenderFault }) => ({ Id, Code, SenderFault })),
      ['one', 'two'].map((Id) => ({ Id, Code: 'OverLimit', SenderFault: true })),
    );
  });

  it('serves everything else', async () => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2 }),
    );
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      [body, body],
    );
    const [kept, deleted] = Messages;
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: kept?.ReceiptHandle,
        VisibilityTimeout: 600,
      }),
    );
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: deleted?.ReceiptHandle }));
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    assert.equal(Attributes?.['ApproximateNumberOfMessages'], String(accepted - 2));
    assert.equal(Attributes?.['ApproximateNumberOfMessagesNotVisible'], '1');
    const other = await client.send(new CreateQueueCommand({ QueueName: 'made-while-full' }));
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'made-while' }));
    assert.deepEqual(QueueUrls, [other.QueueUrl]);
    await client.send(new DeleteQueueCommand({ QueueUrl: other.QueueUrl }));
  });

  it('takes as many new messages as were deleted', async () => {
    const send = () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    await send();
    await assert.rejects(send(), refused);
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    for (let count = 0; count < 20; count++) await send();
  });

  it('leaves the extension host alive: the same process, whose timers went on', async () => {
    assert.equal(process.pid, hostProcess);
    const before = ticks;
    assert.ok(before > 0, 'the timer never ran while the emulator was filled');
    await new Promise((resolve) => setTimeout(resolve, 10 * tickMs));
    assert.ok(ticks > before);
  });
});

/** @param mebibytes undefined: the default again */
async function setMemoryCap(mebibytes: number | undefined): Promise<void> {
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('queuescope').update('emulator.memoryCap', mebibytes, Global);
}
