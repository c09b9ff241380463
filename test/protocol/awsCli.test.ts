import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { runProcess } from '../support/childProcess';
import { awsEnvironment, useEmulator } from '../support/emulator';

describe('AWS CLI', () => {
  const emulator = useEmulator();

  async function run(...args: string[]) {
    const all = ['--endpoint-url', emulator.server.endpoint, '--output', 'json', 'sqs', ...args];
    return runProcess('aws', all, { env: { ...awsEnvironment(), HOME: process.env['HOME'] } });
  }

  async function answer(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  }

  before(async function () {
    const version = await runProcess('aws', ['--version']).catch(() => undefined);
    if (version?.code === 0) return;
    console.log('not run: there is no aws command (Debian: apt-get install awscli)');
    this.skip();
  });

  it('creates a queue, sends to it, receives from it and purges it', async () => {
    const { QueueUrl } = (await answer(
      'create-queue',
      '--queue-name',
      'cli',
      '--attributes',
      'DelaySeconds=0',
    )) as {
      QueueUrl: string;
    };
    const attribute = 'n={DataType=Number,StringValue=7}';
    const sent = await answer(
      ...['send-message', '--queue-url', QueueUrl, '--message-body', 'a b&c'],
      ...['--message-attributes', attribute],
    );
    const { Messages } = (await answer(
      ...['receive-message', '--queue-url', QueueUrl, '--message-attribute-names', 'All'],
    )) as { Messages: { MessageId: string; Body: string; MessageAttributes: object }[] };
    assert.equal(Messages[0]?.MessageId, sent['MessageId']);
    assert.equal(Messages[0]?.Body, 'a b&c');
    assert.deepEqual(Messages[0].MessageAttributes, { n: { StringValue: '7', DataType: 'Number' } });
    await answer('purge-queue', '--queue-url', QueueUrl);
    assert.deepEqual(await answer('receive-message', '--queue-url', QueueUrl), {});
  });

  it('prints the code and the text of an error', async () => {
    const { code, stderr } = await run('get-queue-url', '--queue-name', 'nowhere');
    assert.notEqual(code, 0);
    assert.match(stderr, /AWS\.SimpleQueueService\.NonExistentQueue/);
    assert.match(stderr, /The specified queue does not exist/);
  });
});
