import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ReceivedMessage } from '../../src/shared/message';
import type { TrafficFigures } from '../../src/traffic/trafficFigures';
import { type ProcessResult, runProcess } from '../support/childProcess';
import { awsEnvironment } from '../support/emulator';
import { callJson } from '../support/rawCalls';

const cli = path.resolve('dist/cli.js');
/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:9';

describe('A shell verb of queuescope', () => {
  const children: ChildProcess[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-cli-'));
  let endpoint = '';
  let queues = 0;

  before(async () => {
    const child = spawn(process.execPath, [cli, 'emulator', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', resolve);
      child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}.`)));
    });
    endpoint = /http:\S+/.exec(line)?.[0] ?? '';
  });

  afterEach(() => {
    for (const child of children.splice(1)) child.kill('SIGKILL');
  });

  after(() => {
    children[0]?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const run = (...args: string[]) => runProcess(process.execPath, [cli, ...args], { env: awsEnvironment() });

  /** A new queue and a way to run verbs on it. */
  async function newQueue(attributes?: Record<string, string>, region = 'us-east-1') {
    const name = `queue-${queues++}${attributes?.['FifoQueue'] ? '.fifo' : ''}`;
    await callJson(endpoint, 'CreateQueue', { QueueName: name, Attributes: attributes ?? {} });
    const onQueue = (verb: string, ...args: string[]) =>
      run(verb, '--queue', name, '--endpoint', endpoint, '--region', region, ...args);
    return { name, onQueue };
  }

  async function receiveAll(onQueue: (...args: string[]) => Promise<ProcessResult>) {
    const { code, stdout } = await onQueue('receive', '--max', '10', '--json', '--delete');
    assert.equal(code, 0);
    return JSON.parse(stdout) as ReceivedMessage[];
  }

  it('sends a message with attributes, prints its ID, and receives it again', async () => {
    const { onQueue } = await newQueue();
    const body = '{"id": 42, "name": "Žofie 🙂"}';
    const sent = await onQueue(
      'send',
      '--body',
      body,
      '--attribute',
      'JobType=New=Donor',
      '--attribute',
      'N:Number=5',
    );
    assert.equal(sent.code, 0);
    assert.match(sent.stdout, /^[0-9a-f-]{36}\n$/);
    assert.equal(sent.stderr, '');
    const [message, ...rest] = await receiveAll(onQueue);
    assert.deepEqual(rest, []);
    assert.equal(message?.messageId, sent.stdout.trim());
    assert.equal(message?.body, body);
    assert.deepEqual(message?.attributes, [
      { name: 'JobType', dataType: 'String', value: 'New=Donor' },
      { name: 'N', dataType: 'Number', value: '5' },
    ]);
    assert.equal((await onQueue('wait', '--empty', '--timeout', '0')).code, 0);
  });

  it('sends a body from a file', async () => {
    const { onQueue } = await newQueue();
    const file = path.join(folder, 'body.json');
    writeFileSync(file, 'line 1\nline 2');
    assert.equal((await onQueue('send', '--body-file', file)).code, 0);
    const [message] = await receiveAll(onQueue);
    assert.equal(message?.body, 'line 1\nline 2');
  });

  it('receives as text, and without --delete the message stays in flight', async () => {
    const { onQueue } = await newQueue();
    await onQueue('send', '--body', 'hello');
    const { code, stdout } = await onQueue('receive');
    assert.equal(code, 0);
    assert.match(stdout, /^# [0-9a-f-]{36}, receive count 1\nhello\n$/);
    assert.equal((await onQueue('assert', '--in-flight', '1', '--visible', '0')).code, 0);
  });

  it('peeks at messages of every state without any effect', async () => {
    const { onQueue } = await newQueue();
    await onQueue('send', '--body', 'seen');
    await onQueue('send', '--body', 'later', '--delay', '900');
    await onQueue('peek');
    const { code, stdout } = await onQueue('peek', '--json');
    assert.equal(code, 0);
    const messages = JSON.parse(stdout) as { body: string; state: string; receiveCount: number }[];
    assert.deepEqual(
      messages.map(({ body, state, receiveCount }) => [body, state, receiveCount]),
      [
        ['seen', 'visible', 0],
        ['later', 'delayed', 0],
      ],
    );
    const delayed = await onQueue('peek', '--state', 'delayed');
    assert.match(delayed.stdout, /^# [0-9a-f-]{36}, delayed, receive count 0\nlater\n$/);
  });

  it('cannot peek where another server answers', async () => {
    const { code, stderr } = await run('peek', '--queue', `${nowhere}/1/q`, '--endpoint', nowhere);
    assert.equal(code, 1);
    assert.match(stderr, /Only Queuescope's emulator can be looked into/);
  });

  it('prints an empty array when there is no message', async () => {
    const { onQueue } = await newQueue();
    const { code, stdout } = await onQueue('receive', '--json');
    assert.deepEqual([code, JSON.parse(stdout)], [0, []]);
  });

  it('sends to a FIFO queue with group and deduplication ID', async () => {
    const { onQueue } = await newQueue({ FifoQueue: 'true' });
    const args = ['--body', 'x', '--group', 'g', '--deduplication-id', 'd', '--json'];
    const { code, stdout } = await onQueue('send', ...args);
    assert.equal(code, 0);
    assert.match((JSON.parse(stdout) as { sequenceNumber: string }).sequenceNumber, /^\d+$/);
  });

  it('finds a queue by its URL', async () => {
    const { name } = await newQueue();
    const url = `${endpoint}/000000000000/${name}`;
    const { code } = await run('send', '--queue', url, '--endpoint', endpoint, '--body', 'x');
    assert.equal(code, 0);
  });

  it('takes the endpoint from AWS_ENDPOINT_URL_SQS', async () => {
    const { name } = await newQueue();
    const env = { ...awsEnvironment(), AWS_ENDPOINT_URL_SQS: endpoint };
    const { code } = await runProcess(process.execPath, [cli, 'send', '--queue', name, '--body', 'x'], {
      env,
    });
    assert.equal(code, 0);
  });

  it('works in the region it is told', async () => {
    const { onQueue } = await newQueue(undefined, 'eu-west-1');
    const { code, stderr } = await onQueue('receive');
    assert.equal(code, 1);
    assert.match(stderr, /^queuescope: There is no queue "queue-\d+" in eu-west-1 at http/);
  });

  it('purges a queue and says where', async () => {
    const { name, onQueue } = await newQueue();
    await onQueue('send', '--body', 'x');
    const { code, stderr } = await onQueue('purge');
    assert.equal(code, 0);
    assert.equal(stderr, `Purging: ${endpoint}, account 000000000000, region us-east-1, queue ${name}\n`);
    assert.equal((await onQueue('assert', '--empty')).code, 0);
    const again = await onQueue('purge');
    assert.equal(again.code, 1);
    assert.match(again.stderr, /refused it for now: Only one PurgeQueue operation/);
  });

  describe('wait', () => {
    it('waits for messages that come later', async () => {
      const { onQueue } = await newQueue();
      const waiting = onQueue('wait', '--visible', '1..', '--timeout', '20', '--json');
      await onQueue('send', '--body', 'x');
      const { code, stdout } = await waiting;
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(stdout), { visible: 1, inFlight: 0, delayed: 0 });
    });

    it('counts delayed messages as not empty, and gives up with exit code 1', async () => {
      const { name, onQueue } = await newQueue();
      await onQueue('send', '--body', 'x', '--delay', '900');
      const { code, stderr } = await onQueue('wait', '--empty', '--timeout', '1');
      assert.equal(code, 1);
      assert.equal(
        stderr,
        `queuescope: Waited 1 s for empty of ${name}: 0 visible, 0 in flight, 1 delayed\n`,
      );
    });

    it('waits for a queue that is not there yet', async () => {
      const name = 'later';
      const waiting = run('wait', '--queue', name, '--endpoint', endpoint, '--empty', '--timeout', '20');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await callJson(endpoint, 'CreateQueue', { QueueName: name });
      assert.equal((await waiting).code, 0);
    });

    it('says what it last saw when the queue never comes', async () => {
      const { code, stderr } = await run(
        'wait',
        '--queue',
        'never',
        '--endpoint',
        endpoint,
        '--empty',
        '--timeout',
        '0',
      );
      assert.equal(code, 1);
      assert.match(stderr, /Waited 0 s for empty of never: There is no queue "never"/);
    });
  });

  describe('assert', () => {
    it('checks counts and bodies, and leaves every message visible', async () => {
      const { onQueue } = await newQueue();
      for (const body of ['{"id":1}', '{"id":2}', 'other']) await onQueue('send', '--body', body);
      const { code, stdout } = await onQueue(
        'assert',
        ...['--total', '3', '--visible', '2..5', '--body-equals', 'other', '--body-contains', '"id":2'],
        ...['--body-matches', '^\\{"id":\\d\\}$', '--json'],
      );
      assert.equal(code, 0, stdout);
      const verdict = JSON.parse(stdout) as { isMet: boolean; conditions: unknown[] };
      assert.deepEqual([verdict.isMet, verdict.conditions.length], [true, 5]);
      const { stdout: peeked } = await onQueue('peek', '--json', '--state', 'visible');
      const counts = (JSON.parse(peeked) as { receiveCount: number }[]).map(
        ({ receiveCount }) => receiveCount,
      );
      assert.deepEqual(counts, [0, 0, 0]);
    });

    it('ends with 1 and names the condition that is not met', async () => {
      const { onQueue } = await newQueue();
      await onQueue('send', '--body', 'x');
      const { code, stdout } = await onQueue('assert', '--visible', '1', '--body-contains', 'y');
      assert.equal(code, 1);
      assert.match(stdout, /^met: visible 1 \(.*\)\nNOT MET: body-contains y \(1 bodies were looked at\)\n$/);
    });
  });

  describe('traffic', () => {
    it('sends as many messages as it is told and ends', async () => {
      const { onQueue } = await newQueue();
      const { code, stdout } = await onQueue(
        'traffic',
        ...['--preset', 'slow-producer', '--burst', '250', '--count', '205', '--delay', '0', '--json'],
      );
      assert.equal(code, 0);
      assert.equal((JSON.parse(stdout) as TrafficFigures).sent, 205);
      assert.equal((await onQueue('assert', '--visible', '205', '--total', '205')).code, 0);
    });

    it('consumes what a producer sends, and ends when its time is over', async () => {
      const { onQueue } = await newQueue();
      const producer = onQueue(
        'traffic',
        '--preset',
        'fast-producer',
        '--rate',
        '50',
        '--count',
        '50',
        '--delay',
        '0',
      );
      const consumer = onQueue(
        'traffic',
        ...['--preset', 'fast-consumer', '--work', '0..0.01', '--batch', '10', '--count', '50', '--json'],
      );
      assert.equal((await producer).code, 0);
      const { code, stdout } = await consumer;
      assert.equal(code, 0);
      const { received, deleted, duplicates } = JSON.parse(stdout) as TrafficFigures;
      assert.deepEqual({ received, deleted, duplicates }, { received: 50, deleted: 50, duplicates: 0 });
    });

    it('sends the same messages for the same seed', async () => {
      const bodies = async () => {
        const { onQueue } = await newQueue();
        const args = ['--preset', 'slow-producer', '--burst', '3', '--delay', '0', '--seed', '7'];
        await onQueue('traffic', ...args, '--body', '{{uuid}} {{random 1 1000000}}');
        return (await receiveAll(onQueue)).map(({ body }) => body).sort();
      };
      const first = await bodies();
      assert.equal(first.length, 3);
      assert.deepEqual(await bodies(), first);
    });

    it('stops on SIGINT and prints its figures', async () => {
      const { name, onQueue } = await newQueue();
      const child = spawn(
        process.execPath,
        [cli, 'traffic', '--preset', 'slow-consumer', '--queue', name, '--endpoint', endpoint, '--json'],
        { env: awsEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
      );
      children.push(child);
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      // Its first line of figures: it is in its long poll.
      let stderr = '';
      await new Promise<void>((resolve) => {
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
          if (stderr.includes('received 0')) resolve();
        });
      });
      const exit = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGINT');
      assert.equal(await exit, 0);
      assert.equal((JSON.parse(stdout) as TrafficFigures).received, 0);
      assert.equal((await onQueue('wait', '--empty', '--timeout', '0')).code, 0);
    });
  });

  it('says how to start the emulator when nothing answers, and ends with 1', async () => {
    const { code, stderr } = await run('send', '--queue', 'q', '--endpoint', nowhere, '--body', 'x');
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^queuescope: No answer from http:\/\/127\.0\.0\.1:9: .*\nStart the emulator with "queuescope emulator"/,
    );
  });

  it('does nothing on AWS without credentials, and says so', async () => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/none',
    };
    const args = ['purge', '--queue', 'q', '--profile', 'nobody', '--region', 'eu-west-1'];
    const { code, stderr } = await runProcess(process.execPath, [cli, ...args], { env });
    assert.equal(code, 1);
    assert.match(stderr, /There are no credentials for AWS \(profile nobody\)/);
  });

  it('refuses to purge on AWS without --yes, and names profile, account, region and queue', async () => {
    const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders';
    const { code, stderr } = await run(
      'purge',
      '--queue',
      queue,
      '--profile',
      'prod',
      '--region',
      'eu-west-1',
    );
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^Purging: AWS profile prod, account 123456789012, region eu-west-1, queue orders\n/,
    );
    assert.match(stderr, /Nothing was done; add --yes/);
  });

  it('tells what traffic on AWS would cost before it asks for --yes', async () => {
    const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders';
    const args = [
      '--preset',
      'slow-producer',
      '--queue',
      queue,
      '--profile',
      'prod',
      '--region',
      'eu-west-1',
    ];
    const { code, stderr } = await run('traffic', ...args);
    assert.equal(code, 2);
    assert.match(stderr, /account 123456789012.*up to about 3600 requests an hour, US\$ 0\.00/);
  });

  const wrong: [args: string[], sentence: RegExp][] = [
    [['send', '--body', 'x'], /Which queue\? Name it with --queue\./],
    [['send', '--queue', 'q'], /Give either --body or --body-file\./],
    [['send', '--queue', 'q', '--body', 'x', '--body-file', 'y'], /Give either --body or --body-file\./],
    [['send', '--queue', 'q', '--body-file', '/none/such'], /The body could not be read: ENOENT/],
    [['send', '--queue', 'q', '--body', ''], /The body is empty\./],
    [['send', '--queue', 'q', '--body', 'x', '--attribute', 'novalue'], /--attribute takes Name=value/],
    [['send', '--queue', 'q', '--body', 'x', '--attribute', 'N:Number=five'], /"N" is of type Number but/],
    [['send', '--queue', 'q', '--body', 'x', '--delay', '901'], /--delay takes a whole number from 0 to 900/],
    [['send', '--queue', 'q.fifo', '--body', 'x'], /A FIFO queue needs a message group/],
    [['send', '--queue', 'q', '--body', 'x', '--endpoint', 'localhost'], /"localhost" is no endpoint/],
    [['send', '--queue', 'q', '--body', 'x', '--endpoint', nowhere, '--profile', 'p'], /exclude each other/],
    [['receive', '--queue', 'q', '--max', '11'], /--max takes a whole number from 1 to 10, not "11"/],
    [['peek', '--queue', 'q', '--state', 'lost'], /--state takes visible, in-flight, delayed, not "lost"/],
    [['peek', '--queue', 'q', '--profile', 'p'], /SQS on AWS has no way to look at messages/],
    [['wait', '--queue', 'q'], /What to wait for\?/],
    [['wait', '--queue', 'q', '--visible', '5..2'], /--visible takes a number or a range/],
    [['wait', '--queue', 'q', '--visible', '..'], /--visible takes a number or a range/],
    [['assert', '--queue', 'q'], /What to check\?/],
    [['assert', '--queue', 'q', '--body-matches', '('], /--body-matches takes a regular expression/],
    [['traffic', '--queue', 'q'], /Choose --preset from slow-producer, fast-producer/],
    [
      ['traffic', '--queue', 'q', '--preset', 'slow-producer', '--workers', '2'],
      /--workers does not apply: slow-producer is a producer/,
    ],
    [
      ['traffic', '--queue', 'q', '--preset', 'slow-producer', '--rate', '20000'],
      /--rate takes a number from 0\.001 to 10000\./,
    ],
    [
      ['traffic', '--queue', 'q', '--preset', 'slow-producer', '--body', '{{x}}'],
      /There is no placeholder \{\{x\}\}/,
    ],
    [['traffic', '--queue', 'q', '--preset', 'slow-producer', '--every', '2'], /--every belongs to --burst/],
    [['traffic', '--queue', 'q', '--preset', 'slow-producer', '--groups', 'x:1'], /--groups takes one:<id>/],
    [
      ['traffic', '--queue', 'q', '--preset', 'slow-consumer', '--work', '3..1'],
      /--work takes a number from 3 to 86400/,
    ],
    [
      ['traffic', '--queue', 'q', '--preset', 'slow-consumer', '--deletes', 'soon'],
      /--deletes takes before, after, never/,
    ],
    [['traffic', '--queue', 'q.fifo', '--preset', 'slow-producer'], /A FIFO queue takes no delay/],
  ];
  for (const [args, sentence] of wrong) {
    it(`refuses "${args.join(' ')}" with exit code 2`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, sentence);
    });
  }

  for (const verb of ['send', 'receive', 'peek', 'purge', 'wait', 'assert', 'traffic']) {
    it(`shows the help of ${verb}`, async () => {
      const { code, stdout } = await run(verb, '--help');
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^Usage: queuescope ${verb} `));
      assert.match(stdout, /--json/);
    });
  }
});
