// @ts-check
// `node bench/store.mjs [--quick]`: what durability costs. CPU of a request beside the bare HTTP server and beside the
// emulator in memory, in alternating runs; the start on an empty folder; the load of 100,000 messages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ceiling, queuescope, start } from './lib/contestants.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';
import { median } from './lib/statistics.mjs';
import { runMatrix } from './matrix.mjs';

const isQuick = process.argv.includes('--quick');
const folders = mkdtempSync(path.join(tmpdir(), 'queuescope-bench-'));
let folderCount = 0;
process.on('exit', () => rmSync(folders, { recursive: true, force: true }));

/** @param {'normal' | 'full'} synchronous @param {string} [folder] @returns {import('./lib/contestants.mjs').Contestant} */
function durable(synchronous, folder) {
  return {
    name: `data, ${synchronous}`,
    protocol: 'json',
    command: (port) => [
      ...queuescope.command(port),
      '--data',
      folder ?? path.join(folders, String(++folderCount)),
      '--synchronous',
      synchronous,
    ],
  };
}

const cells = await runMatrix([ceiling, queuescope, durable('normal'), durable('full')], {
  rounds: isQuick ? 5 : 11,
  processes: isQuick ? 1 : 2,
  milliseconds: 300,
  connections: [1, 16, 64],
  bytes: [100],
});
console.log('CPU per request in microseconds, and times that of the bare server');
for (const count of [1, 16, 64]) {
  console.log(`\n${count} connections`);
  const rows = cells.filter((cell) => cell.connections === count);
  for (const phase of new Set(rows.map((cell) => cell.phase))) {
    const of = (/** @type {string} */ name) =>
      rows.find((cell) => cell.phase === phase && cell.server === name)?.cpuMicros ?? Number.NaN;
    const base = of('ceiling');
    const texts = [queuescope.name, 'data, normal', 'data, full'].map(
      (name) => `${name} ${of(name).toFixed(0)} (${(of(name) / base).toFixed(2)})`,
    );
    console.log(`  ${phase.padEnd(14)} ceiling ${base.toFixed(0)}   ${texts.join('   ')}`);
  }
}

/** @type {number[]} */
const empty = [];
/** @type {number[]} */
const inMemory = [];
for (let round = 0; round < 5; round++) {
  empty.push(await timeStart(durable('normal')));
  inMemory.push(await timeStart(queuescope));
}
console.log(
  `\nFirst answer after the start: ${median(empty).toFixed(0)} ms with an empty store, ${median(inMemory).toFixed(0)} ms in memory`,
);

const full = path.join(folders, 'full');
await fill(full, 100_000);
console.log(
  `First answer with 100,000 stored messages: ${(await timeStart(durable('normal', full))).toFixed(0)} ms`,
);

/** @param {import('./lib/contestants.mjs').Contestant} contestant */
async function timeStart(contestant) {
  const begin = performance.now();
  const server = await start(contestant, serverPin);
  const milliseconds = performance.now() - begin;
  await server.stop();
  return milliseconds;
}

/** @param {string} folder @param {number} messages */
async function fill(folder, messages) {
  const server = await start(durable('normal', folder), serverPin);
  const load = new LoadProcess(server, loadPin);
  try {
    const { queueUrl } = await load.create('bench');
    const count = messages / 10;
    await load.run({
      phase: 'sendBatch',
      queueUrl,
      connections: 16,
      bytes: 100,
      milliseconds: 120_000,
      count,
    });
  } finally {
    load.close();
    await server.stop();
  }
}
