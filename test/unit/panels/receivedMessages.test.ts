import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { messageRow, ReceivedMessages } from '../../../src/panels/receivedMessages';
import type { ReceivedMessage } from '../../../src/shared/message';

function message(messageId: string, changed: Partial<ReceivedMessage> = {}): ReceivedMessage {
  return {
    messageId,
    receiptHandle: `handle of ${messageId}`,
    body: 'body',
    md5OfBody: '841a2d689ad86bd1611447453c22c6fc',
    attributes: [],
    systemAttributes: { ApproximateReceiveCount: '2', SentTimestamp: '1700000000000' },
    receivedAt: 0,
    visibleAgainAt: 30_000,
    ...changed,
  };
}

describe('The messages that a panel has received', () => {
  it('a message received once more moves to the end with its new receipt', () => {
    const messages = new ReceivedMessages();
    messages.add([message('a'), message('b')]);
    messages.add([message('a', { receiptHandle: 'newer', visibleAgainAt: 60_000 })]);
    assert.deepEqual(
      messages.rows().map(({ id, visibleAgainAt }) => [id, visibleAgainAt]),
      [
        ['b', 30_000],
        ['a', 60_000],
      ],
    );
    assert.equal(messages.find('a')?.receiptHandle, 'newer');
  });

  it('neither row nor detail holds the receipt handle', () => {
    const messages = new ReceivedMessages();
    messages.add([message('a')]);
    assert.doesNotMatch(JSON.stringify([messages.rows(), messages.detail('a')]), /handle/i);
  });

  it('a row counts the bytes of body and attributes and shows the beginning of the body', () => {
    const attributes = [{ name: 'n', dataType: 'String', value: 'ü' }];
    const row = messageRow(message('a', { body: 'x'.repeat(1000), attributes }));
    assert.equal(row.size, 1000 + 1 + 6 + 2);
    assert.equal(row.preview.length, 200);
    assert.equal(row.receiveCount, 2);
    assert.equal(row.sentAt, 1_700_000_000_000);
  });

  it('a receipt that was changed counts for rows to come', () => {
    const messages = new ReceivedMessages();
    messages.add([message('a')]);
    messages.setVisibleAgainAt('a', 5);
    messages.setVisibleAgainAt('gone', 5);
    assert.deepEqual(
      messages.rows().map(({ visibleAgainAt }) => visibleAgainAt),
      [5],
    );
  });

  it('clearing says which messages were there', () => {
    const messages = new ReceivedMessages();
    messages.add([message('a'), message('b')]);
    assert.deepEqual(messages.clear(), ['a', 'b']);
    assert.deepEqual(messages.rows(), []);
  });
});
