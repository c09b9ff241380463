import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type ExplorerNode, GroupNode, type QueueNode, RegionNode } from '../../../src/explorer/nodes';
import { OpenRegion, type RegionPace } from '../../../src/explorer/openRegion';
import { emulatorConnection } from '../../../src/sqs/connection';
import { Failure } from '../../../src/sqs/failure';
import { CountedQueues, numbered } from '../../support/countedQueues';
import { ManualTimers } from '../../support/manualTimers';

const MINUTE_MS = 60_000;
const LOCAL: RegionPace = {
  intervalMs: 1_500,
  callsPerSecond: 20,
  runsPerListedPage: 1,
  concurrency: 8,
  lagMs: 0,
};
const AWS: RegionPace = {
  intervalMs: 30_000,
  callsPerSecond: 1,
  runsPerListedPage: 10,
  concurrency: 4,
  lagMs: MINUTE_MS,
};

const throttled = new Failure('throttled', 'Slow down.', 'RequestThrottled');

describe('an open region', () => {
  let timers: ManualTimers;
  let queues: CountedQueues;
  let region: OpenRegion;
  let changes: ExplorerNode[];
  let filter: string;
  let isSpent: boolean;

  beforeEach(() => {
    timers = new ManualTimers();
    changes = [];
    filter = '';
    isSpent = false;
  });

  it('asks nothing before its rows are wanted', async () => {
    open(numbered('q', 3), LOCAL);
    region.isSeen = true;
    await timers.advance(10 * MINUTE_MS);
    assert.equal(queues.allCalls, 0);
  });

  it('has a row for a queue that was found otherwise, before its page has come, and once', async () => {
    const names = numbered('queue', 1_500);
    open(names, LOCAL);
    const gate = new Gate();
    queues.nextPage = () => gate.wait();
    const reading = region.readRows();
    await timers.advance(0);
    gate.open();
    await reading;
    const last = { ...region.queues.nodes[0]?.queue, queueName: 'queue-01500' } as QueueNode['queue'];
    const found = { ...last, queueUrl: last.queueUrl.replace(/[^/]+$/, 'queue-01500') };
    assert.equal(region.queues.find(found), undefined);
    const row = region.know(found);
    assert.equal(row?.queue.queueName, 'queue-01500');
    assert.equal(row.pending, undefined);
    assert.ok(changes.includes(region.node));
    await timers.advance(0);
    gate.open();
    await region.listed;
    assert.equal(region.queues.nodes.length, names.length);
    assert.equal(region.queues.find(found), row);
  });

  it('shows the first page while the others are still on their way', async () => {
    open(numbered('queue', 2_500), LOCAL);
    const gate = new Gate();
    queues.nextPage = () => gate.wait();
    const reading = region.readRows();
    await timers.advance(0);
    gate.open();
    assert.ok((await reading).length > 0);
    assert.deepEqual([region.queues.nodes.length, region.isListing], [1_000, true]);
    gate.open();
    await timers.advance(0);
    assert.equal(region.queues.nodes.length, 2_000);
    assert.ok(changes.includes(region.node));
    gate.open();
    await region.listed;
    assert.deepEqual([region.queues.nodes.length, region.isListing], [2_500, false]);
  });

  it('reads the counts of the rows that are shown, and of a group when it is expanded', async () => {
    open(numbered('queue', 1_000), LOCAL);
    const [group] = await readRows();
    assert.equal(queues.calls.read, 0);
    assert.ok(group instanceof GroupNode);
    region.readGroup(group);
    await timers.advance(0);
    assert.equal(queues.calls.read, 100);
    assert.equal(queues.read[0], 'queue-00001');
  });

  it('asks nothing while nobody sees it, its window has no focus, or it is collapsed', async () => {
    open(numbered('q', 20), LOCAL);
    await readRows();
    const before = queues.allCalls;
    await timers.advance(10 * MINUTE_MS);
    assert.equal(queues.allCalls, before);
    region.setExpanded(region.node, false);
    region.isSeen = true;
    await timers.advance(10 * MINUTE_MS);
    assert.equal(queues.allCalls, before);
    region.setExpanded(region.node, true);
    await timers.advance(1);
    assert.ok(queues.allCalls > before);
  });

  it('does not ask more often because a window gets and loses the focus', async () => {
    open(numbered('q', 10), LOCAL);
    await readRows();
    region.isSeen = true;
    await timers.advance(3_000);
    const before = queues.allCalls;
    for (let times = 0; times < 50; times += 1) {
      region.isSeen = false;
      region.isSeen = true;
      await timers.advance(1);
    }
    assert.ok(queues.allCalls - before <= 11, `${queues.allCalls - before} calls`);
  });

  it('stays under its calls with ten thousand queues and two groups open: 12,500 in ten minutes here', async () => {
    open(numbered('queue', 10_000), LOCAL);
    await openGroups(2);
    region.isSeen = true;
    await timers.advance(10 * MINUTE_MS);
    assert.ok(queues.calls.list > 40, 'new queues are noticed');
    assert.ok(queues.allCalls > 5_000, `only ${queues.allCalls} calls`);
    assert.ok(queues.allCalls <= 12_500, `${queues.allCalls} calls`);
  });

  it('stays under 900 calls in ten minutes on AWS, with ten thousand queues and two groups open', async () => {
    open(numbered('queue', 10_000), AWS);
    await openGroups(2);
    region.isSeen = true;
    await timers.advance(10 * MINUTE_MS);
    assert.ok(queues.calls.read > 500, `only ${queues.calls.read} reads`);
    assert.ok(queues.allCalls <= 900, `${queues.allCalls} calls`);
  });

  it('has its turn with every row when more are open than one run reads', async () => {
    open(numbered('queue', 1_000), LOCAL);
    await openGroups(5);
    region.isSeen = true;
    await timers.advance(MINUTE_MS);
    const reads = new Map<string, number>();
    for (const name of queues.read) reads.set(name, (reads.get(name) ?? 0) + 1);
    assert.equal(reads.size, 500);
    assert.ok(Math.max(...reads.values()) - Math.min(...reads.values()) <= 1);
  });

  it('refreshes nothing while the calls of the hour are spent, but what the user opens is read', async () => {
    open(numbered('queue', 300), AWS);
    region.isSeen = true;
    const [first, second] = await readRows();
    assert.ok(first instanceof GroupNode && second instanceof GroupNode);
    region.readGroup(first);
    await timers.advance(0);
    isSpent = true;
    const before = queues.allCalls;
    await timers.advance(10 * MINUTE_MS);
    assert.equal(queues.allCalls, before);
    region.readGroup(second);
    await timers.advance(0);
    assert.equal(queues.allCalls, before + second.children.length);
    isSpent = false;
    await timers.advance(MINUTE_MS);
    assert.ok(queues.allCalls > before + second.children.length);
  });

  it('backs off while SQS asks to slow down, and stops in the middle of a run', async () => {
    open(numbered('q', 100), AWS);
    await readRows();
    region.isSeen = true;
    queues.failure = throttled;
    const before = queues.allCalls;
    await timers.advance(30 * MINUTE_MS);
    assert.ok(queues.allCalls - before < 60, `${queues.allCalls - before} calls`);
    queues.failure = undefined;
    const rest = queues.allCalls;
    await timers.advance(30 * MINUTE_MS);
    assert.ok(queues.allCalls - rest > 200, 'it recovers');
  });

  it('asks less and less often for a list that is refused', async () => {
    open(['a'], LOCAL);
    await readRows();
    region.isSeen = true;
    queues.failure = new Failure('expired', 'The token is expired.', 'ExpiredToken');
    const before = queues.calls.list;
    await timers.advance(10 * MINUTE_MS);
    assert.ok(queues.calls.list - before < 40, `${queues.calls.list - before} calls`);
    queues.failure = undefined;
    const rest = queues.allCalls;
    await timers.advance(MINUTE_MS);
    assert.ok(queues.allCalls - rest > 10, 'it recovers');
  });

  it('does not read what a filter shows only while it is typed', async () => {
    open([...numbered('queue', 300), ...numbered('order', 5)], LOCAL);
    await readRows();
    const before = queues.calls.read;
    for (const typed of ['o', 'or', 'ord']) {
      filter = typed;
      await region.readRows();
      await timers.advance(100);
    }
    assert.equal(queues.calls.read, before);
    await timers.advance(500);
    assert.equal(queues.calls.read - before, 5);
  });

  it('keeps what a command made or deleted while AWS does not list it so yet', async () => {
    open(['old', 'gone'], AWS);
    await readRows();
    const [gone] = region.queues.nodes.filter(({ queue }) => queue.queueName === 'gone');
    assert.ok(gone);
    await region.apply({ kind: 'deleted', queue: gone.queue });
    const fresh = {
      ...gone.queue,
      queueName: 'fresh',
      queueUrl: gone.queue.queueUrl.replace('gone', 'fresh'),
    };
    const applied = region.apply({ kind: 'created', queue: fresh });
    assert.equal(region.queues.find(fresh)?.pending, 'created');
    await applied;
    await region.queues.list(new AbortController().signal);
    assert.deepEqual(names(region.queues.nodes), ['old']);
  });

  it('marks a purged queue until nothing is left in it, for a minute at most', async () => {
    open(['full'], AWS);
    await readRows();
    const [full] = region.queues.nodes;
    assert.ok(full);
    await region.apply({ kind: 'purged', queue: full.queue });
    assert.equal(full.pending, 'purged');
    await timers.advance(MINUTE_MS);
    await region.refresh();
    assert.equal(full.pending, undefined);
  });

  it('has no complaint when it is closed while it shows what a command did', async () => {
    open(['full'], AWS);
    await readRows();
    const [full] = region.queues.nodes;
    assert.ok(full);
    const before = queues.calls.read;
    const applied = region.apply({ kind: 'purged', queue: full.queue });
    region.dispose();
    await applied;
    assert.equal(queues.calls.read, before + 1);
  });

  it('shows the deepest queues first as of one moment, and by name again', async () => {
    open(['a', 'b', 'c'], LOCAL);
    await readRows();
    const depths = new Map(region.queues.nodes.map((node, index) => [node, index]));
    region.setSnapshot(depths);
    const [note, ...rows] = await region.readRows();
    assert.ok(note?.kind === 'note' && note.note.code === 'sortedByDepth');
    assert.deepEqual(names(rows as QueueNode[]), ['c', 'b', 'a']);
    region.setSnapshot(undefined);
    assert.deepEqual(names((await region.readRows()) as QueueNode[]), ['a', 'b', 'c']);
  });

  it('keeps the rows it has when a later listing fails, and says so above them', async () => {
    open(['a', 'b'], LOCAL);
    await readRows();
    queues.failure = throttled;
    await region.refresh();
    const [note, ...rows] = await region.readRows();
    assert.ok(note?.kind === 'note' && note.note.code === 'failed');
    assert.deepEqual(names(rows as QueueNode[]), ['a', 'b']);
  });

  function open(queueNames: readonly string[], pace: RegionPace): void {
    queues = new CountedQueues(queueNames);
    region = new OpenRegion(new RegionNode(emulatorConnection, 'us-east-1'), {
      service: queues.service,
      isPinned: () => false,
      filter: () => filter,
      pace: () => pace,
      isOverBudget: () => isSpent,
      timers,
      random: () => 0.5,
      changed: (...nodes) => changes.push(...nodes),
      report: (error) => {
        throw error;
      },
    });
  }

  /** As VS Code does: the rows again once all are listed. */
  async function readRows(): Promise<readonly ExplorerNode[]> {
    await region.readRows();
    await region.listed;
    const rows = await region.readRows();
    await timers.advance(0);
    return rows;
  }

  async function openGroups(count: number): Promise<void> {
    const rows = await readRows();
    for (const row of rows.slice(0, count)) {
      assert.ok(row instanceof GroupNode);
      region.readGroup(row);
    }
    await timers.advance(0);
  }
});

/** Lets one of those who wait through at a time. */
class Gate {
  #waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  open(): void {
    this.#waiting.shift()?.();
  }
}

function names(nodes: readonly QueueNode[]): string[] {
  return nodes.map(({ queue }) => queue.queueName);
}
