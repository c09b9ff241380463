import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MessageDraft } from '../../../src/shared/message';
import type { QueueRef } from '../../../src/shared/queue';
import { Failure } from '../../../src/sqs/failure';
import type { EntryFailure } from '../../../src/sqs/sqsService';
import { type BulkSend, sendBulk } from '../../../src/templates/bulkSend';

const queue: QueueRef = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueUrl: 'http://h/0/q',
  queueName: 'q',
};

/** A run against a queue that keeps what it takes; `refuse` says what it does not take. */
function run(
  options: Partial<BulkSend>,
  refuse: (drafts: readonly MessageDraft[]) => readonly EntryFailure[] = () => [],
) {
  const batches: (readonly MessageDraft[])[] = [];
  const waits: number[] = [];
  let clock = 0;
  const bulk: BulkSend = {
    service: {
      sendMessageBatch: (_queue, drafts) => {
        batches.push(drafts);
        return Promise.resolve().then(() => refuse(drafts));
      },
    },
    queue,
    count: 25,
    draftAt: (index) => ({ body: String(index), attributes: [] }),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    now: () => clock,
    sleep: (ms) => {
      waits.push(ms);
      clock += ms;
      return Promise.resolve();
    },
    ...options,
  };
  return { batches, waits, result: sendBulk(bulk) };
}

describe('Sending many messages', () => {
  it('goes in batches of ten, in order', async () => {
    const { batches, result } = run({});
    assert.deepEqual(await result, { sent: 25, failures: [], isCancelled: false });
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [10, 10, 5],
    );
    assert.deepEqual(
      batches.flat().map(({ body }) => body),
      Array.from({ length: 25 }, (_, index) => String(index)),
    );
  });

  it('puts no more than 1 MiB into one call', async () => {
    const draftAt = () => ({ body: 'x'.repeat(600_000), attributes: [] });
    const { batches, result } = run({ count: 3, draftAt });
    assert.equal((await result).sent, 3);
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [1, 1, 1],
    );
  });

  it('keeps to the rate, with fewer at a time when it is slow', async () => {
    const slow = run({ count: 6, perSecond: 2 });
    await slow.result;
    assert.deepEqual(
      slow.batches.map((batch) => batch.length),
      [2, 2, 2],
    );
    assert.deepEqual(slow.waits, [1_000, 1_000]);
    const fast = run({ count: 30, perSecond: 100 });
    await fast.result;
    assert.deepEqual(fast.waits, [100, 100]);
  });

  it('says which entries of a batch were refused, by their number in the run', async () => {
    const { result } = run({}, (drafts) =>
      drafts.flatMap(({ body }, index) =>
        body === '13' ? [{ index, code: 'InvalidMessageContents', message: 'no', isSenderFault: true }] : [],
      ),
    );
    const { sent, failures } = await result;
    assert.equal(sent, 24);
    assert.deepEqual(
      failures.map(({ index, draft, isUnknown }) => [index, draft.body, isUnknown]),
      [[13, '13', false]],
    );
  });

  it('goes on after a call that failed, and tells a lost answer from a refusal', async () => {
    let calls = 0;
    const { result } = run({}, () => {
      calls += 1;
      if (calls === 1) throw new Failure('unreachable', 'reset', 'ECONNRESET');
      if (calls === 2) throw new Failure('throttled', 'slow down', 'RequestThrottled');
      return [];
    });
    const { sent, failures } = await result;
    assert.equal(sent, 5);
    assert.equal(failures.length, 20);
    assert.ok(failures.every(({ index, isUnknown }) => isUnknown === index < 10));
  });

  it('ends after the batch that is on its way when it is cancelled', async () => {
    const abort = new AbortController();
    const { batches, result } = run({ signal: abort.signal, onProgress: () => abort.abort() });
    assert.deepEqual(await result, { sent: 10, failures: [], isCancelled: true });
    assert.equal(batches.length, 1);
  });
});
