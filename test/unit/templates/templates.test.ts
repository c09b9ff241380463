import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MessageDraft } from '../../../src/shared/message';
import type { QueueRef } from '../../../src/shared/queue';
import { eventBridgeEvent, s3Event, snsEnvelope } from '../../../src/templates/envelopes';
import { compileDraft } from '../../../src/templates/fillDraft';
import { SavedTemplates } from '../../../src/templates/savedTemplates';
import { SentHistory } from '../../../src/templates/sentHistory';
import { PlaceholderError } from '../../../src/traffic/template';
import { memoryStore } from '../../support/memoryStore';

const orders: QueueRef = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueUrl: 'http://h/0/o',
  queueName: 'o',
};
const others: QueueRef = { ...orders, queueUrl: 'http://h/0/p', queueName: 'p' };
const sent = (messageId: string) => ({ messageId, md5OfBody: 'md5' });
const draft = (body: string, more: Partial<MessageDraft> = {}): MessageDraft => ({
  body,
  attributes: [],
  ...more,
});

describe('What was sent from a workspace', () => {
  it('is remembered for each queue, newest first, with the IDs that were used', async () => {
    const history = new SentHistory(memoryStore());
    await history.add(orders, draft('1', { messageGroupId: 'a' }), sent('m1'), 1);
    await history.add(others, draft('2'), sent('m2'), 2);
    await history.add(
      orders,
      draft('3', { messageGroupId: 'b', messageDeduplicationId: 'd' }),
      sent('m3'),
      3,
    );
    await history.add(orders, draft('4', { messageGroupId: 'a' }), sent('m4'), 4);
    assert.deepEqual(
      history.list(orders).map(({ messageId }) => messageId),
      ['m4', 'm3', 'm1'],
    );
    assert.equal(history.last(others)?.draft.body, '2');
    assert.deepEqual(history.recentIds(orders), { groupIds: ['a', 'b'], deduplicationIds: ['d'] });
    await history.clear(orders);
    assert.deepEqual(history.list(orders), []);
    assert.equal(history.list(others).length, 1);
  });

  it('is bounded in count and in bytes, and leaves out what is large', async () => {
    const history = new SentHistory(memoryStore());
    for (let index = 0; index < 60; index += 1)
      await history.add(orders, draft(String(index)), sent('m'), index);
    assert.equal(history.list(orders).length, 50);
    await history.add(orders, draft('x'.repeat(70_000)), sent('large'), 99);
    assert.notEqual(history.last(orders)?.messageId, 'large');
    for (let index = 0; index < 30; index += 1)
      await history.add(orders, draft('y'.repeat(60_000)), sent('big'), index);
    const bytes = history.list(orders).reduce((sum, record) => sum + record.draft.body.length, 0);
    assert.ok(bytes <= 1_048_576, String(bytes));
  });
});

describe('Saved templates', () => {
  it('are listed by name, replaced by one of the same name, and deleted', async () => {
    const templates = new SavedTemplates(memoryStore());
    await templates.save({ name: 'b', draft: draft('1'), hasPlaceholders: false });
    await templates.save({ name: 'a', draft: draft('2'), hasPlaceholders: true });
    await templates.save({ name: 'b', draft: draft('3'), hasPlaceholders: false });
    assert.deepEqual(
      templates.list().map(({ name, draft: { body } }) => [name, body]),
      [
        ['a', '2'],
        ['b', '3'],
      ],
    );
    await templates.delete('a');
    assert.equal(templates.has('a'), false);
  });
});

describe('Envelopes', () => {
  const values = {
    now: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    region: 'eu-central-1',
    account: '123456789012',
    randomUuid: () => 'uuid',
  };

  it('of SNS hold the body as text and the attributes inside', () => {
    const attributes = [{ name: 'Type', dataType: 'String', value: 'x' }];
    const wrapped = snsEnvelope(draft('{"a":1}', { attributes }), 'topic', values);
    const envelope = JSON.parse(wrapped.body) as Record<string, unknown>;
    assert.equal(envelope['Message'], '{"a":1}');
    assert.equal(envelope['TopicArn'], 'arn:aws:sns:eu-central-1:123456789012:topic');
    assert.deepEqual(envelope['MessageAttributes'], { Type: { Type: 'String', Value: 'x' } });
    assert.deepEqual(wrapped.attributes, []);
  });

  it('of S3 write the key of the object as in a form', () => {
    const event = JSON.parse(s3Event(draft(''), 'bucket', 'a folder/ü.txt', values).body) as {
      Records: { s3: { object: { key: string } } }[];
    };
    assert.equal(event.Records[0]?.s3.object.key, 'a+folder/%C3%BC.txt');
  });

  it('of EventBridge hold a JSON object as it was written, and anything else as a message', () => {
    const big = eventBridgeEvent(draft('{"id":12345678901234567890}'), 'my.app', 'Placed', values);
    assert.ok(big.body.includes('"detail": {"id":12345678901234567890}'), big.body);
    assert.equal((JSON.parse(big.body) as { time: string }).time, '2026-01-02T03:04:05Z');
    const text = eventBridgeEvent(draft('hello'), 'my.app', 'Placed', values);
    assert.deepEqual((JSON.parse(text.body) as { detail: unknown }).detail, { message: 'hello' });
  });
});

describe('A draft with placeholders', () => {
  it('is filled in body, IDs and attribute values, and Binary stays as it is', () => {
    const fill = compileDraft(
      draft('n{{index}}', {
        messageGroupId: 'g{{index}}',
        messageDeduplicationId: '{{timestamp}}',
        attributes: [
          { name: 'a', dataType: 'Number', value: '{{index}}' },
          { name: 'b', dataType: 'Binary', value: '{{index}}' },
        ],
      }),
    );
    const filled = fill({ index: 7, now: 0, random: () => 0 });
    assert.equal(filled.body, 'n7');
    assert.equal(filled.messageGroupId, 'g7');
    assert.equal(filled.messageDeduplicationId, '1970-01-01T00:00:00.000Z');
    assert.deepEqual(
      filled.attributes.map(({ value }) => value),
      ['7', '{{index}}'],
    );
  });

  it('that names none is refused', () => {
    assert.throws(() => compileDraft(draft('{{nothing}}')), PlaceholderError);
  });
});
