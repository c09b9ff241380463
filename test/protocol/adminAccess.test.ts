import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, it } from 'mocha';
import { type RunningServer, startServer } from '../../src/emulator/server';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { findEmulator } from '../../src/emulatorClient/findEmulator';
import { useEmulator } from '../support/emulator';

/** Sends exactly these headers; `fetch` would not let us choose Host and Origin. */
function send(
  server: RunningServer,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${server.endpoint}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const routes: [method: string, path: string][] = [
  ['GET', '/_queuescope/health'],
  ['GET', '/_queuescope/snapshot'],
  ['GET', '/_queuescope/activity/stream'],
  ['POST', '/_queuescope/reset'],
  ['GET', '/_aws/sqs/messages?QueueUrl=http://localhost/000000000000/q'],
];

describe('access to the admin API', () => {
  const emulator = useEmulator();

  for (const [method, path] of routes) {
    it(`is refused to web pages and to foreign host names: ${method} ${path.split('?')[0]}`, async () => {
      for (const headers of [
        { origin: 'http://127.0.0.1' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { host: 'attacker.example' },
      ]) {
        const { status, text } = await send(emulator.server, method, path, headers);
        assert.equal(status, 403, JSON.stringify(headers));
        assert.doesNotMatch(text, /queuescope"/);
      }
    });
  }

  it('answers JSON with a sentence for what it does not have', async () => {
    const cases: [string, string, string, number, string][] = [
      ['GET', '/_queuescope/nothing', '', 404, 'notFound'],
      ['GET', '/_queuescope', '', 404, 'notFound'],
      ['DELETE', '/_queuescope/health', '', 405, 'methodNotAllowed'],
      ['POST', '/_queuescope/clients', '{"name"', 400, 'invalid'],
      ['POST', '/_queuescope/clients', '[]', 400, 'invalid'],
      ['GET', '/_queuescope/%zz', '', 400, 'invalid'],
    ];
    for (const [method, path, body, status, code] of cases) {
      const answer = await send(emulator.server, method, path, {}, body);
      assert.equal(answer.status, status, `${method} ${path}`);
      const { error } = JSON.parse(answer.text) as { error: { code: string; message: string } };
      assert.equal(error.code, code);
      assert.ok(error.message.length > 10);
    }
  });

  it('is found by who looks for an emulator, and told from other programs', async () => {
    const found = await findEmulator(emulator.server.endpoint);
    assert.equal(found.kind, 'emulator');
    const { createServer } = await import('node:http');
    const other = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    assert.equal((await findEmulator(`http://127.0.0.1:${port}`)).kind, 'other');
    await new Promise((resolve) => other.close(resolve));
    assert.equal((await findEmulator(`http://127.0.0.1:${port}`)).kind, 'nothing');
  });
});

describe('access to the admin API from other machines', () => {
  const emulator = useEmulator({ host: '0.0.0.0' });

  it('wants the token for changes and not for reading', async () => {
    const { server } = emulator;
    const { adminToken = '' } = server;
    assert.ok(adminToken.length >= 32);
    const open = new EmulatorClient(server.endpoint);
    assert.equal((await open.health()).needsToken, true);
    const changes = [
      () => open.reset(),
      () => open.pauseClock(),
      () => open.setFaults({ preset: 'like-aws' }),
      () => open.recordBodies(1),
      () => open.attach('x'),
    ];
    for (const change of changes) await assert.rejects(change(), { code: 'tokenRequired' });
    await assert.rejects(new EmulatorClient(server.endpoint, { token: `${adminToken}x` }).reset(), {
      code: 'tokenRequired',
    });
    const owner = new EmulatorClient(server.endpoint, { token: adminToken });
    assert.deepEqual(await owner.reset(), { queuesDeleted: 0, messagesDeleted: 0 });
  });

  it('holds for who calls it by an address of the network', async () => {
    const { server } = emulator;
    const host = `192.0.2.10:${server.port}`;
    const health = await send(server, 'GET', '/_queuescope/health', { host });
    assert.equal(health.status, 200);
    assert.equal((JSON.parse(health.text) as { needsToken: boolean }).needsToken, true);
    const reset = await send(server, 'POST', '/_queuescope/reset', { host });
    assert.equal(reset.status, 401);
    assert.match(reset.text, /tokenRequired/);
  });

  it('takes a token that the owner chose', async () => {
    const server = await startServer({ port: 0, host: '0.0.0.0', adminToken: 'chosen' });
    try {
      assert.equal(server.adminToken, 'chosen');
      await new EmulatorClient(server.endpoint, { token: 'chosen' }).reset();
    } finally {
      await server.stop();
    }
  });
});
