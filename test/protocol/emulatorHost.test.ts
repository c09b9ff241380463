import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { EmulatorHost, type EmulatorState } from '../../src/emulator/emulatorHost';
import type { WorkerOptions } from '../../src/emulator/port';
import { beginLongPoll, callJson } from '../support/rawCalls';

const bundle = path.resolve('dist/emulatorWorker.js');
const options: WorkerOptions = {
  host: '127.0.0.1',
  port: 0,
  usesNextFreePort: true,
  accountId: '000000000000',
};

describe('The emulator in a worker thread', () => {
  const hosts: EmulatorHost[] = [];
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'queuescope-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.dispose();
  });

  function createHost(workerPath = bundle): { host: EmulatorHost; states: EmulatorState['kind'][] } {
    const host = new EmulatorHost(workerPath);
    hosts.push(host);
    const states: EmulatorState['kind'][] = [];
    host.onDidChangeState((state) => states.push(state.kind));
    return { host, states };
  }

  /** A worker that answers `listening` and then does what `code` says. */
  function writeWorker(name: string, code: string): string {
    const file = path.join(folder, `${name}.js`);
    const listening = `{ type: 'listening', port: 1, wantedPort: 1, endpoint: 'http://127.0.0.1:1' }`;
    writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');\n${code.replace('LISTENING', listening)}`,
    );
    return file;
  }

  function nextState(host: EmulatorHost, kind: EmulatorState['kind']): Promise<EmulatorState> {
    return new Promise((resolve) => {
      const subscription = host.onDidChangeState((state) => {
        if (state.kind !== kind) return;
        subscription.dispose();
        resolve(state);
      });
    });
  }

  it('starts, answers, stops and starts again', async () => {
    const { host, states } = createHost();
    for (let run = 0; run < 2; run++) {
      const { endpoint } = await host.start(options);
      assert.equal((await callJson(endpoint, 'CreateQueue', { QueueName: 'q' })).status, 200);
      await host.stop();
      await assert.rejects(callJson(endpoint, 'ListQueues', {}));
    }
    const oneRun = ['starting', 'running', 'stopping', 'stopped'];
    assert.deepEqual(states, [...oneRun, ...oneRun]);
  });

  it('shares one start between those who ask at the same time, and keeps running for later ones', async () => {
    const { host, states } = createHost();
    const [first, second] = await Promise.all([host.start(options), host.start(options)]);
    assert.equal(first, second);
    assert.equal(await host.start(options), first);
    assert.deepEqual(states, ['starting', 'running']);
  });

  it('ends a long poll and stops within two seconds when a client waits', async () => {
    const { host } = createHost();
    const { endpoint } = await host.start(options);
    await callJson(endpoint, 'CreateQueue', { QueueName: 'q' });
    const poll = await beginLongPoll(endpoint, 'q');
    await host.stop();
    assert.match(await poll.answer, /^HTTP\/1\.1 200 /);
    assert.equal(host.state.kind, 'stopped');
  });

  it('takes the next free port and says which one was wanted', async () => {
    const server = createServer();
    const wantedPort = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const { host } = createHost();
    const state = await host.start({ ...options, port: wantedPort });
    server.close();
    assert.equal(state.wantedPort, wantedPort);
    assert.ok(state.port > wantedPort);
  });

  it('fails with the code of Node when the port is taken and no other may be used', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const { host } = createHost();
    const start = host.start({ ...options, port, usesNextFreePort: false });
    await assert.rejects(start, { name: 'EmulatorStartError', code: 'EADDRINUSE' });
    assert.equal(host.state.kind, 'failed');
    server.close();
    await host.start(options);
    assert.equal(host.state.kind, 'running');
  });

  it('fails when there is no worker to start', async () => {
    const { host } = createHost(path.join(folder, 'missing.js'));
    await assert.rejects(host.start(options), { name: 'EmulatorStartError' });
    assert.equal(host.state.kind, 'failed');
  });

  const deaths: [what: string, code: string, reason: RegExp][] = [
    [
      'throws',
      `parentPort.postMessage(LISTENING); setTimeout(() => { throw new Error('boom'); }, 20);`,
      /boom/,
    ],
    ['exits', 'parentPort.postMessage(LISTENING); setTimeout(() => process.exit(3), 20);', /code 3/],
    [
      'runs out of memory',
      `parentPort.postMessage(LISTENING); setTimeout(() => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }, 20);`,
      /memory limit/,
    ],
  ];
  for (const [what, code, reason] of deaths) {
    it(`is failed, with the reason, when its worker ${what}, and stops cleanly afterwards`, async () => {
      const { host, states } = createHost(writeWorker(what.replaceAll(' ', ''), code));
      const failed = nextState(host, 'failed');
      await host.start(options);
      const state = await failed;
      assert.ok(state.kind === 'failed');
      assert.match(state.message, reason);
      assert.deepEqual(states, ['starting', 'running', 'failed']);
      await host.stop();
      assert.equal(host.state.kind, 'stopped');
    });
  }

  it('is terminated when its worker does not react to stop', async () => {
    const { host } = createHost(
      writeWorker('deaf', 'parentPort.postMessage(LISTENING); setTimeout(() => { for (;;); }, 20);'),
    );
    await host.start(options);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await host.stop();
    assert.equal(host.state.kind, 'stopped');
  });

  it('does not start after it was disposed of', async () => {
    const { host } = createHost();
    await host.dispose();
    await assert.rejects(host.start(options), { code: 'DISPOSED' });
  });
});
