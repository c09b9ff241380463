import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { HistoryFile } from '../../../src/history/historyFile';
import { QueueHistory } from '../../../src/history/queueHistory';
import type { QueueRef } from '../../../src/shared/queue';

const DAY_SECONDS = 86_400;
const START = Date.UTC(2026, 0, 1);
const MIB = 1024 * 1024;

function queueRef(name: string): QueueRef {
  return { connectionId: 'emulator', region: 'us-east-1', queueUrl: `http://e/1/${name}`, queueName: name };
}

function push(history: QueueHistory, queue: QueueRef, at: number, visible: number, isAfterGap = false): void {
  const sample = { visible, inFlight: visible % 7, delayed: 0, askedAt: at - 3, answeredAt: at };
  history.pushSample(queue, sample, isAfterGap);
}

describe('the history of samples', () => {
  const queue = queueRef('orders');

  it('gives back what was sampled, with a row of -1 halfway into each gap', () => {
    const history = new QueueHistory();
    push(history, queue, START, 5);
    push(history, queue, START + 1_000, 70_000);
    push(history, queue, START + 61_000, 0, true);
    const { at, values } = history.read('counts', queue);
    assert.deepEqual(
      [...at].map((time) => time - START),
      [0, 1_000, 31_000, 61_000],
    );
    assert.deepEqual(
      values.map((column) => [...column]),
      [
        [3, 3, -1, 3],
        [5, 70_000, -1, 0],
        [5, 0, -1, 0],
        [0, 0, -1, 0],
      ],
    );
  });

  it('gives back every number of many chunks as it was, whatever its size', () => {
    const history = new QueueHistory();
    const visible = (second: number) => (second % 500 === 0 ? 4_000_000_000 : second * 3);
    for (let second = 0; second < 5_000; second++)
      push(history, queue, START + second * 997, visible(second));
    const { at, values } = history.read('counts', queue);
    assert.equal(at.length, 5_000);
    for (let second = 0; second < 5_000; second++) {
      assert.equal(at[second], START + second * 997);
      assert.equal(values[1]?.[second], visible(second));
    }
  });

  it('drops a sample that is not newer than the last', () => {
    const history = new QueueHistory();
    push(history, queue, START, 1);
    push(history, queue, START, 2);
    push(history, queue, START - 1, 3);
    assert.deepEqual([...(history.read('counts', queue).values[1] ?? [])], [1]);
  });

  it('reads a span of time alone', () => {
    const history = new QueueHistory();
    for (let second = 0; second < 3_000; second++) push(history, queue, START + second * 1_000, second);
    const { values } = history.read('counts', queue, START + 1_500_000, START + 1_502_000);
    assert.deepEqual([...(values[1] ?? [])], [1_500, 1_501, 1_502]);
  });

  it('holds a day of 50 queues, sampled once a second, in less than 64 MiB', () => {
    const history = new QueueHistory();
    let state = 1;
    const random = (most: number) => {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
      return state % most;
    };
    for (let second = 0; second < DAY_SECONDS; second++) {
      const answeredAt = START + second * 1_000 + random(50);
      const counts = { visible: random(3_000_000), inFlight: random(120_000), delayed: random(900) };
      history.pushSample(queue, { ...counts, askedAt: answeredAt - random(200), answeredAt }, false);
    }
    assert.equal(history.read('counts', queue).at.length, DAY_SECONDS);
    const bytes = history.bytes * 50;
    assert.ok(bytes < 64 * MIB, `${bytes / MIB} MiB`);
  });

  it('forgets what is older than a day, and the oldest of all queues when memory ends', () => {
    const history = new QueueHistory({ keptMs: 3_600_000, maxBytes: 100_000 });
    const other = queueRef('other');
    for (let second = 0; second < 2_048; second++) push(history, other, START + second * 1_000, second);
    for (let second = 0; second < 40_000; second++) push(history, queue, START + second * 1_000, second);
    assert.ok(history.bytes <= 100_000 + 2 * 25_000, `${history.bytes} bytes`);
    const { at } = history.read('counts', queue);
    assert.ok((at[0] ?? 0) >= START + (40_000 - 3_600 - 1_100) * 1_000);
    assert.equal(at.at(-1), START + 39_999_000);
    assert.equal(history.read('counts', other).at.length, 0);
  });
});

describe('the file of the history', () => {
  const queue = queueRef('orders');
  let folder: string;
  let errors: unknown[];
  let files: HistoryFile[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'queuescope-history-'));
    errors = [];
    files = [];
  });

  afterEach(async () => {
    for (const file of files) file.dispose();
    await rm(folder, { recursive: true, force: true });
    assert.deepEqual(errors, []);
  });

  async function open(now: number, history = new QueueHistory()) {
    const file = new HistoryFile(path.join(folder, 'history'), history, (error) => errors.push(error));
    files.push(file);
    await file.load(now);
    return { history, file };
  }

  it('brings back what was sampled, over several reloads', async () => {
    let second = 0;
    for (const count of [1_500, 10, 3_000]) {
      const { history, file } = await open(START);
      for (let index = 0; index < count; index++) {
        push(history, queue, START + second * 1_000, second, index === 0);
        history.pushRates(
          queue,
          START + second * 1_000,
          { sent: 1, received: 2, deleted: 3, deadLettered: 4 },
          false,
        );
        second += 1;
        if (index % 700 === 0) await file.save();
      }
      await file.save();
    }
    const { history } = await open(START);
    const { values } = history.read('counts', queue);
    const visible = [...(values[1] ?? [])].filter((value) => value >= 0);
    assert.deepEqual(
      visible,
      Array.from({ length: 4_510 }, (_, index) => index),
    );
    assert.equal([...(values[1] ?? [])].filter((value) => value < 0).length, 2);
    assert.equal(history.read('rates', queue).at.length, 4_510);
  });

  it('puts what was stored before samples that came while it was read', async () => {
    const { history, file } = await open(START);
    push(history, queue, START, 1);
    await file.save();
    const later = new QueueHistory();
    push(later, queue, START + 5_000, 2, true);
    await open(START + 5_000, later);
    assert.deepEqual([...(later.read('counts', queue).values[1] ?? [])], [1, -1, 2]);
  });

  it('leaves out what is older than a day', async () => {
    const { history, file } = await open(START);
    push(history, queue, START, 1);
    await file.save();
    const later = await open(START + 25 * 3_600_000);
    assert.equal(later.history.read('counts', queue).at.length, 0);
  });

  it('reads up to what is damaged, and goes on from there', async () => {
    const { history, file } = await open(START);
    for (let second = 0; second < 2_048; second++) push(history, queue, START + second * 1_000, second);
    await file.save();
    const name = path.join(folder, 'history', 'history-closed.bin');
    const bytes = await readFile(name);
    await writeFile(name, bytes.subarray(0, bytes.length - 10));
    const { history: again } = await open(START);
    assert.equal(again.read('counts', queue).at.length, 1_024);
    await writeFile(name, 'no history');
    const { history: empty } = await open(START);
    assert.equal(empty.read('counts', queue).at.length, 0);
  });
});
