// @ts-check
// From the wish for an emulator to its first answer, in a worker thread of this process as in the editor; and the same
// for a worker that has nothing but a bare HTTP server, since Node takes its share of that time.
import { Worker } from 'node:worker_threads';
import { Connection } from './lib/connection.mjs';
import { startEmulatorWorker } from './lib/emulatorWorker.mjs';
import { median } from './lib/statistics.mjs';

const bareServer = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((request, response) => response.end('{}'));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** @typedef {{ median: number, lowest: number }} Times in milliseconds */

/** @param {number} runs @returns {Promise<{ emulator: Times, bare: Times }>} */
export async function runStartup(runs) {
  const [emulator, bare] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let run = 0; run < runs; run++) {
    emulator.push(await timeStart(startEmulatorWorker));
    bare.push(await timeStart(startBareWorker));
  }
  return { emulator: summary(emulator), bare: summary(bare) };
}

/** @param {() => Promise<{ worker: Worker, port: number }>} start */
async function timeStart(start) {
  const begin = performance.now();
  const { worker, port } = await start();
  const connection = new Connection(`http://127.0.0.1:${port}`);
  await connection.call('ListQueues', '{}');
  const milliseconds = performance.now() - begin;
  connection.close();
  await worker.terminate();
  return milliseconds;
}

/** @returns {Promise<{ worker: Worker, port: number }>} */
function startBareWorker() {
  const worker = new Worker(bareServer, { eval: true });
  return new Promise((resolve) => worker.once('message', (port) => resolve({ worker, port })));
}

/** @param {number[]} times @returns {Times} */
function summary(times) {
  return { median: median(times), lowest: Math.min(...times) };
}
