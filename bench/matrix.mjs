// @ts-check
// Requests of all kinds against all servers, in alternating runs: CPU of the server, throughput, latency.
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

/** @typedef {{ server: string, connections: number, bytes: number, phase: string, cpuMicros: number, perSecond: number, p50: number, p99: number }} Cell */

/**
 * @param {import('./lib/contestants.mjs').Contestant[]} contestants
 * @param {{ rounds: number, milliseconds: number, connections: number[], bytes: number[] }} options
 * @returns {Promise<Cell[]>}
 */
export async function runMatrix(contestants, { rounds, milliseconds, connections, bytes }) {
  /** @type {Map<string, { cell: Cell, runs: Cell[] }>} */
  const cells = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      for (const size of bytes) {
        for (const count of connections) {
          for (const cell of await measure(contestant, count, size, milliseconds)) {
            const key = `${cell.server} ${cell.phase} ${cell.connections} ${cell.bytes}`;
            const known = cells.get(key) ?? { cell, runs: [] };
            known.runs.push(cell);
            cells.set(key, known);
          }
        }
      }
    }
  }
  return [...cells.values()].map(({ cell, runs }) => ({
    ...cell,
    cpuMicros: median(runs.map((run) => run.cpuMicros)),
    perSecond: median(runs.map((run) => run.perSecond)),
    p50: median(runs.map((run) => run.p50)),
    p99: median(runs.map((run) => run.p99)),
  }));
}

/**
 * All phases on a server of their own, which is warm when the first is measured.
 * @param {import('./lib/contestants.mjs').Contestant} contestant
 * @param {number} connections @param {number} bytes @param {number} milliseconds
 * @returns {Promise<Cell[]>}
 */
async function measure(contestant, connections, bytes, milliseconds) {
  const server = await start(contestant, serverPin);
  const load = new LoadProcess(server, loadPin);
  try {
    const { queueUrl } = await load.create('bench');
    const { queueUrl: warmUp } = await load.create('warm-up');
    for (const phase of phases) {
      await load.run({ phase, queueUrl: warmUp, connections, bytes, milliseconds: 300 });
    }
    const results = [];
    for (const phase of phases) {
      const result = await load.run({ phase, queueUrl, connections, bytes, milliseconds });
      const { cpuMicros, perSecond, p50, p99 } = result;
      results.push({ server: contestant.name, connections, bytes, phase, cpuMicros, perSecond, p50, p99 });
    }
    return results;
  } catch (error) {
    console.error(`${contestant.name}, ${connections} connections, ${bytes} B: ${error}`);
    return [];
  } finally {
    load.close();
    await server.stop();
  }
}
