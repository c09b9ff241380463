// Preloaded into every Node process of the editor. In an extension host it writes a line for each half second: how
// long its event loop was held up at most, and its memory.
const { appendFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const EVERY_MS = 500;
const file = process.env.QUEUESCOPE_HOST_PROBE;
if (file && process.argv.some((argument) => argument.includes('extensionHost'))) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    const line = {
      at: Date.now(),
      longestMs: delay.max / 1e6,
      p99Ms: delay.percentile(99) / 1e6,
      rss,
      heapUsed,
    };
    delay.reset();
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }, EVERY_MS).unref();
}
