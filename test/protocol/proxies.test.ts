import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Failure } from '../../src/sqs/failure';
import type { ProxySettings } from '../../src/sqs/findProxy';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { runProcess } from '../support/childProcess';
import { useConnectProxy } from '../support/connectProxy';
import { awsEnvironment } from '../support/emulator';
import { sqsSideOn } from '../support/sqsSide';
import { useTlsServer } from '../support/tlsServer';

/** No name server knows it: only the proxy leads there. */
const HOST = 'sqs.proxied.invalid';
const ENDPOINT = `https://${HOST}`;
const VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

describe('calls through a proxy', () => {
  const server = useTlsServer(`DNS:${HOST}`);
  const proxy = useConnectProxy(() => server.port);
  const variablesBefore = { ...process.env };
  let settings: ProxySettings;
  let side: SqsSide;

  beforeEach(async () => {
    for (const name of VARIABLES) delete process.env[name];
    settings = {};
    side = sqsSideOn(() => undefined, { proxy: () => settings });
    const { certificate: caFile } = server;
    const place = { url: ENDPOINT, region: 'us-east-1', caFile };
    await side.connections.put({ kind: 'endpoint', id: 'endpoint:1', name: 'Proxied', ...place });
    // Whose account it is would be asked in a tunnel of its own.
    side.connections.found('endpoint:1', { account: '000000000000' });
  });

  afterEach(() => {
    side.dispose();
    for (const name of VARIABLES) delete process.env[name];
    Object.assign(process.env, variablesBefore);
  });

  it('go where the editor says, in one tunnel, and HTTPS stays between editor and endpoint', async () => {
    settings = { url: proxy.url };
    await list();
    await list();
    assert.deepEqual(proxy.tunnels, [`${HOST}:443`]);
  });

  it('go where HTTPS_PROXY says, which needs no scheme, and the editor counts before it', async () => {
    process.env['HTTPS_PROXY'] = proxy.url.replace('http://', '');
    await list();
    assert.deepEqual(proxy.tunnels, [`${HOST}:443`]);
    settings = { url: 'http://127.0.0.1:9' };
    assert.match((await failure()).message, /^The proxy http:\/\/127\.0\.0\.1:9 does not answer: /);
  });

  it('use no proxy for the hosts of NO_PROXY and of the editor, nor when it is off', async () => {
    settings = { url: proxy.url };
    process.env['NO_PROXY'] = 'other.example, .proxied.invalid';
    assert.equal((await failure()).kind, 'unreachable');
    delete process.env['NO_PROXY'];
    settings = { url: proxy.url, directHosts: [HOST] };
    assert.equal((await failure()).kind, 'unreachable');
    settings = { url: proxy.url, isOff: true };
    assert.equal((await failure()).kind, 'unreachable');
    assert.deepEqual(proxy.tunnels, []);
  });

  it('show a proxy who they are, and say what it answered', async () => {
    proxy.wants = 'me:p@ss';
    settings = { url: proxy.url };
    const { kind, message } = await failure();
    assert.equal(kind, 'unreachable');
    assert.match(
      message,
      /refuses to connect to sqs\.proxied\.invalid:443: 407 Proxy Authentication Required$/,
    );
    settings = { url: proxy.url.replace('//', '//me:p%40ss@') };
    await list();
  });

  it('say that a proxy cannot be used, without its password', async () => {
    settings = { url: 'socks5://me:secret@127.0.0.1:9' };
    const { message } = await failure();
    assert.match(message, /^The proxy socks5:\/\/127\.0\.0\.1:9 cannot be used/);
  });

  it('trust the certificates of NODE_EXTRA_CA_CERTS, and no others', async () => {
    const args = ['purge', '--queue', `${ENDPOINT}/000000000000/orders`, '--endpoint', ENDPOINT, '--yes'];
    const run = (more: NodeJS.ProcessEnv) =>
      runProcess(process.execPath, [path.resolve('dist/cli.js'), ...args], {
        env: { ...awsEnvironment(), https_proxy: proxy.url, ...more },
      });
    const trusted = await run({ NODE_EXTRA_CA_CERTS: server.certificate });
    assert.equal(trusted.code, 0, trusted.stderr);
    assert.deepEqual([...new Set(proxy.tunnels)], [`${HOST}:443`]);
    const stranger = await run({});
    assert.equal(stranger.code, 1);
    assert.match(stranger.stderr, /self-signed certificate/);
  });

  async function list(): Promise<void> {
    for await (const page of side.services.get('endpoint:1', 'us-east-1').listQueues()) assert.ok(page);
  }

  async function failure(): Promise<Failure> {
    const error = await list().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
});
