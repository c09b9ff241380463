// @ts-check
// The emulator in a worker thread, with what the extension gives it.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from '../../scripts/lib/project.mjs';

/** @returns {Promise<{ worker: Worker, port: number }>} once it listens */
export async function startEmulatorWorker() {
  const worker = new Worker(path.join(root, 'dist/emulatorWorker.js'), {
    workerData: {
      host: '127.0.0.1',
      port: 0,
      usesNextFreePort: true,
      accountId: '000000000000',
      memoryCapBytes: 512 * 1024 * 1024,
    },
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 },
  });
  /** @type {{ port: number }} */
  const { port } = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { worker, port };
}
