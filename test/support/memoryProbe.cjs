// Loaded with `--require` into a process whose memory a test watches: on SIGUSR2 it collects garbage and writes a line
// with what is left. No socket and no timer of its own, so that it does not count itself.
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

process.on('SIGUSR2', () => {
  // Twice: what finalizers of the first pass let go is taken by the second.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  process.stderr.write(`memory ${JSON.stringify({ heapUsed, external, rss, sockets })}\n`);
});
