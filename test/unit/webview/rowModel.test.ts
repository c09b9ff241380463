import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MessageRow } from '../../../src/shared/messageList';
import { RowModel } from '../../../webview/messages/rowModel';

function row(id: string, isMatch = true): MessageRow {
  return {
    id,
    messageId: id,
    order: id.charCodeAt(0),
    queueName: 'orders',
    preview: '',
    hasReceipt: false,
    size: 0,
    isMatch,
  };
}

describe('The rows of the message list', () => {
  const shown = (model: RowModel) => model.shown.map(({ id }) => id).join('');

  it('are those that the host says the filter lets through, one by one or all at once', () => {
    const model = new RowModel();
    model.put([row('c'), row('a', false), row('b')]);
    assert.equal(shown(model), 'bc');
    model.filter(['a', 'c']);
    assert.equal(shown(model), 'ac');
    model.put([row('a', false), row('d')]);
    assert.equal(shown(model), 'cd');
    model.filter(undefined);
    assert.equal(shown(model), 'abcd');
  });

  it('are gone when they were removed, whatever the filter', () => {
    const model = new RowModel();
    model.put([row('a'), row('b')]);
    model.remove(['a']);
    model.filter(['a', 'b']);
    assert.equal(shown(model), 'b');
    model.reset([row('a', false)]);
    assert.equal(shown(model), '');
    assert.equal(model.size, 1);
  });
});
