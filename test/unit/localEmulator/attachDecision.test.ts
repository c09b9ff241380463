import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { decideAttach } from '../../../src/localEmulator/attachDecision';
import { useEmulator } from '../../support/emulator';

describe('whether a window attaches or starts an emulator', () => {
  const emulator = useEmulator();
  const servers: Server[] = [];
  let free: string;
  let otherProgram: string;
  let otherVersion: string;

  before(async () => {
    free = await serve('', '');
    servers.pop()?.close();
    otherProgram = await serve('text/html', '<h1>It works</h1>');
    const health = { product: 'queuescope', version: '9.0.0', adminApiVersion: 99 };
    otherVersion = await serve('application/json', JSON.stringify(health));
  });
  after(() => {
    for (const server of servers) server.close();
  });

  async function serve(type: string, body: string): Promise<string> {
    const server = createServer((_request, response) => response.setHeader('Content-Type', type).end(body));
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('attaches to a Queuescope emulator on the wanted port', async () => {
    const { endpoint } = emulator.server;
    const decision = await decideAttach(endpoint, undefined);
    assert.ok(decision.kind === 'attach');
    assert.equal(decision.endpoint, endpoint);
    assert.deepEqual(decision.health.owner, { kind: 'program' });
  });

  it('starts one when nothing answers, and nothing was noted', async () => {
    assert.deepEqual(await decideAttach(free, undefined), { kind: 'start', obstacle: undefined });
  });

  it('starts one when the noted emulator has ended', async () => {
    assert.deepEqual(await decideAttach(free, free), { kind: 'start', obstacle: undefined });
    assert.deepEqual(await decideAttach(otherProgram, free), {
      kind: 'start',
      obstacle: { kind: 'otherProgram' },
    });
  });

  it('attaches to the noted emulator, which had to take another port', async () => {
    for (const wanted of [free, otherProgram, otherVersion]) {
      const decision = await decideAttach(wanted, emulator.server.endpoint);
      assert.ok(decision.kind === 'attach', wanted);
      assert.equal(decision.endpoint, emulator.server.endpoint);
    }
  });

  it('starts one beside an emulator of another version, and names that version', async () => {
    assert.deepEqual(await decideAttach(otherVersion, undefined), {
      kind: 'start',
      obstacle: { kind: 'otherVersion', version: '9.0.0' },
    });
  });

  it('attaches to nothing of another version that was noted', async () => {
    assert.deepEqual(await decideAttach(free, otherVersion), { kind: 'start', obstacle: undefined });
  });
});
