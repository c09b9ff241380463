// @ts-check
// From the wish for an emulator to its first answer, in a worker thread of this process as in the editor.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from '../scripts/lib/project.mjs';
import { Connection } from './lib/connection.mjs';
import { median } from './lib/statistics.mjs';

/** @param {number} runs @returns {Promise<number>} milliseconds, the median */
export async function runStartup(runs) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const worker = new Worker(path.join(root, 'dist/emulatorWorker.js'), {
      workerData: { host: '127.0.0.1', port: 0, usesNextFreePort: true, accountId: '000000000000' },
    });
    /** @type {{ port: number }} */
    const { port } = await new Promise((resolve) => worker.once('message', resolve));
    const connection = new Connection(`http://127.0.0.1:${port}`);
    await connection.call('ListQueues', '{}');
    times.push(performance.now() - start);
    connection.close();
    await worker.terminate();
  }
  return median(times);
}
