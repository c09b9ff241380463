import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { EmulatorClient } from '../../src/emulatorClient/emulatorClient';
import { useEmulator } from '../support/emulator';

/** The status of a health request with this `Host` header. */
async function statusFor(port: number, host: string, address = '127.0.0.1'): Promise<number | undefined> {
  const outgoing = request({ host: address, port, path: '/_queuescope/health', headers: { host } });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

const names = ['host.docker.internal', 'host.containers.internal'];

describe('an emulator that containers may use', () => {
  let child: ChildProcess;
  let output = '';
  let port: number;

  before(async () => {
    child = spawn(process.execPath, ['dist/cli.js', 'emulator', '--port', '0', '--allow-containers'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    while (!output.includes('Containers reach')) await new Promise((resolve) => setTimeout(resolve, 10));
    port = Number(/127\.0\.0\.1:(\d+)/.exec(output)?.[1]);
  });
  after(() => child.kill());

  it('says at which address and by which names', () => {
    assert.ok(output.includes(`http://host.docker.internal:${port}`), output);
    for (const name of names) assert.ok(output.includes(name), output);
  });

  it('answers to the names that Docker and Podman give this machine, and to no other', async () => {
    for (const name of names) assert.equal(await statusFor(port, `${name}:${port}`), 200, name);
    for (const name of ['attacker.example', 'evil.host.docker.internal']) {
      assert.equal(await statusFor(port, name), 403, name);
    }
  });
});

describe('an emulator that listens on a bridge', () => {
  // Another address of the loopback interface of Linux, in the place of one of Docker's.
  const bridge = { name: 'docker0', address: '127.0.0.2' };
  const emulator = useEmulator({ allowsContainers: true, bridges: [bridge] });

  it('answers there and on the addresses of before', async () => {
    const { port } = emulator.server;
    assert.equal(await statusFor(port, `${bridge.address}:${port}`, bridge.address), 200);
    assert.equal(await statusFor(port, `host.docker.internal:${port}`, bridge.address), 200);
    assert.equal(await statusFor(port, `localhost:${port}`), 200);
  });

  it('refuses foreign host names there too', async () => {
    assert.equal(await statusFor(emulator.server.port, 'attacker.example', bridge.address), 403);
  });

  it('says so, and wants a token for changes over the admin API', async () => {
    const { endpoint, adminToken, containerAccess } = emulator.server;
    assert.match(containerAccess ?? '', /listens on 127\.0\.0\.2 \(docker0\) besides/);
    assert.equal((await new EmulatorClient(endpoint).health()).needsToken, true);
    await assert.rejects(new EmulatorClient(endpoint).reset(), { code: 'tokenRequired' });
    assert.deepEqual(await new EmulatorClient(endpoint, { token: adminToken }).reset(), {
      queuesDeleted: 0,
      messagesDeleted: 0,
    });
  });
});

describe('an emulator that nobody has opened to containers', () => {
  const emulator = useEmulator();

  it('refuses the names of Docker and Podman', async () => {
    for (const name of names) assert.equal(await statusFor(emulator.server.port, name), 403, name);
  });

  it('says nothing of containers', () => {
    assert.equal(emulator.server.containerAccess, undefined);
  });
});
