import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { messageDetail, messageRow } from '../../../../src/panels/messages/messageRows';
import { MessageStore, type ShownMessage } from '../../../../src/panels/messages/messageStore';
import { shownPeeked, shownReceived } from '../../../../src/panels/messages/shownMessages';

const queue = { connectionId: 'emulator', region: 'us-east-1', queueUrl: 'http://h/0/q', queueName: 'q' };
const plain = { filter: undefined, fieldColumns: [], now: 0 };

function message(id: string, changed: Partial<ShownMessage> = {}): ShownMessage {
  return {
    id,
    queue,
    messageId: id,
    receiptHandle: `handle of ${id}`,
    body: 'body',
    md5OfBody: '841a2d689ad86bd1611447453c22c6fc',
    attributes: [],
    systemAttributes: { ApproximateReceiveCount: '2', SentTimestamp: '1700000000000' },
    visibleAgainAt: 30_000,
    ...changed,
  };
}

function idsOf(store: MessageStore): string[] {
  return [...store.values()].map(({ id }) => id);
}

describe('The messages of a panel', () => {
  it('a message that comes once more moves to the end with its new receipt', () => {
    const store = new MessageStore(() => 1e9);
    const first = store.add([message('a'), message('b')]).stored;
    const [again] = store.add([message('a', { receiptHandle: 'newer' })]).stored;
    assert.deepEqual(idsOf(store), ['b', 'a']);
    assert.equal(store.find('a')?.receiptHandle, 'newer');
    assert.ok((again?.order ?? 0) > (first[1]?.order ?? 0));
  });

  it('the oldest are dropped where the memory is bounded, and counted', () => {
    const store = new MessageStore(() => 10_000);
    store.add([message('a'), message('b')]);
    const { stored, dropped } = store.add([message('c', { body: 'x'.repeat(3_900) })]);
    assert.deepEqual(dropped, ['a']);
    assert.deepEqual(
      stored.map(({ id }) => id),
      ['c'],
    );
    assert.equal(store.dropped, 1);
    assert.deepEqual(store.add([message('d', { body: 'x'.repeat(1_000_000) })]).dropped, ['b', 'c']);
    assert.deepEqual(idsOf(store), ['d']);
  });

  it('what was deleted or replaced takes no memory any more', () => {
    const store = new MessageStore(() => 10_000);
    for (let round = 0; round < 100; round++) {
      const [stored] = store.add([message('a', { body: 'x'.repeat(1_000) })]).stored;
      if (stored) store.replace({ ...stored, visibleAgainAt: 1 }, stored);
      store.delete('a');
    }
    store.add([message('a'), message('b'), message('c')]);
    assert.deepEqual(idsOf(store), ['a', 'b', 'c']);
  });

  it('neither row nor detail holds the receipt handle', () => {
    const [stored] = new MessageStore(() => 1e9).add([message('a')]).stored;
    assert.ok(stored);
    assert.doesNotMatch(JSON.stringify([messageRow(stored, plain), messageDetail(stored)]), /handle of/i);
  });

  it('a row counts the bytes of body and attributes, and shows the beginning of the body', () => {
    const attributes = [{ name: 'n', dataType: 'String', value: 'ü' }];
    const [stored] = new MessageStore(() => 1e9).add([
      message('a', { body: 'x'.repeat(1000), attributes }),
    ]).stored;
    assert.ok(stored);
    const row = messageRow(stored, { ...plain, fieldColumns: ['attr.n', 'attr.missing', 'receiveCount'] });
    assert.equal(row.size, 1000 + 1 + 6 + 2);
    assert.equal(row.preview.length, 200);
    assert.equal(row.receiveCount, 2);
    assert.equal(row.sentAt, 1_700_000_000_000);
    assert.deepEqual(row.values, { 'attr.n': 'ü', 'attr.missing': '', receiveCount: '2' });
  });

  it('the retention of a message counts from its first send, unless the queue tells', () => {
    const policy = { messageRetentionPeriod: 60 };
    const received = { ...message('a'), receivedAt: 0, receiptHandle: 'r', visibleAgainAt: 0 };
    assert.equal(shownReceived(received, queue, policy).expiresAt, 1_700_000_060_000);
    assert.equal(shownReceived(received, queue, {}).expiresAt, undefined);
    const peeked = { ...message('a'), state: 'visible', expiresAt: 7 } as const;
    assert.equal(shownPeeked(peeked, queue, policy).expiresAt, 7);
    assert.equal(
      shownPeeked({ ...peeked, expiresAt: undefined }, queue, policy).expiresAt,
      1_700_000_060_000,
    );
  });

  it('the same message in a queue and in its dead-letter queue makes two rows', () => {
    const deadLetters = { ...queue, queueUrl: 'http://h/0/q-dlq', queueName: 'q-dlq' };
    const peeked = { ...message('a'), state: 'visible' } as const;
    assert.notEqual(shownPeeked(peeked, queue, {}).id, shownPeeked(peeked, deadLetters, {}).id);
  });
});
