// @ts-check
// Owns an emulator as an extension host does, and says how late its own event loop was between `begin` and `end`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { startEmulatorWorker } from './emulatorWorker.mjs';

const { port } = await startEmulatorWorker();
const histogram = monitorEventLoopDelay({ resolution: 1 });
process.on('message', (message) => {
  if (message === 'begin') {
    histogram.reset();
    histogram.enable();
    return;
  }
  histogram.disable();
  const milliseconds = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6;
  process.send?.({
    p50: milliseconds(histogram.percentile(50)),
    p99: milliseconds(histogram.percentile(99)),
    longest: milliseconds(histogram.max),
  });
});
process.send?.({ endpoint: `http://127.0.0.1:${port}` });
