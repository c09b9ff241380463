import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MessageDraft } from '../../../src/shared/message';
import { readMessageFile } from '../../../src/templates/messageFile';

function draftsOf(text: string): readonly (MessageDraft | number)[] {
  const file = readMessageFile(text);
  assert.equal(file.kind, 'messages');
  return file.kind === 'messages'
    ? file.messages.map((message) => (message.kind === 'message' ? message.draft : message.line))
    : [];
}

const bodiesOf = (text: string) =>
  draftsOf(text).map((draft) => (typeof draft === 'number' ? draft : draft.body));

describe('A file of messages', () => {
  it('is a JSON array: text is the body as it is, all else its JSON', () => {
    assert.deepEqual(bodiesOf('["a", {"id": 1}, 7, [1]]'), ['a', '{"id":1}', '7', '[1]']);
  });

  it('is a JSON value in each line, with big numbers as they are written', () => {
    assert.deepEqual(bodiesOf('{"id": 12345678901234567890}\r\n\n"b"\n'), [
      '{"id": 12345678901234567890}',
      'b',
    ]);
  });

  it('may be one object over many lines', () => {
    assert.deepEqual(bodiesOf('{\n  "id": 1\n}'), ['{"id":1}']);
  });

  it('has messages with all that goes with them, as they are saved and as the AWS CLI writes them', () => {
    const saved = {
      messageId: 'm',
      body: { id: 1 },
      attributes: [{ name: 'a', dataType: 'Binary.png', value: 'AP8=' }],
      systemAttributes: { MessageGroupId: 'g', AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
    };
    const cli = {
      MessageBody: 'x',
      MessageAttributes: { n: { DataType: 'Number', StringValue: '1' } },
      DelaySeconds: 5,
      MessageGroupId: 'h',
    };
    assert.deepEqual(draftsOf(JSON.stringify([saved, cli])), [
      {
        body: '{"id":1}',
        attributes: saved.attributes,
        delaySeconds: undefined,
        messageGroupId: 'g',
        messageDeduplicationId: undefined,
        traceHeader: saved.systemAttributes.AWSTraceHeader,
      },
      {
        body: 'x',
        attributes: [{ name: 'n', dataType: 'Number', value: '1' }],
        delaySeconds: 5,
        messageGroupId: 'h',
        messageDeduplicationId: undefined,
        traceHeader: undefined,
      },
    ]);
  });

  it('takes an object that merely has a field named body for a body', () => {
    assert.deepEqual(bodiesOf('[{"body":"x","to":"y"}]'), ['{"body":"x","to":"y"}']);
  });

  it('says which line is not JSON', () => {
    assert.deepEqual(bodiesOf('{"a":1}\n{oops\n{"b":2}'), ['{"a":1}', 2, '{"b":2}']);
  });

  it('is none when no line is JSON', () => {
    assert.deepEqual(readMessageFile('hello\nworld'), { kind: 'notMessages' });
    assert.deepEqual(readMessageFile('  \n'), { kind: 'notMessages' });
  });
});
