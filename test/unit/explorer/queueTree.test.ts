import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import type { EmulatorState } from '../../../src/emulator/emulatorHost';
import type {
  ConnectionNode,
  ExplorerNode,
  NoteNode,
  QueueNode,
  RegionNode,
} from '../../../src/explorer/nodes';
import { QueueTree, type TreeChange } from '../../../src/explorer/queueTree';
import type { QueueRef } from '../../../src/shared/queue';
import { type Connection, emulatorConnection, profileConnection } from '../../../src/sqs/connection';
import { systemTimers } from '../../../src/sqs/timers';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

describe('the tree of queues', () => {
  const emulator = useEmulator({ isRelaxed: true });
  let endpoint: string | undefined;
  const side = sqsSideOn(() => endpoint);
  after(() => side.dispose());
  let connections: readonly Connection[];
  let regions: readonly string[];
  let state: EmulatorState;
  let tree: QueueTree;
  let changes: TreeChange[];
  const pinned = new Set<string>();
  const created: QueueRef[] = [];
  const errors: unknown[] = [];

  beforeEach(() => {
    endpoint = emulator.server.endpoint;
    connections = [emulatorConnection];
    regions = ['us-east-1'];
    state = running();
    changes = [];
    tree = new QueueTree({
      connections: () => connections,
      readRegions: () => Promise.resolve(regions),
      services: side.services,
      emulator: () => state,
      isPinned: ({ queueName }) => pinned.has(queueName),
      pace: () => ({ intervalMs: 0, callsPerSecond: 20, runsPerListedPage: 1, concurrency: 8, lagMs: 0 }),
      timers: systemTimers,
      random: () => 0.5,
      report: (error) => errors.push(error),
    });
    tree.onDidChange((change) => changes.push(change));
  });

  afterEach(async () => {
    tree.dispose();
    for (const queue of created.splice(0)) await service(queue.region).deleteQueue(queue);
    assert.deepEqual(errors.splice(0), []);
  });

  it('is empty without AWS while the emulator is stopped, so that the welcome content shows', () => {
    state = { kind: 'stopped' };
    assert.equal(tree.roots.length, 0);
    connections = [emulatorConnection, profileConnection('default')];
    assert.deepEqual(
      tree.roots.map(({ connection }) => connection.id),
      ['emulator', 'profile:default'],
    );
  });

  it('keeps the emulator in view when it failed', async () => {
    state = { kind: 'failed', code: 'EXITED', message: 'It ended.' };
    const [note] = await tree.readChildren(root());
    assert.deepEqual((note as NoteNode).note, { code: 'emulatorFailed', reason: 'It ended.' });
  });

  it('shows connection, region and queues sorted by name, numbers by their value', async () => {
    await create('queue-10', 'queue-9', 'Alpha');
    const region = await openRegion();
    assert.deepEqual(names(await tree.readChildren(region)), ['Alpha', 'queue-9', 'queue-10']);
    await tree.openRegion(region).listed;
    assert.deepEqual(tree.queueCount(region), { count: 3, isListing: false });
  });

  it('gives the same objects for the same rows, and knows their parents', async () => {
    await create('same');
    const region = await openRegion();
    const [before] = await tree.readChildren(region);
    const [again] = await tree.readChildren(region);
    assert.ok(before);
    assert.equal(before, again);
    assert.equal(tree.parentOf(before), region);
    assert.equal(tree.parentOf(region), root());
    assert.equal(tree.parentOf(root()), undefined);
  });

  it('shows the same name in two regions as two queues', async () => {
    regions = ['us-east-1', 'eu-west-1'];
    await create('twin');
    created.push(await service('eu-west-1').createQueue('twin', {}));
    const [east, west] = (await tree.readChildren(root())) as RegionNode[];
    assert.ok(east && west);
    const [first] = (await tree.readChildren(east)) as QueueNode[];
    const [second] = (await tree.readChildren(west)) as QueueNode[];
    assert.equal(first?.queue.region, 'us-east-1');
    assert.equal(second?.queue.region, 'eu-west-1');
  });

  it('fills in the counts in the background and names just the rows that changed', async () => {
    const [queue] = await create('counted', 'quiet');
    assert.ok(queue);
    await service().sendMessage(queue, { body: 'x', attributes: [] });
    const region = await openRegion();
    await tree.readChildren(region);
    await countsRead();
    assert.deepEqual(tree.find(queue)?.counts, { visible: 1, inFlight: 0, delayed: 0 });
    await service().sendMessage(queue, { body: 'y', attributes: [], delaySeconds: 60 });
    changes.length = 0;
    await refresh();
    assert.deepEqual(changes.map(namesOf), [['counted']]);
    assert.deepEqual(tree.find(queue)?.counts, { visible: 1, inFlight: 0, delayed: 1 });
    await refresh();
    assert.equal(changes.length, 1, 'nothing had changed');
  });

  it('marks a queue as dead-letter queue once another names it', async () => {
    const [dead, source] = await create('dead', 'source');
    assert.ok(dead && source);
    await tree.readChildren(await openRegion());
    await countsRead();
    assert.equal(tree.find(dead)?.type, 'standard');
    const { QueueArn: arn } = await service().readAttributes(dead);
    const policy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 });
    created.push(await service().createQueue('other-source', { RedrivePolicy: policy }));
    await refresh();
    await tree.readChildren(await openRegion());
    await countsRead();
    assert.equal(tree.find(dead)?.type, 'deadLetter');
    assert.equal(tree.find(source)?.type, 'standard');
  });

  it('sees queues that another program made or deleted', async () => {
    const [queue] = await create('here');
    assert.ok(queue);
    const region = await openRegion();
    await tree.readChildren(region);
    await countsRead();
    await create('there');
    changes.length = 0;
    await refresh();
    assert.deepEqual(changes, [[region]]);
    assert.deepEqual(names(await tree.readChildren(region)), ['here', 'there']);
    await service().deleteQueue(queue);
    created.splice(created.indexOf(queue), 1);
    await refresh();
    assert.deepEqual(names(await tree.readChildren(region)), ['there']);
  });

  it('puts pinned queues first, below a row of their own', async () => {
    await create('a', 'b', 'c');
    pinned.add('b');
    const region = await openRegion();
    const [group, ...rest] = await tree.readChildren(region);
    assert.ok(group?.kind === 'group');
    assert.deepEqual(names(await tree.readChildren(group)), ['b']);
    assert.deepEqual(names(rest), ['a', 'c']);
    const [row] = group.children;
    assert.ok(row);
    assert.equal(tree.parentOf(row), group);
    assert.equal(tree.parentOf(group), region);
    pinned.clear();
  });

  it('links a queue to its dead-letter queue, and that one back', async () => {
    const [dead] = await create('linked-dlq');
    assert.ok(dead);
    const { QueueArn: arn } = await service().readAttributes(dead);
    const policy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 });
    const source = await service().createQueue('linked', { RedrivePolicy: policy });
    created.push(source);
    await tree.readChildren(await openRegion());
    await countsRead();
    const [down] = await tree.readChildren(row(source));
    assert.ok(down?.kind === 'link');
    assert.deepEqual([down.direction, down.target], ['deadLetterQueue', dead]);
    const [up] = await tree.readChildren(row(dead));
    assert.ok(up?.kind === 'link');
    assert.deepEqual([up.direction, up.target], ['source', source]);
    assert.equal(tree.parentOf(up), row(dead));
  });

  it('shows at once what a command did', async () => {
    const region = await openRegion();
    await tree.readChildren(region);
    const [queue] = await create('new');
    assert.ok(queue);
    await tree.apply({ kind: 'created', queue });
    assert.deepEqual(names(await tree.readChildren(region)), ['new']);
    await service().sendMessage(queue, { body: 'x', attributes: [] });
    await tree.apply({ kind: 'counts', queue });
    assert.equal(tree.find(queue)?.counts?.visible, 1);
    await tree.apply({ kind: 'deleted', queue });
    assert.equal(tree.find(queue), undefined);
  });

  it('says that there are no queues, and that the filter hides all', async () => {
    const region = await openRegion();
    assert.deepEqual(codes(await tree.readChildren(region)), ['noQueues']);
    await create('orders', 'ORDERS-dlq', 'mail');
    tree.refresh(region);
    tree.filter = 'Orders';
    assert.deepEqual(names(await tree.readChildren(region)), ['orders', 'ORDERS-dlq']);
    tree.filter = 'nothing';
    assert.deepEqual(codes(await tree.readChildren(region)), ['noMatch']);
    tree.filter = '';
    assert.equal((await tree.readChildren(region)).length, 3);
  });

  it('shows a failure in place of the queues, and the queues again after a refresh', async () => {
    await create('orders');
    const region = await openRegion();
    endpoint = 'http://127.0.0.1:1';
    const [note] = await tree.readChildren(region);
    assert.ok(note?.kind === 'note' && note.note.code === 'failed');
    assert.equal(note.note.failure.kind, 'unreachable');
    assert.equal(tree.queueCount(region), undefined);
    endpoint = emulator.server.endpoint;
    tree.refresh(region);
    assert.deepEqual(await changed(), [region]);
    assert.deepEqual(names(await tree.readChildren(region)), ['orders']);
  });

  it('marks a queue that was deleted elsewhere between listing and reading', async () => {
    const [queue] = await create('gone');
    assert.ok(queue);
    await tree.readChildren(await openRegion());
    await countsRead();
    await service().deleteQueue(queue);
    created.splice(created.indexOf(queue), 1);
    await tree.apply({ kind: 'counts', queue });
    assert.equal(row(queue).failure?.kind, 'notFound');
  });

  it('says that a stopped emulator has to be started', async () => {
    for (const [kind, code] of [
      ['stopped', 'emulatorStopped'],
      ['stopping', 'emulatorStopped'],
      ['starting', 'emulatorStarting'],
    ] as const) {
      const node = root();
      state = { kind };
      assert.deepEqual(codes(await tree.readChildren(node)), [code]);
      state = running();
    }
  });

  function running(): EmulatorState {
    const { port } = emulator.server;
    return { kind: 'running', port, wantedPort: port, endpoint: emulator.server.endpoint };
  }

  function service(region = 'us-east-1') {
    return side.services.get('emulator', region);
  }

  async function create(...queueNames: string[]): Promise<QueueRef[]> {
    const queues = await Promise.all(queueNames.map((name) => service().createQueue(name, {})));
    created.push(...queues);
    return queues;
  }

  function root(): ConnectionNode {
    const [node] = tree.roots;
    assert.ok(node);
    return node;
  }

  async function openRegion(): Promise<RegionNode> {
    const [region] = await tree.readChildren(root());
    assert.ok(region?.kind === 'region');
    return region;
  }

  function row(queue: QueueRef): QueueNode {
    const node = tree.find(queue);
    assert.ok(node);
    return node;
  }

  /** Asks for everything that is open, and waits until the tree has told what is different. */
  async function refresh(): Promise<void> {
    for (const region of (await tree.readChildren(root())) as RegionNode[])
      await tree.openRegion(region).refresh();
    await ticked();
  }

  /** Resolves when every queue that is known has been asked for, and the tree has told so. */
  async function countsRead(): Promise<void> {
    while (tree.knownQueues.some(({ attributes, failure }) => !attributes && !failure)) await changed();
    await ticked();
  }

  /** Changes are told once a tick; what waits already goes first. */
  function ticked(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 1));
  }

  /** Resolves when the tree tells of its next change. */
  function changed(): Promise<TreeChange> {
    return new Promise((resolve) => {
      const listener = tree.onDidChange((change) => {
        listener.dispose();
        resolve(change);
      });
    });
  }
});

function names(nodes: readonly ExplorerNode[]): string[] {
  return nodes.map((node) => (node.kind === 'queue' ? node.queue.queueName : node.kind));
}

function namesOf(change: TreeChange): string[] {
  return names(change ?? []);
}

function codes(nodes: readonly ExplorerNode[]): string[] {
  return nodes.map((node) => (node.kind === 'note' ? node.note.code : node.kind));
}
