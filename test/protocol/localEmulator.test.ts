import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { EmulatorHost } from '../../src/emulator/emulatorHost';
import { type RunningServer, startServer } from '../../src/emulator/server';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import {
  LocalEmulator,
  type LocalEmulatorState,
  type LostEmulator,
  type StartOptions,
} from '../../src/localEmulator/localEmulator';
import { useDataFolder } from '../support/durableEmulator';
import { callJson } from '../support/rawCalls';

describe('the emulator of this machine, as windows have it', () => {
  const newFolder = useDataFolder();
  const windows: LocalEmulator[] = [];
  const servers: RunningServer[] = [];
  let folder: string;
  let options: StartOptions;

  beforeEach(async () => {
    folder = newFolder();
    options = {
      host: '127.0.0.1',
      port: await freePort(),
      accountId: '000000000000',
      data: { folder: path.join(folder, 'queues'), synchronous: 'normal' },
    };
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.dispose();
    for (const server of servers.splice(0)) await server.stop();
  });

  function openWindow(windowName: string): LocalEmulator {
    const host = new EmulatorHost(path.resolve('dist/emulatorWorker.js'));
    const window = new LocalEmulator({ host, folder, windowName, clientName: windowName });
    windows.push(window);
    return window;
  }

  async function startInShell(): Promise<RunningServer> {
    const server = await startServer({ port: options.port, owner: { kind: 'shell' } });
    servers.push(server);
    return server;
  }

  it('is started by the first window, and the second one attaches to it', async () => {
    const [first, second] = [openWindow('shop'), openWindow('stock')];
    const own = await first.start(options);
    const attached = await second.start(options);
    assert.equal(own.attachedTo, undefined);
    assert.deepEqual(attached.attachedTo, { kind: 'window', name: 'shop' });
    assert.equal(attached.endpoint, own.endpoint);
    assert.equal(attached.isDurable, true);
  });

  for (const [what, isDurable] of [
    ['kept on disk', true],
    ['in memory', false],
  ] as const) {
    it(`is one when two windows start at the same time, its queues ${what}`, async () => {
      const { data, ...inMemory } = options;
      const wanted = isDurable ? { ...inMemory, data } : inMemory;
      const [first, second] = await Promise.all([
        openWindow('shop').start(wanted as StartOptions),
        openWindow('stock').start(wanted as StartOptions),
      ]);
      assert.equal(first.endpoint, second.endpoint);
      assert.equal([first, second].filter(({ attachedTo }) => attachedTo).length, 1);
    });
  }

  it('is one that was started from a shell, which a window leaves running', async () => {
    const { endpoint } = await startInShell();
    const window = openWindow('shop');
    const state = await window.start(options);
    assert.deepEqual([state.endpoint, state.attachedTo], [endpoint, { kind: 'shell' }]);
    await waitFor(async () => (await new EmulatorClient(endpoint).listClients()).length === 1);
    await window.stop();
    assert.equal(window.state.kind, 'stopped');
    assert.deepEqual(await new EmulatorClient(endpoint).listClients(), []);
  });

  it('is still attached to when its owner starts it anew, and named by its new owner', async () => {
    const { endpoint } = await startInShell();
    const window = openWindow('shop');
    await window.start(options);
    const losses: LostEmulator[] = [];
    window.onDidLose((loss) => losses.push(loss));
    await waitFor(async () => (await new EmulatorClient(endpoint).listClients()).length === 1);
    await servers.pop()?.stop();
    servers.push(await startServer({ port: options.port, owner: { kind: 'window', name: 'stock' } }));
    await waitFor(async () => (await new EmulatorClient(endpoint).listClients()).length === 1);
    await waitFor(() =>
      Promise.resolve(window.state.kind === 'running' && window.state.attachedTo?.name === 'stock'),
    );
    assert.deepEqual(losses, []);
  });

  it('cannot be reset without the token that its shell knows, and stays attached to', async () => {
    servers.push(await startServer({ port: options.port, host: '0.0.0.0', owner: { kind: 'shell' } }));
    const window = openWindow('shop');
    await window.start(options);
    await assert.rejects(window.reset(), { code: 'tokenRequired' });
    assert.equal(window.state.kind, 'running');
  });

  it('is found by a second window when another program has the wanted port', async () => {
    const other = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => other.listen(options.port, '127.0.0.1', resolve));
    try {
      const own = await openWindow('shop').start(options);
      assert.ok(own.port > own.wantedPort);
      assert.deepEqual(own.obstacle, { kind: 'otherProgram' });
      assert.equal((await openWindow('stock').start(options)).endpoint, own.endpoint);
    } finally {
      other.close();
    }
  });

  it('is lost, once, by the attached window when its owner ends, and is not taken over', async () => {
    const [first, second] = [openWindow('shop'), openWindow('stock')];
    const { endpoint } = await first.start(options);
    await callJson(endpoint, 'CreateQueue', { QueueName: 'orders' });
    await second.start(options);
    const losses: LostEmulator[] = [];
    const lost = new Promise<void>((resolve) => {
      second.onDidLose((loss) => {
        losses.push(loss);
        resolve();
      });
    });
    await first.stop();
    await lost;
    assert.equal(second.state.kind, 'stopped');
    await assert.rejects(callJson(endpoint, 'ListQueues', {}));
    assert.deepEqual(losses, [{ endpoint, owner: { kind: 'window', name: 'shop' } }]);

    // Start Here: the second window owns it now, with all that was stored.
    const own = await second.start(options);
    assert.equal(own.attachedTo, undefined);
    assert.match((await callJson(own.endpoint, 'ListQueues', {})).text, /orders/);
  });

  it('is reset for all windows, by one that can name the others', async () => {
    const [first, second] = [openWindow('shop'), openWindow('stock')];
    const { endpoint } = await first.start(options);
    await second.start(options);
    await callJson(endpoint, 'CreateQueue', { QueueName: 'orders' });
    await waitFor(async () => (await new EmulatorClient(endpoint).listClients()).length === 2);
    assert.deepEqual(
      (await second.listOthers()).map(({ name }) => name),
      ['shop'],
    );
    assert.deepEqual(await second.reset(), { queuesDeleted: 1, messagesDeleted: 0 });
    assert.doesNotMatch((await callJson(endpoint, 'ListQueues', {})).text, /orders/);
  });

  it('can be reset by an attached window also where the admin API wants a token', async () => {
    const open = { ...options, host: '0.0.0.0' };
    const { endpoint, adminToken } = await openWindow('shop').start(open);
    assert.ok(adminToken);
    await assert.rejects(new EmulatorClient(endpoint).reset(), { code: 'tokenRequired' });
    const second = openWindow('stock');
    await second.start(open);
    assert.deepEqual(await second.reset(), { queuesDeleted: 0, messagesDeleted: 0 });
  });

  it('says in a sentence that its stored queues are damaged, keeps them, and starts without', async () => {
    const file = path.join(folder, 'queues', 'queues.db');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'This is no database, and long enough to be taken for one. '.repeat(20));
    const window = openWindow('shop');
    const sentences: string[] = [];
    window.onDidNotice((sentence) => sentences.push(sentence));
    const { endpoint } = await window.start(options);
    assert.equal((await callJson(endpoint, 'CreateQueue', { QueueName: 'orders' })).status, 200);
    assert.equal(sentences.length, 1);
    assert.match(sentences[0] ?? '', /could not be read .* the damaged file was kept as /);
  });

  it('is failed with a sentence when its stored queues are of another account, and starts when they are not', async () => {
    const { endpoint } = await openWindow('shop').start(options);
    await callJson(endpoint, 'CreateQueue', { QueueName: 'orders' });
    await windows[0]?.stop();
    const window = openWindow('stock');
    const states: LocalEmulatorState['kind'][] = [];
    window.onDidChangeState(({ kind }) => states.push(kind));
    await assert.rejects(window.start({ ...options, accountId: '111111111111' }), {
      code: 'DATA_ACCOUNT',
      message: /belong to account 000000000000/,
    });
    await window.start(options);
    assert.deepEqual(states, ['starting', 'failed', 'starting', 'running']);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
