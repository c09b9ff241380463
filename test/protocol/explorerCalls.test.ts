import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { GroupNode, type RegionNode } from '../../src/explorer/nodes';
import { QueueTree } from '../../src/explorer/queueTree';
import { eachWithLimit } from '../../src/shared/eachWithLimit';
import { emulatorConnection } from '../../src/sqs/connection';
import { numbered } from '../support/countedQueues';
import { CountingProxy } from '../support/countingProxy';
import { useEmulator } from '../support/emulator';
import { ManualTimers } from '../support/manualTimers';
import { callJson } from '../support/rawCalls';
import { sqsSideOn } from '../support/sqsSide';

/** By name: `EXPLORER_QUEUES=10000 EXPLORER_MINUTES=10 npm run test:protocol`. */
const QUEUES = Number(process.env['EXPLORER_QUEUES'] ?? 1_050);
const MINUTES = Number(process.env['EXPLORER_MINUTES'] ?? 1);
const MINUTE_MS = 60_000;
/** Twenty calls a second on this machine, and the calls that show the first rows. */
const MOST_CALLS = MINUTES * 60 * 20 + 500;
/** Simulated time passes this much at a time; between two steps the calls are answered. */
const STEP_MS = 1_500;

describe(`the calls of the Queues view with ${QUEUES} queues`, () => {
  const emulator = useEmulator({ isRelaxed: true });
  let proxy: CountingProxy;
  let endpoint: string;
  const side = sqsSideOn(() => endpoint);
  const timers = new ManualTimers();
  let tree: QueueTree;
  let region: RegionNode;

  before(async function () {
    this.timeout(120_000);
    await eachWithLimit(numbered('queue', QUEUES), 16, async (QueueName) => {
      await callJson(emulator.server.endpoint, 'CreateQueue', { QueueName });
    });
    // What is asked of a connection once, whose account it is, has been asked: it would be counted too.
    side.connections.found('emulator', { account: '000000000000' });
    proxy = new CountingProxy(emulator.server.endpoint);
    endpoint = await proxy.start();
    const { port } = emulator.server;
    tree = new QueueTree({
      connections: () => [emulatorConnection],
      readRegions: () => Promise.resolve(['us-east-1']),
      services: side.services,
      emulator: () => ({ kind: 'running', port, wantedPort: port, endpoint }),
      isPinned: () => false,
      pace: () => ({
        intervalMs: 1_500,
        callsPerSecond: 20,
        runsPerListedPage: 1,
        concurrency: 8,
        lagMs: 0,
      }),
      timers,
      random: () => 0.5,
      report: (error) => {
        throw error;
      },
    });
    const [root] = tree.roots;
    assert.ok(root);
    [region] = (await tree.readChildren(root)) as [RegionNode];
  });

  after(async () => {
    tree.dispose();
    side.dispose();
    await proxy.stop();
  });

  it('are none before a region is expanded', async () => {
    tree.isSeen = true;
    await timers.advance(10 * MINUTE_MS);
    assert.equal(calls(), 0);
  });

  it('show the first rows after one page, and ask for no counts of rows in closed groups', async () => {
    const startedAt = performance.now();
    await tree.readChildren(region);
    const firstMs = performance.now() - startedAt;
    await tree.openRegion(region).listed;
    const allMs = performance.now() - startedAt;
    await timers.advance(0);
    assert.deepEqual([...proxy.counts], [['ListQueues', Math.ceil(QUEUES / 1_000)]]);
    console.log(`      first rows after ${Math.round(firstMs)} ms, all after ${Math.round(allMs)} ms`);
  });

  it(`stay under ${MOST_CALLS} in ${MINUTES} min with a group open, and change nothing`, async function () {
    this.timeout(MINUTES * 60_000 + 60_000);
    const rows = await tree.readChildren(region);
    const group = rows.find((row) => row instanceof GroupNode);
    assert.ok(group);
    await tree.readChildren(group);
    for (let passed = 0; passed < MINUTES * MINUTE_MS; passed += STEP_MS) {
      await timers.advance(STEP_MS);
      await quiet();
    }
    assert.ok(calls() > MINUTES * 100, `only ${calls()} calls`);
    assert.ok(calls() <= MOST_CALLS, `${calls()} calls`);
    assert.deepEqual([...proxy.counts.keys()].sort(), ['GetQueueAttributes', 'ListQueues']);
    console.log(`      ${calls()} calls in ${MINUTES} min`);
  });

  function calls(): number {
    return [...proxy.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when no call is on its way: two turns in which none was added. */
  async function quiet(): Promise<void> {
    for (let before = -1; before !== calls(); ) {
      before = calls();
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }
});
