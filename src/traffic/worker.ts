import { parentPort } from 'node:worker_threads';
import { preciseTimers } from './preciseTimers';
import type { ToTrafficWorker } from './trafficPort';
import { TrafficRuns } from './trafficRuns';

/** Traffic in a worker thread, so that no amount of it stalls the editor. */
const runs = new TrafficRuns({
  loadSqs: () => import('../sqs/sqs'),
  timers: preciseTimers,
  post: (message) => parentPort?.postMessage(message),
});

parentPort?.on('message', (message: ToTrafficWorker) => runs.handle(message));
