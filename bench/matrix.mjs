// @ts-check
// Requests of all kinds against all servers, in alternating rounds: CPU of the server, throughput, latency.
import { start } from './lib/contestants.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';
import { median } from './lib/statistics.mjs';

/** In this order: what one sends, the next ones receive and delete. */
const phases = [
  'send',
  'receive',
  'delete',
  'sendBatch',
  'receiveBatch',
  'deleteBatch',
  'cycle',
  'attributes',
];

/** @typedef {{ server: string, connections: number, bytes: number, phase: string, cpuMicros: number, lowestCpuMicros: number, perSecond: number, p50: number, p99: number }} Cell */
/** @typedef {{ connections: number, bytes: number }} Setting */
/** @typedef {{ server: import('./lib/contestants.mjs').RunningContestant, load: LoadProcess }} Pair */

/**
 * @param {import('./lib/contestants.mjs').Contestant[]} contestants
 * @param {{ rounds: number, processes: number, milliseconds: number, connections: number[], bytes: number[] }} options
 *   all settings are measured on `processes` sets of servers, in `rounds` rounds on each
 * @returns {Promise<Cell[]>} medians over all rounds
 */
export async function runMatrix(contestants, { rounds, processes, milliseconds, connections, bytes }) {
  /** @type {Map<string, Cell[]>} */
  const cells = new Map();
  for (let set = 0; set < processes; set++) {
    for (const size of bytes) {
      for (const count of connections) {
        const setting = { connections: count, bytes: size };
        for (const cell of await measure(contestants, setting, rounds, milliseconds)) {
          const key = `${cell.server} ${cell.phase} ${cell.connections} ${cell.bytes}`;
          cells.set(key, [...(cells.get(key) ?? []), cell]);
        }
      }
    }
  }
  return [...cells.values()].map(summarize);
}

/** @param {Cell[]} runs @returns {Cell} */
function summarize(runs) {
  const [first] = runs;
  if (!first) throw new Error('Nothing was measured.');
  return {
    ...first,
    cpuMicros: median(runs.map((run) => run.cpuMicros)),
    lowestCpuMicros: Math.min(...runs.map((run) => run.cpuMicros)),
    perSecond: median(runs.map((run) => run.perSecond)),
    p50: median(runs.map((run) => run.p50)),
    p99: median(runs.map((run) => run.p99)),
  };
}

/**
 * All phases on fresh servers that are warm when the first is measured. The servers take turns in every phase, so that
 * whatever else goes on on the machine meets them alike.
 * @param {import('./lib/contestants.mjs').Contestant[]} contestants
 * @param {Setting} setting @param {number} rounds @param {number} milliseconds
 * @returns {Promise<Cell[]>}
 */
async function measure(contestants, setting, rounds, milliseconds) {
  /** @type {Cell[]} */
  const cells = [];
  /** @type {Pair[]} */
  const pairs = [];
  try {
    for (const contestant of contestants) {
      const server = await start(contestant, serverPin);
      pairs.push({ server, load: new LoadProcess(server, loadPin) });
    }
    const failed = new Set();
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      const queueUrls = new Map();
      for (const pair of pairs) {
        queueUrls.set(pair, (await pair.load.create(`bench-${round}`)).queueUrl);
      }
      for (const phase of phases) {
        for (const pair of round % 2 === 0 ? pairs : pairs.toReversed()) {
          if (failed.has(pair)) continue;
          const { name } = pair.server.contestant;
          const command = { phase, queueUrl: queueUrls.get(pair), ...setting, milliseconds };
          const result = await pair.load.run(command).catch((error) => {
            console.error(
              `${name}, ${phase}, ${setting.connections} connections, ${setting.bytes} B: ${error}`,
            );
            failed.add(pair);
          });
          if (!result || round === 0 || result.requests === 0) continue;
          const { cpuMicros, perSecond, p50, p99 } = result;
          const figures = { cpuMicros, lowestCpuMicros: cpuMicros, perSecond, p50, p99 };
          cells.push({ server: name, ...setting, phase, ...figures });
        }
      }
    }
    return cells;
  } finally {
    for (const { server, load } of pairs) {
      load.close();
      await server.stop();
    }
  }
}
