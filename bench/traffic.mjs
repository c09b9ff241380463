// @ts-check
// Traffic in its worker against the emulator in a process of its own: the rate that is reached, and whether the
// thread that ordered it stalls. Needs a build (`npm run build`). Usage: node bench/traffic.mjs [messages a second]
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const perSecond = Number(process.argv[2] ?? 5_000);
const SECONDS = 10;

const bundle = path.join(root, 'dist/bench/trafficHost.js');
await esbuild.build({
  entryPoints: [path.join(root, 'src/traffic/trafficHost.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
});
/** @type {typeof import('../src/traffic/trafficHost.ts')} */
const { TrafficHost } = createRequire(import.meta.url)(bundle);

const emulator = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'emulator', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const endpoint = await firstAddress(emulator.stdout);
  const queueUrl = await createQueue(endpoint, 'traffic');
  print(`event loop delay without traffic: ${await loopDelay(sleep(3_000))}`);
  const host = new TrafficHost(path.join(root, 'dist/trafficWorker.js'));
  const figures = new Map();
  host.onDidChangeRun((run) => figures.set(run.order.id, run.figures));
  const queue = { connectionId: 'emulator', region: 'us-east-1', queueUrl, queueName: 'traffic' };
  const target = /** @type {const} */ ({ kind: 'emulator', endpoint, region: 'us-east-1' });
  const marks = { isReadOnly: false, isProduction: false };
  const loaded = loopDelay(sleep(SECONDS * 1_000));
  const cpu = process.cpuUsage();
  host.start({ id: 'producer', target, queue, marks, seed: 1, spec: producer(perSecond) });
  host.start({ id: 'consumer', target, queue, marks, seed: 2, spec: consumer() });
  const delay = await loaded;
  await host.stopAll();
  const { user, system } = process.cpuUsage(cpu);
  print(`event loop delay with traffic:    ${delay}`);
  const { sent } = figures.get('producer');
  const { deleted, receiveToDelete } = figures.get('consumer');
  print(`sent ${Math.round(sent / SECONDS)} a second, deleted ${Math.round(deleted / SECONDS)} a second`);
  print(`receive to delete: p50 ${receiveToDelete?.p50Ms} ms, p99 ${receiveToDelete?.p99Ms} ms`);
  print(`CPU of this process: ${((user + system) / 1_000 / (sent / 1_000)).toFixed(0)} ms for 1000 messages`);
  await host.dispose();
} finally {
  emulator.kill();
}

/** @param {number} rate @returns {import('../src/traffic/trafficSpec.ts').TrafficSpec} */
function producer(rate) {
  return {
    kind: 'producer',
    pace: { kind: 'rate', perSecond: rate },
    body: '{"n":{{index}},"id":"{{uuid}}"}',
    attributes: [],
    failedEntries: 'ignore',
  };
}

/** @returns {import('../src/traffic/trafficSpec.ts').TrafficSpec} */
function consumer() {
  return {
    kind: 'consumer',
    workers: 16,
    batchSize: 10,
    visibilityTimeout: 30,
    waitTimeSeconds: 10,
    workMs: { from: 0, to: 0 },
    failureRate: 0,
    deletes: 'afterWork',
    failedEntries: 'ignore',
  };
}

/** @param {Promise<unknown>} until */
async function loopDelay(until) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await until;
  histogram.disable();
  const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max].map((ns) =>
    (ns / 1e6).toFixed(1),
  );
  return `p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`;
}

/** @param {import('node:stream').Readable} output @returns {Promise<string>} */
async function firstAddress(output) {
  for await (const chunk of output) {
    const address = /http:\S+/.exec(String(chunk))?.[0];
    if (address) return address;
  }
  throw new Error('The emulator ended before it listened.');
}

/** @param {string} endpoint @param {string} name @returns {Promise<string>} */
async function createQueue(endpoint, name) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.CreateQueue' },
    body: JSON.stringify({ QueueName: name }),
  });
  const { QueueUrl } = /** @type {{ QueueUrl: string }} */ (await response.json());
  return QueueUrl;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
