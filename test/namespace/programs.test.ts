import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { readAwsInForce } from '../../src/environment/awsFiles';
import { bridgeVariables } from '../../src/environment/bridgeVariables';
import { findUrls } from '../../src/environment/scan/urlRules';
import { notRun } from '../support/notRun';

const endpoint = 'http://127.0.0.1:9324';
const apps = path.resolve('test/e2e/workspace');

/**
 * Programs in a network namespace in which there is nothing but the emulator: what they do there needs no other
 * connection, and what fails there would have gone elsewhere.
 */
describe('Programs that are led to the emulator, where nothing else can be reached', () => {
  let folder: string;

  before(async function () {
    if (spawnSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status !== 0)
      notRun(this, 'network namespaces cannot be made here');
    folder = mkdtempSync(path.join(tmpdir(), 'queuescope-namespace-'));
    await esbuild.build({
      entryPoints: ['sendOrder', 'sendToAws', 'sendToVariable'].map((name) => path.join(apps, `${name}.mjs`)),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  it('reach it, when they set nothing themselves', async () => {
    await runBesideEmulator('sendOrder.mjs orders', {});
  });

  it('reach it, when a variable names a queue at AWS', async () => {
    await runBesideEmulator('sendToVariable.mjs', {
      QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
    });
  });

  it('do not reach it, when the URL stands in their code: the scan has warned of that line', async () => {
    await assert.rejects(runBesideEmulator('sendToAws.mjs', {}), /ENOTFOUND|EAI_AGAIN|ENETUNREACH/);
    const text = readFileSync(path.join(apps, 'sendToAws.mjs'), 'utf8');
    assert.deepEqual(
      findUrls('sendToAws.mjs', text).map(({ line, queueName }) => [line + 1, queueName]),
      [[4, 'orders']],
    );
  });

  /** Runs a program with what the switch sets, and waits for its message in the queue. @throws what it printed */
  async function runBesideEmulator(program: string, own: Readonly<Record<string, string>>): Promise<void> {
    const files = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    const { variables } = bridgeVariables({
      variables: { ...own, ...files },
      inForce: readAwsInForce(files),
      mode: 'dummyCredentials',
      endpoint,
      region: 'us-east-1',
      accountId: '000000000000',
      credentialsFile: '/nowhere',
    });
    const queues = path.join(folder, 'queues.json');
    writeFileSync(queues, JSON.stringify({ queues: [{ name: 'orders' }] }));
    const cli = `"${process.execPath}" "${path.resolve('dist/cli.js')}"`;
    const script = [
      'set -e',
      'ip link set lo up',
      `${cli} emulator --port 9324 --config "${queues}" > /dev/null 2>&1 &`,
      'trap "kill $!" EXIT',
      `${cli} wait --queue orders --empty --timeout 20 > /dev/null`,
      `"${process.execPath}" "${folder}/"${program}`,
      `${cli} assert --queue orders --visible 1`,
    ].join('\n');
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...own, ...files, ...variables };
    await promisify(execFile)('unshare', ['-rn', 'sh', '-c', script], { env });
  }
});
