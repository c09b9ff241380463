import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { runProcess } from '../support/childProcess';
import { beginLongPoll, callJson } from '../support/rawCalls';

const cli = path.resolve('dist/cli.js');

describe('The queuescope command', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const run = (...args: string[]) => runProcess(process.execPath, [cli, ...args]);

  async function startEmulator(...args: string[]): Promise<{ child: ChildProcess; line: string }> {
    const child = spawn(process.execPath, [cli, 'emulator', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', resolve);
      child.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
    });
    return { child, line };
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`runs an emulator on a free port until ${signal}`, async () => {
      const { child, line } = await startEmulator('--port', '0', '--account-id', '123456789012', '--relaxed');
      const match = /^Queuescope emulator listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line);
      assert.ok(match?.[1], line);
      const { body } = await callJson(match[1], 'CreateQueue', { QueueName: 'q' });
      assert.deepEqual(body, { QueueUrl: `${match[1]}/123456789012/q` });
      const poll = await beginLongPoll(match[1], 'q');
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      assert.equal(await exit, 0);
      assert.match(await poll.answer, /^HTTP\/1\.1 200 /);
    });
  }

  it('says which port is in use and exits with 1', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const { code, stdout, stderr } = await run('emulator', '--port', String(port));
    server.close();
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      `queuescope: Port ${port} is in use. Choose another one with --port, or 0 for any free one.\n`,
    );
  });

  const wrong: [args: string[], sentence: RegExp][] = [
    [['emulator', '--prot', '1'], /Unknown option '--prot'. See --help\./],
    [['emulator', 'extra'], /Unexpected argument 'extra'/],
    [['emulator', '--port', '65536'], /--port takes a whole number from 0 to 65535, not "65536"\./],
    [['emulator', '--port', 'x'], /--port takes a whole number/],
    [['emulator', '--account-id', '12'], /--account-id takes twelve digits, not "12"\./],
    [['frobnicate'], /There is no command "frobnicate"\./],
  ];
  for (const [args, sentence] of wrong) {
    it(`refuses "${args.join(' ')}" with a sentence and 2`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, sentence);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
  }

  it('says that an address is not one of this machine and exits with 1', async () => {
    const { code, stderr } = await run('emulator', '--host', '192.0.2.1', '--port', '0');
    assert.equal(code, 1);
    assert.match(stderr, /192\.0\.2\.1 is no address of this machine/);
  });

  it('prints its help and its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal((await run('--version')).stdout, `${version}\n`);
    assert.match((await run('--help')).stdout, /^Usage: queuescope <command>[\s\S]* emulator /);
    const help = await run('emulator', '--help');
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--port <number>/);
  });
});
