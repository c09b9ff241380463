import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import type { QueueRef } from '../../src/shared/queue';
import { openService } from '../../src/sqs/standaloneService';
import { presets } from '../../src/traffic/presets';
import { TrafficHost, type TrafficRun } from '../../src/traffic/trafficHost';
import type { TrafficOrder } from '../../src/traffic/trafficPort';
import type { TrafficSpec } from '../../src/traffic/trafficSpec';
import { CountingProxy } from '../support/countingProxy';
import { useEmulator } from '../support/emulator';

const workerPath = path.resolve('dist/trafficWorker.js');

describe('The traffic host', () => {
  const emulator = useEmulator();
  let queue: QueueRef;
  let host: TrafficHost;
  let seen: TrafficRun[];

  before(async () => {
    const { service, dispose } = openEmulator();
    queue = await service.createQueue('orders', {});
    dispose();
  });

  beforeEach(() => useHost(workerPath));
  afterEach(() => host.dispose());

  function useHost(file: string): void {
    seen = [];
    host = new TrafficHost(file);
    host.onDidChangeRun((run) => seen.push(run));
  }

  function target() {
    return { kind: 'emulator', endpoint: emulator.server.endpoint, region: 'us-east-1' } as const;
  }

  function openEmulator() {
    const connection = openService(target(), () => import('../../src/sqs/sqs'));
    return { service: connection.service, dispose: () => connection.dispose() };
  }

  function order(id: string, spec: TrafficSpec): TrafficOrder {
    const marks = { isReadOnly: false, isProduction: false };
    return { id, target: target(), queue, marks, spec, seed: 1 };
  }

  /** The next word on a run for which `isWanted` holds. */
  function nextRun(isWanted: (run: TrafficRun) => boolean): Promise<TrafficRun> {
    return new Promise((resolve) => {
      const subscription = host.onDidChangeRun((run) => {
        if (!isWanted(run)) return;
        subscription.dispose();
        resolve(run);
      });
    });
  }

  const producer: TrafficSpec = {
    ...presets['fast-producer'],
    kind: 'producer',
    body: 'x',
    attributes: [],
    pace: { kind: 'rate', perSecond: 100 },
    failedEntries: 'ignore',
  };

  it('runs traffic in a worker to its limit and tells its figures', async () => {
    const ended = nextRun(({ state }) => state === 'ended');
    host.start(order('a', { ...producer, limit: { messages: 40 } }));
    const { figures, error } = await ended;
    assert.equal(error, undefined);
    assert.equal(figures?.sent, 40);
    assert.deepEqual(host.runs, []);
    const { service, dispose } = openEmulator();
    const { visible, delayed } = await service.readCounts(queue);
    dispose();
    assert.equal(visible + delayed, 40);
  });

  it('tells every call that it makes, with the SDK and without it', async () => {
    const proxy = new CountingProxy(emulator.server.endpoint);
    const endpoint = await proxy.start();
    const told = new Map<string, number>();
    host.onDidCall(({ connectionId, calls }) => {
      assert.equal(connectionId, queue.connectionId);
      for (const sum of calls) told.set(sum.action, (told.get(sum.action) ?? 0) + sum.calls);
    });
    for (const kind of ['emulator', 'endpoint'] as const) {
      const ended = nextRun(({ state }) => state === 'ended');
      const target = { kind, endpoint, region: 'us-east-1' };
      host.start({ ...order(kind, { ...producer, limit: { messages: 30 } }), target });
      await ended;
    }
    await proxy.stop();
    assert.ok(proxy.counts.size > 0);
    assert.deepEqual(told, proxy.counts);
  });

  it('tells figures while it runs, and stops each run by its id', async () => {
    host.start(order('a', producer));
    host.start(order('b', presets['slow-consumer']));
    await nextRun(({ order: { id }, figures }) => id === 'a' && (figures?.sent ?? 0) > 0);
    await host.stop('b');
    assert.deepEqual(
      host.runs.map(({ order: { id } }) => id),
      ['a'],
    );
    await host.stop('a');
    assert.deepEqual(host.runs, []);
    assert.deepEqual(
      seen.filter(({ order: { id } }) => id === 'b').map(({ state, error }) => [state, error])[0],
      ['running', undefined],
    );
    assert.equal(seen.at(-1)?.state, 'ended');
  });

  it('ends at the first call that the rules of the connection refuse, and nothing is sent', async () => {
    const marks = { isReadOnly: true, isProduction: true };
    const { service, dispose } = openEmulator();
    // What is delayed becomes visible meanwhile.
    const countAll = async () => {
      const { visible, inFlight, delayed } = await service.readCounts(queue);
      return visible + inFlight + delayed;
    };
    const before_ = await countAll();
    for (const [id, spec] of [
      ['a', producer],
      ['b', presets['slow-consumer']],
    ] as const) {
      const ended = nextRun(({ state }) => state === 'ended');
      host.start({ ...order(id, spec), marks });
      const { figures, error } = await ended;
      assert.equal(error, undefined);
      assert.deepEqual([figures?.sent, figures?.received], [0, 0]);
    }
    assert.equal(await countAll(), before_);
    dispose();
  });

  it('starts again after all runs have ended', async () => {
    for (const id of ['first', 'second']) {
      const ended = nextRun(({ state }) => state === 'ended');
      host.start(order(id, { ...producer, limit: { messages: 1 } }));
      assert.equal((await ended).figures?.sent, 1);
    }
  });

  it('refuses an id that is in use', () => {
    host.start(order('a', producer));
    assert.throws(() => host.start(order('a', producer)), /id a already/);
  });

  it('ends the runs with the reason when its worker cannot run', async () => {
    useHost(path.resolve('dist/none.js'));
    const ended = nextRun(({ state }) => state === 'ended');
    host.start(order('a', producer));
    assert.match((await ended).error ?? '', /Cannot find module/);
    assert.deepEqual(host.runs, []);
  });

  it('ends all runs when it is disposed, and starts none afterwards', async () => {
    host.start(order('a', producer));
    await host.dispose();
    assert.deepEqual(host.runs, []);
    assert.throws(() => host.start(order('b', producer)), /closing/);
  });

  it('resolves at once when told to stop what does not run', async () => {
    await host.stop('nobody');
    assert.deepEqual(seen, []);
  });
});
