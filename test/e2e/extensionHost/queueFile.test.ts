import assert from 'node:assert/strict';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { waitUntil } from '../waitUntil';

const queue = {
  name: 'configured',
  attributes: { VisibilityTimeout: 77 },
  messages: [{ body: 'hello' }],
};

describe('.vscode/queuescope.json', () => {
  let client: SQSClient;
  let file: vscode.Uri;
  const write = (content: unknown) =>
    vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(content, undefined, 2)));

  before(async () => {
    await vscode.extensions.getExtension('queuescope.queuescope')?.activate();
    await vscode.commands.executeCommand('queuescope.emulator.stop');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    file = vscode.Uri.joinPath(folder.uri, '.vscode', 'queuescope.json');
    await write({ region: 'eu-west-2', queues: [queue] });
    await vscode.commands.executeCommand('queuescope.emulator.start');
    await vscode.commands.executeCommand('queuescope.emulator.copyEndpoint');
    const endpoint = await vscode.env.clipboard.readText();
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    client = new SQSClient({ endpoint, region: 'eu-west-2', credentials, maxAttempts: 1 });
  });

  after(async () => {
    client.destroy();
    await vscode.workspace.fs.delete(file);
    await vscode.commands.executeCommand('queuescope.emulator.stop');
  });

  async function readAttributes(): Promise<Partial<Record<string, string>>> {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queue.name }));
    return (
      (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ??
      {}
    );
  }

  it('is applied when the emulator has started', async () => {
    const noQueue: Partial<Record<string, string>> = {};
    const attributes = await waitUntil(
      () => readAttributes().catch(() => noQueue),
      ({ ApproximateNumberOfMessages: visible }) => visible === '1',
    );
    assert.equal(attributes['VisibilityTimeout'], '77');
  });

  it('is applied on command, and its messages are sent no second time', async () => {
    await write({ region: 'eu-west-2', queues: [{ ...queue, attributes: { VisibilityTimeout: 78 } }] });
    await vscode.commands.executeCommand('queuescope.queueFile.apply');
    const attributes = await readAttributes();
    assert.equal(attributes['VisibilityTimeout'], '78');
    assert.equal(attributes['ApproximateNumberOfMessages'], '1');
  });

  it('is checked by its schema while it is written', async () => {
    await write({ queues: [{ name: 'q', attributes: { DelaySeconds: 901 } }], endpoint: 'http://elsewhere' });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    const messages = await waitUntil(
      () => Promise.resolve(vscode.languages.getDiagnostics(file).map(({ message }) => message)),
      ({ length }) => length >= 2,
    );
    assert.ok(
      messages.some((message) => message.includes('endpoint')),
      messages.join('\n'),
    );
    assert.ok(
      messages.some((message) => message.includes('900')),
      messages.join('\n'),
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
