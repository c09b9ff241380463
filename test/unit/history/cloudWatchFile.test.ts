import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CloudWatchFile } from '../../../src/history/cloudWatchFile';
import { type CloudWatchChange, CloudWatchHistory } from '../../../src/history/cloudWatchHistory';
import { formatRecord } from '../../../src/history/recordFile';
import { CLOUD_WATCH_COLUMNS } from '../../../src/shared/cloudWatch';
import type { HistoryColumns } from '../../../src/shared/history';
import type { QueueRef } from '../../../src/shared/queue';

const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function queueRef(queueName: string, connectionId = 'profile:work', account = '111122223333'): QueueRef {
  const region = 'eu-west-1';
  const queueUrl = `https://sqs.${region}.amazonaws.com/${account}/${queueName}`;
  return { connectionId, region, queueUrl, queueName };
}

/** A row for each of these minutes before `NOW`, all of its values the minute; undefined: CloudWatch has none. */
function rowsOf(...minutesAgo: readonly (number | undefined)[]): HistoryColumns {
  const at = minutesAgo.map((ago, row) => NOW - (ago ?? minutesAgo[row - 1] ?? 0) * MINUTE_MS);
  const values = CLOUD_WATCH_COLUMNS.map((name) =>
    Float64Array.from(minutesAgo, (ago) => (ago === undefined ? -1 : name === 'periodSeconds' ? 60 : ago)),
  );
  return { at: Float64Array.from(at), values };
}

describe('the file of what CloudWatch said', () => {
  const orders = queueRef('orders');
  let folder: string;
  let file: string;
  let errors: unknown[];
  let files: CloudWatchFile[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'queuescope-cloudwatch-'));
    file = path.join(folder, 'history', 'cloudwatch.bin');
    errors = [];
    files = [];
  });

  afterEach(async () => {
    for (const open of files) open.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function open({ now = NOW, history = new CloudWatchHistory(), maxBytes = 1_000_000 } = {}) {
    const kept = new CloudWatchFile(path.dirname(file), history, (error) => errors.push(error), maxBytes);
    files.push(kept);
    await kept.load(now);
    return { history, file: kept };
  }

  it('brings back every value of every queue, each under its own connection and account', async () => {
    const others = [queueRef('orders', 'profile:home'), queueRef('orders', 'profile:work', '999900001111')];
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(3, 2, undefined, 1), 3);
    for (const [index, other] of others.entries()) history.set(other, rowsOf(10 + index), 24);
    await kept.save();
    const { history: again } = await open();
    assert.deepEqual(again.read(orders), rowsOf(3, 2, undefined, 1));
    assert.deepEqual(
      others.map((other) => again.read(other)),
      [rowsOf(10), rowsOf(11)],
    );
    assert.deepEqual(errors, []);
  });

  it('tells of each queue that is there again, and not how far back was asked', async () => {
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(1), 3);
    await kept.save();
    const later = new CloudWatchHistory();
    const changes: CloudWatchChange[] = [];
    later.onDidChange((change) => changes.push(change));
    await open({ history: later });
    assert.deepEqual(changes, [{ queue: orders }]);
  });

  it('writes an answer as soon as it is there, and takes it out when it is taken away', async () => {
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(1), 3);
    await kept.save();
    assert.ok((await readFile(file)).includes('eu-west-1.amazonaws.com/111122223333/orders'));
    history.remove(orders);
    await kept.save();
    assert.equal((await open()).history.read(orders), undefined);
    assert.equal((await readFile(file)).length, 0);
  });

  it('leaves out rows older than seven days, and queues of which nothing younger is left', async () => {
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(4 * 1_440, undefined, 2 * 1_440, 5), 168);
    history.set(queueRef('old'), rowsOf(3 * 1_440 + 1), 168);
    await kept.save();
    const { history: later } = await open({ now: NOW + 4 * DAY_MS });
    assert.deepEqual(later.read(orders), rowsOf(2 * 1_440, 5));
    assert.equal(later.records.length, 1);
  });

  it('leaves what was read while it was loading as it is, and stores it', async () => {
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(30), 3);
    history.set(queueRef('other'), rowsOf(20), 3);
    await kept.save();
    const later = new CloudWatchHistory();
    const loading = open({ history: later });
    later.set(orders, rowsOf(1), 3);
    await loading;
    assert.deepEqual(later.read(orders), rowsOf(1));
    const { history: again } = await open();
    assert.deepEqual(again.read(orders), rowsOf(1));
    assert.deepEqual(again.read(queueRef('other')), rowsOf(20));
  });

  it('reads up to what is damaged, and goes on from there', async () => {
    const { history, file: kept } = await open();
    history.set(orders, rowsOf(1), 3);
    history.set(queueRef('other'), rowsOf(2), 3);
    await kept.save();
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 10));
    const { history: again, file: mended } = await open();
    assert.deepEqual(again.records, [{ queue: orders, rows: rowsOf(1) }]);
    again.set(queueRef('third'), rowsOf(3), 3);
    await mended.save();
    assert.equal((await open()).history.records.length, 2);
    await writeFile(file, 'no history');
    assert.deepEqual((await open()).history.records, []);
    assert.deepEqual(errors, []);
  });

  it('takes no record that a page could not draw', async () => {
    await mkdir(path.dirname(file));
    const { at, values } = rowsOf(1);
    const records = [
      { queue: orders },
      { queue: { ...orders, region: 5 }, rows: { at, values } },
      { queue: orders, rows: { at: [NOW], values } },
      { queue: orders, rows: { at, values: values.slice(1) } },
      { queue: orders, rows: { at, values: values.map(() => new Float64Array(7)) } },
      { queue: queueRef('good'), rows: { at, values } },
    ];
    await writeFile(file, Buffer.concat(records.map((record) => formatRecord(1, record))));
    const { history } = await open();
    assert.deepEqual(
      history.records.map(({ queue }) => queue.queueName),
      ['good'],
    );
    await writeFile(file, formatRecord(2, { queue: orders, rows: { at, values } }));
    assert.deepEqual((await open()).history.records, []);
  });

  it('keeps what was read last when there is more than the file may hold', async () => {
    const { history, file: kept } = await open({ maxBytes: 10_000 });
    const names = Array.from({ length: 30 }, (_, index) => `queue-${index}`);
    for (const name of names) history.set(queueRef(name), rowsOf(1, 2, 3), 3);
    await kept.save();
    assert.ok((await readFile(file)).length <= 10_000);
    const stored = (await open()).history.records.map(({ queue }) => queue.queueName);
    assert.ok(stored.length > 5 && stored.length < 30, `${stored.length} queues`);
    assert.deepEqual(stored, names.slice(-stored.length));
  });

  it('says why it cannot be written, and is written when it can', async () => {
    const { history, file: kept } = await open();
    await writeFile(path.dirname(file), 'a file where the folder should be');
    history.set(orders, rowsOf(1), 3);
    await kept.save();
    assert.ok(errors.length > 0);
    await rm(path.dirname(file));
    await kept.save();
    assert.deepEqual((await open()).history.read(orders), rowsOf(1));
  });
});
