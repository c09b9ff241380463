// @ts-check
// Whether a queue costs the same with 1,000,000 waiting messages as with 100, and how much memory they take.
import { queuescope, start } from './lib/contestants.mjs';
import { residentBytes } from './lib/cost.mjs';
import { LoadProcess } from './lib/loadProcess.mjs';
import { loadPin, serverPin } from './lib/pinning.mjs';

/** @type {{ kind: string, name: string, attributes?: Record<string, string>, groups?: number }[]} */
const kinds = [
  { kind: 'standard', name: 'standard' },
  { kind: 'FIFO, one group', name: 'one.fifo', attributes: { FifoQueue: 'true' }, groups: 1 },
  { kind: 'FIFO, 10,000 groups', name: 'many.fifo', attributes: { FifoQueue: 'true' }, groups: 10_000 },
];

const bytes = 200;

/** @param {{ depths: number[], milliseconds: number }} options */
export async function runDepth({ depths, milliseconds }) {
  const rows = [];
  for (const kind of kinds) {
    const server = await start(queuescope, serverPin);
    const load = new LoadProcess(server, loadPin);
    const { queueUrl } = await load.create(kind.name, kind.attributes);
    const common = { queueUrl, bytes, groups: kind.groups, connections: kind.groups === 1 ? 1 : 16 };
    // Compiles the code before anything is measured; leaves the queue empty.
    await load.run({ ...common, phase: 'cycle', milliseconds: 2_000 });
    const before = residentBytes(server.pid);
    let waiting = 0;
    for (const depth of depths) {
      const count = Math.ceil((depth - waiting) / 10);
      await load.run({ ...common, phase: 'sendBatch', count, milliseconds: 600_000 });
      waiting += count * 10;
      const bytesPerMessage = (residentBytes(server.pid) - before) / waiting;
      const cycle = await load.run({ ...common, phase: 'cycle', milliseconds });
      const batches = await load.run({ ...common, phase: 'batchCycle', milliseconds });
      const attributes = await load.run({ ...common, phase: 'attributes', milliseconds });
      rows.push({
        kind: kind.kind,
        depth,
        bytesPerMessage,
        residentMiB: residentBytes(server.pid) / 2 ** 20,
        cycle: cycle.cpuMicros,
        batchCycle: batches.cpuMicros,
        attributes: attributes.cpuMicros,
      });
    }
    load.close();
    await server.stop();
  }
  return rows;
}
