// @ts-check
// Whether a queue costs the same with 1,000,000 waiting messages as with 100, and how much memory they take.
import { queuescope, start } from './lib/contestants.mjs';
import { residentBytes } from './lib/cost.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';
import { median } from './lib/statistics.mjs';

/** @type {{ kind: string, name: string, attributes?: Record<string, string>, groups?: number }[]} */
const kinds = [
  { kind: 'standard', name: 'standard' },
  { kind: 'FIFO, one group', name: 'one.fifo', attributes: { FifoQueue: 'true' }, groups: 1 },
  { kind: 'FIFO, 10,000 groups', name: 'many.fifo', attributes: { FifoQueue: 'true' }, groups: 10_000 },
];
const bytes = 200;
const phases = /** @type {const} */ (['cycle', 'batchCycle', 'attributes']);

/** @typedef {{ kind: string, depth: number, bytesPerMessage: number, residentMiB: number, cycle: number, batchCycle: number, attributes: number }} Row */

/** One server for each depth; they take turns. @param {{ depths: number[], rounds: number, milliseconds: number }} options */
export async function runDepth({ depths, rounds, milliseconds }) {
  /** @type {Row[]} */
  const rows = [];
  for (const kind of kinds) {
    const servers = [];
    for (const depth of depths) servers.push(await fill(kind, depth));
    for (let round = 0; round < rounds; round++) {
      for (const phase of phases) {
        for (const { load, common, figures } of round % 2 === 0 ? servers : servers.toReversed()) {
          figures[phase].push((await load.run({ ...common, phase, milliseconds })).cpuMicros);
        }
      }
    }
    for (const { server, load, figures, size } of servers) {
      const [cycle, batchCycle] = [median(figures.cycle), median(figures.batchCycle)];
      rows.push({ kind: kind.kind, ...size, cycle, batchCycle, attributes: median(figures.attributes) });
      load.close();
      await server.stop();
    }
  }
  return rows;
}

/** A server whose code is compiled, with so many messages waiting. @param {typeof kinds[number]} kind @param {number} depth */
async function fill(kind, depth) {
  const server = await start(queuescope, serverPin);
  const load = new LoadProcess(server, loadPin);
  const { queueUrl } = await load.create(kind.name, kind.attributes);
  const common = { queueUrl, bytes, groups: kind.groups, connections: kind.groups === 1 ? 1 : 16 };
  for (const phase of phases) await load.run({ ...common, phase, milliseconds: 1_500 });
  const before = residentBytes(server.pid);
  await load.run({ ...common, phase: 'sendBatch', count: Math.ceil(depth / 10), milliseconds: 600_000 });
  const resident = residentBytes(server.pid);
  /** @type {Record<typeof phases[number], number[]>} */
  const figures = { cycle: [], batchCycle: [], attributes: [] };
  const size = { depth, bytesPerMessage: (resident - before) / depth, residentMiB: resident / 2 ** 20 };
  return { server, load, common, figures, size };
}
