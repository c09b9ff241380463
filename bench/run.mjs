// @ts-check
// `npm run bench`: measures the emulator as shipped, prints tables and writes bench/results.json.
// `--quick` shortens everything, `--only=matrix,depth,queues,waiting,startup,eventLoop` chooses, `--no-peers` leaves the peers out.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/project.mjs';
import { runDepth } from './depth.mjs';
import { runEventLoop } from './eventLoop.mjs';
import { ceiling, installPeers, peers, queuescope } from './lib/contestants.mjs';
import {
  printDepth,
  printEventLoop,
  printMatrix,
  printQueues,
  printStartup,
  printWaiting,
} from './lib/report.mjs';
import { runMatrix } from './matrix.mjs';
import { runQueues } from './queues.mjs';
import { runStartup } from './startup.mjs';
import { runWaiting } from './waiting.mjs';

// Servers and load end with this process, also when it is interrupted.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'matrix,depth,queues,waiting,startup,eventLoop' },
    'no-peers': { type: 'boolean', default: false },
  },
});
const isQuick = values.quick;
const parts = values.only.split(',');

/** @type {Record<string, unknown>} */
const results = {
  date: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, platform: process.platform },
};

if (parts.includes('matrix')) {
  const others = values['no-peers'] ? [] : peers;
  if (others.length > 0) installPeers();
  const cells = await runMatrix([ceiling, queuescope, ...others], {
    rounds: isQuick ? 5 : 11,
    processes: isQuick ? 1 : 2,
    milliseconds: 300,
    connections: [1, 16, 64],
    bytes: [100, 10_000],
  });
  printMatrix(cells);
  results['matrix'] = cells;
}
if (parts.includes('depth')) {
  const rows = await runDepth({
    depths: isQuick ? [100, 100_000] : [100, 500_000, 1_000_000],
    rounds: isQuick ? 5 : 11,
    milliseconds: 400,
  });
  printDepth(rows);
  results['depth'] = rows;
}
if (parts.includes('queues')) {
  const queues = await runQueues({ queues: 10_000, rounds: isQuick ? 5 : 11, milliseconds: 400 });
  printQueues(queues);
  results['queues'] = queues;
}
if (parts.includes('waiting')) {
  const waiting = await runWaiting({ samples: isQuick ? 50 : 200, idleSeconds: isQuick ? 5 : 12 });
  printWaiting(waiting);
  results['waiting'] = waiting;
}
if (parts.includes('startup')) {
  const startup = await runStartup(isQuick ? 10 : 20);
  printStartup(startup);
  results['startup'] = startup;
}
if (parts.includes('eventLoop')) {
  const delays = await runEventLoop({ seconds: isQuick ? 5 : 20 });
  printEventLoop(delays);
  results['eventLoop'] = delays;
}

const file = path.join(root, 'bench/results.json');
writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
console.log(`\nWritten to ${path.relative(root, file)}`);
