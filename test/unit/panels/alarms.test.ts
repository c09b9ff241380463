import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Alarms, findAlarms } from '../../../src/panels/alarms';
import { parseOverviewRequest } from '../../../src/panels/overviewRequest';
import { WatchList } from '../../../src/panels/watchList';
import type { QueueRef } from '../../../src/shared/queue';
import { queueKey } from '../../../src/shared/queue';
import { sortedBy, sortRows } from '../../../webview/overview/sorting';
import { ManualQueueMonitor } from '../../support/manualQueueMonitor';
import { MemoryMemento } from '../../support/sqsSide';

const START = Date.UTC(2026, 0, 1);

function queueRef(name: string): QueueRef {
  return { connectionId: 'emulator', region: 'us-east-1', queueUrl: `http://e/1/${name}`, queueName: name };
}

const queue = queueRef('orders');

function sampled(visible: readonly number[]) {
  const monitor = new ManualQueueMonitor();
  for (const [second, count] of visible.entries())
    monitor.sample(queue, START + second * 1_000, { visible: count, inFlight: 0, delayed: 0 });
  const answeredAt = START + (visible.length - 1) * 1_000;
  const sample = { visible: visible.at(-1) ?? 0, inFlight: 0, delayed: 0, askedAt: answeredAt, answeredAt };
  return { history: monitor.history, sample };
}

describe('thresholds', () => {
  it('find a queue that is too deep', () => {
    const { history, sample } = sampled([101]);
    assert.deepEqual(findAlarms(queue, sample, { depth: 100 }, history), ['depth']);
    assert.deepEqual(findAlarms(queue, sample, { depth: 101 }, history), []);
    assert.deepEqual(findAlarms(queue, sample, {}, history), []);
  });

  it('find any message of a queue that ought to be empty, also one in flight', () => {
    const { history, sample } = sampled([0]);
    assert.deepEqual(findAlarms(queue, sample, { notEmpty: true }, history), []);
    assert.deepEqual(findAlarms(queue, { ...sample, inFlight: 1 }, { notEmpty: true }, history), [
      'notEmpty',
    ]);
  });

  it('find a queue that does not drain for as long as was said, and not before', () => {
    const minute = Array.from({ length: 61 }, () => 5);
    const find = (visible: readonly number[]) => {
      const { history, sample } = sampled(visible);
      return findAlarms(queue, sample, { notDrainingMinutes: 1 }, history);
    };
    assert.deepEqual(find(minute), ['notDraining']);
    assert.deepEqual(find(minute.slice(1)), []);
    assert.deepEqual(find([...minute.slice(1), 4]), []);
    assert.deepEqual(find(minute.with(30, 0)), []);
  });

  it('are told once when a queue gets beyond one, and once when it is back', async () => {
    const monitor = new ManualQueueMonitor();
    const list = new WatchList(new MemoryMemento(), monitor);
    const alarms = new Alarms(list, monitor, monitor.history);
    const told: string[] = [];
    alarms.onDidChange((change) => told.push(`${change.alarms.join()} +${change.added.join()}`));
    await list.set(queue, { thresholds: { depth: 10, notEmpty: true } });
    for (const [second, visible] of [0, 5, 6, 20, 21, 0].entries())
      monitor.sample(queue, START + second * 1_000, { visible, inFlight: 0, delayed: 0 });
    assert.deepEqual(told, ['notEmpty +notEmpty', 'notEmpty,depth +depth', ' +']);
    monitor.sample(queue, START + 9_000, { visible: 9, inFlight: 0, delayed: 0 });
    await list.remove(queue);
    assert.deepEqual(alarms.of(queue), []);
  });
});

describe('the watch list', () => {
  it('is remembered, and samples what is to be kept watched', async () => {
    const memory = new MemoryMemento();
    const monitor = new ManualQueueMonitor();
    const list = new WatchList(memory, monitor);
    await list.set(queue);
    await list.set(queueRef('other'), { isKept: true, thresholds: { depth: 3 } });
    assert.deepEqual([...monitor.watched], [queueKey(queueRef('other'))]);
    list.dispose();
    assert.equal(monitor.watched.size, 0);
    const again = new WatchList(memory, monitor);
    assert.deepEqual(
      again.entries.map(({ queue: { queueName }, isKept, thresholds }) => [queueName, isKept, thresholds]),
      [
        ['orders', false, {}],
        ['other', true, { depth: 3 }],
      ],
    );
    assert.equal(monitor.watched.size, 1);
    await again.set(queueRef('other'), { isKept: false });
    assert.equal(monitor.watched.size, 0);
    await again.remove(queue);
    assert.deepEqual(memory.get<unknown[]>('watchList', []).length, 1);
  });
});

describe('messages of the overview page', () => {
  it('are taken when they are whole', () => {
    for (const request of [
      { type: 'ready' },
      { type: 'addQueues' },
      { type: 'open', key: 'k' },
      { type: 'keep', key: 'k', isKept: true },
      { type: 'silence', key: 'k', isSilenced: false },
      { type: 'setThresholds', key: 'k', thresholds: { depth: 0, notEmpty: true, notDrainingMinutes: 5 } },
    ])
      assert.deepEqual(parseOverviewRequest(request), request);
  });

  it('are dropped when they are not', () => {
    for (const request of [
      undefined,
      'open',
      { type: 'open' },
      { type: 'keep', key: 'k', isKept: 'yes' },
      { type: 'setThresholds', key: 'k', thresholds: { depth: -1 } },
      { type: 'setThresholds', key: 'k', thresholds: { notDrainingMinutes: 0.5 } },
      { type: 'setThresholds', key: 'k' },
      { type: 'format', key: 'k' },
    ])
      assert.equal(parseOverviewRequest(request), undefined);
  });
});

describe('rows of the overview', () => {
  const row = (queueName: string, visible: number | undefined, alarms: readonly 'depth'[] = []) => ({
    heading: {
      key: queueName,
      queueName,
      connection: 'Emulator',
      account: '',
      region: 'us-east-1',
      isAws: false,
      isFifo: false,
    },
    counts: visible === undefined ? undefined : { visible, inFlight: 0, delayed: 0 },
    alarms,
  });
  const names = (rows: readonly { readonly heading: { readonly queueName: string } }[]) =>
    rows.map(({ heading }) => heading.queueName);

  it('are sorted by what was chosen, and by name where that is the same', () => {
    const rows = [row('c', 1), row('a', 1), row('b', 30), row('d', undefined, ['depth'])];
    assert.deepEqual(names(sortRows(rows, { by: 'visible', isDescending: true })), ['b', 'a', 'c', 'd']);
    assert.deepEqual(names(sortRows(rows, { by: 'state', isDescending: true })), ['d', 'a', 'b', 'c']);
    assert.deepEqual(names(sortRows(rows, { by: 'queue', isDescending: true })), ['d', 'c', 'b', 'a']);
  });

  it('turn round when the same heading is clicked again', () => {
    const first = sortedBy('visible', { by: 'queue', isDescending: false });
    assert.deepEqual(first, { by: 'visible', isDescending: true });
    assert.deepEqual(sortedBy('visible', first), { by: 'visible', isDescending: false });
    assert.deepEqual(sortedBy('queue', first), { by: 'queue', isDescending: false });
  });
});
