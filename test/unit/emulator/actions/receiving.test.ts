import assert from 'node:assert/strict';
import type { ReceiveMessageRequest } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { DirectSqs } from '../../../support/directSqs';

describe('ReceiveMessage', () => {
  it('answers an empty object when there is nothing', () => {
    const sqs = new DirectSqs();
    assert.deepEqual(sqs.run('ReceiveMessage', { QueueUrl: sqs.create('q') }), {});
  });

  it('gives four members without attribute names', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    sqs.send(QueueUrl, 'x', { MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } });
    const { Messages } = sqs.run('ReceiveMessage', { QueueUrl });
    assert.deepEqual(Object.keys(Messages?.[0] ?? {}), ['MessageId', 'ReceiptHandle', 'MD5OfBody', 'Body']);
  });

  it('answers the MD5 that the send answered, whatever the length of the body', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q', { VisibilityTimeout: '0' });
    for (const length of [1, 1_023, 1_024, 100_000]) {
      const sent = sqs.send(QueueUrl, 'é'.repeat(length));
      const [message] = sqs.run('ReceiveMessage', { QueueUrl }).Messages ?? [];
      assert.equal(message?.MD5OfBody, sent.MD5OfMessageBody);
      assert.match(message?.MD5OfBody ?? '', /^[0-9a-f]{32}$/);
      sqs.run('PurgeQueue', { QueueUrl });
      sqs.clock.advance(60_000);
    }
  });

  const refusals: [Partial<ReceiveMessageRequest>, string][] = [
    [
      { MaxNumberOfMessages: 0 },
      'Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { MaxNumberOfMessages: 11 },
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { WaitTimeSeconds: -1 },
      'Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    [
      { WaitTimeSeconds: 21 },
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    [
      { VisibilityTimeout: 43_201 },
      'Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.',
    ],
  ];
  for (const [input, message] of refusals) {
    it(`refuses ${JSON.stringify(input)}`, () => {
      const sqs = new DirectSqs();
      const QueueUrl = sqs.create('q');
      sqs.refuses('ReceiveMessage', { QueueUrl, ...input }, 'InvalidParameterValueException', message);
    });
  }

  it('gives the system attributes that were asked for by either name', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const sentAt = String(sqs.clock.now());
    sqs.run('SendMessage', { QueueUrl: url, MessageBody: 'x' }, { accessKeyId: 'AKIAEXAMPLE' });
    sqs.clock.advance(1500);
    const names: Partial<ReceiveMessageRequest> = {
      AttributeNames: ['SenderId', 'ApproximateFirstReceiveTimestamp'] as never,
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount', 'MessageGroupId'],
      VisibilityTimeout: 0,
    };
    const firstAt = String(sqs.clock.now());
    const expected = {
      SenderId: 'AKIAEXAMPLE',
      SentTimestamp: sentAt,
      ApproximateFirstReceiveTimestamp: firstAt,
    };
    const first = sqs.receiveOne(url, names).Attributes;
    assert.deepEqual(first, { ...expected, ApproximateReceiveCount: '1' });
    sqs.clock.advance(500);
    const second = sqs.receiveOne(url, names).Attributes;
    assert.deepEqual(second, { ...expected, ApproximateReceiveCount: '2' });
  });

  it('leaves Attributes out when none of those asked for is there', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const message = sqs.receiveOne(url, { AttributeNames: ['SequenceNumber' as never] });
    assert.equal('Attributes' in message, false);
  });

  it('shows an attribute of any legal name', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    const attributes = new Map([['__proto__', { DataType: 'String', StringValue: 'v' }]]);
    sqs.send(url, 'x', { MessageAttributes: Object.fromEntries(attributes) });
    const { MessageAttributes } = sqs.receiveOne(url, { MessageAttributeNames: ['All'] });
    assert.deepEqual(Object.entries(MessageAttributes ?? {}), [...attributes]);
  });

  it('gives every message once in a call, also when it stays visible', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    for (const body of ['a', 'b', 'c']) sqs.send(url, body);
    assert.deepEqual(sqs.receiveBodies(url, { VisibilityTimeout: 0 }), ['a', 'b', 'c']);
    assert.deepEqual(sqs.counts(url), [3, 0, 0]);
  });

  it('puts a message back where it was, and to the end after three receives', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    for (const body of ['a', 'b', 'c']) sqs.send(url, body);
    const next = () => sqs.receiveOne(url, { VisibilityTimeout: 0 }).Body;
    assert.deepEqual([next(), next(), next(), next()], ['a', 'a', 'a', 'b']);
  });

  it('hides for the visibility timeout of the request, else of the queue', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { VisibilityTimeout: '10' });
    sqs.send(url, 'x');
    const handles = new Set([sqs.receiveOne(url).ReceiptHandle]);
    sqs.clock.advance(9999);
    assert.deepEqual(sqs.receive(url), []);
    sqs.clock.advance(1);
    handles.add(sqs.receiveOne(url, { VisibilityTimeout: 3 }).ReceiptHandle);
    sqs.clock.advance(2999);
    assert.deepEqual(sqs.counts(url), [0, 1, 0]);
    sqs.clock.advance(1);
    assert.deepEqual(sqs.counts(url), [1, 0, 0]);
    handles.add(sqs.receiveOne(url).ReceiptHandle);
    assert.equal(handles.size, 3);
  });

  it('does not give delayed messages', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { DelaySeconds: '10' });
    sqs.send(url, 'late');
    sqs.send(url, 'now', { DelaySeconds: 0 });
    assert.deepEqual(sqs.counts(url), [1, 0, 1]);
    sqs.set(url, { DelaySeconds: '0' });
    assert.deepEqual(sqs.receiveBodies(url), ['now']);
    sqs.clock.advanceSeconds(10);
    assert.deepEqual(sqs.receiveBodies(url), ['late']);
  });

  it('refuses a short poll with 120,000 messages in flight; a long poll just waits', async function () {
    this.timeout(20_000);
    const sqs = new DirectSqs();
    const url = sqs.create('q', { VisibilityTimeout: '43200' });
    const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `e${index}`, MessageBody: 'x' }));
    for (let index = 0; index < 12_000; index++) {
      sqs.run('SendMessageBatch', { QueueUrl: url, Entries });
      sqs.run('ReceiveMessage', { QueueUrl: url, MaxNumberOfMessages: 10 });
    }
    sqs.send(url, 'x');
    sqs.refuses('ReceiveMessage', { QueueUrl: url }, 'OverLimit');
    const waiting = sqs.start('ReceiveMessage', { QueueUrl: url, WaitTimeSeconds: 1 });
    sqs.clock.advanceSeconds(1);
    assert.deepEqual(await waiting, {});
    assert.deepEqual(sqs.counts(url), [1, 120_000, 0]);
  });
});

describe('Retention', () => {
  it('removes messages in any state, counted from the send', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { MessageRetentionPeriod: '60' });
    sqs.send(url, 'visible');
    sqs.send(url, 'delayed', { DelaySeconds: 900 });
    sqs.send(url, 'again');
    const [first] = sqs.receive(url, { VisibilityTimeout: 900 });
    sqs.receive(url, { VisibilityTimeout: 1 });
    sqs.clock.advance(59_999);
    assert.deepEqual(sqs.counts(url), [1, 1, 1]);
    sqs.clock.advance(1);
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
    assert.ok(first);
    sqs.delete(url, first);
  });

  it('follows a change of the attribute', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'fresh');
    sqs.send(url, 'received');
    sqs.receive(url, { VisibilityTimeout: 0 });
    sqs.clock.advanceSeconds(61);
    sqs.set(url, { MessageRetentionPeriod: '60' });
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
  });
});

describe('Receipt handles', () => {
  it('delete on standard queues also when old, lapsed or used before', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { VisibilityTimeout: '1' });
    sqs.send(url, 'lapsed');
    const lapsed = sqs.receiveOne(url);
    sqs.clock.advanceSeconds(2);
    sqs.delete(url, lapsed);
    sqs.delete(url, lapsed);
    sqs.send(url, 'old');
    const old = sqs.receiveOne(url);
    sqs.clock.advanceSeconds(2);
    sqs.receiveOne(url);
    sqs.delete(url, old);
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
  });

  it('must be there, well formed and of this queue', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    const other = sqs.create('other');
    sqs.send(other, 'x');
    const { ReceiptHandle } = sqs.receiveOne(other);
    const absent = { QueueUrl, ReceiptHandle: undefined };
    sqs.refuses('DeleteMessage', absent, 'MissingRequiredParameterException', /ReceiptHandle\.$/);
    sqs.send(QueueUrl, 'x');
    const changed = `${sqs.receiveOne(QueueUrl).ReceiptHandle}x`;
    for (const handle of ['garbage', 'AQEB', ReceiptHandle, changed]) {
      const input = { QueueUrl, ReceiptHandle: handle };
      const text = `The input receipt handle "${handle}" is not a valid receipt handle.`;
      sqs.refuses('DeleteMessage', input, 'ReceiptHandleIsInvalid', text);
      sqs.refuses(
        'ChangeMessageVisibility',
        { ...input, VisibilityTimeout: 1 },
        'ReceiptHandleIsInvalid',
        text,
      );
    }
  });

  it('of FIFO queues delete only while they are the latest and in flight', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo', { VisibilityTimeout: '10' });
    sqs.sendTo(url, 'g', 'x');
    const first = sqs.receiveOne(url);
    const expired = {
      QueueUrl: url,
      ReceiptHandle: first.ReceiptHandle,
    };
    const text = `Value ${first.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`;
    sqs.clock.advanceSeconds(10);
    sqs.refuses('DeleteMessage', expired, 'InvalidParameterValueException', text);
    const second = sqs.receiveOne(url);
    sqs.refuses('DeleteMessage', expired, 'InvalidParameterValueException', text);
    sqs.clock.advanceSeconds(5);
    sqs.changeVisibility(url, second, 20);
    sqs.clock.advanceSeconds(15);
    sqs.delete(url, second);
    sqs.delete(url, second);
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
  });
});

describe('ChangeMessageVisibility', () => {
  it('counts from now, and 0 makes visible at once', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const message = sqs.receiveOne(url);
    sqs.clock.advanceSeconds(20);
    sqs.changeVisibility(url, message, 30);
    sqs.clock.advanceSeconds(29);
    assert.deepEqual(sqs.counts(url), [0, 1, 0]);
    sqs.changeVisibility(url, message, 0);
    assert.deepEqual(sqs.counts(url), [1, 0, 0]);
  });

  it('hides a message of a standard queue that is visible again', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const message = sqs.receiveOne(url, { VisibilityTimeout: 0 });
    sqs.changeVisibility(url, message, 5);
    assert.deepEqual(sqs.receive(url), []);
    assert.deepEqual(sqs.counts(url), [0, 1, 0]);
    sqs.clock.advanceSeconds(5);
    assert.equal(sqs.receiveOne(url).Body, 'x');
  });

  it('refuses what is gone, out of range or beyond twelve hours in total', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    sqs.send(url, 'x');
    const { ReceiptHandle } = sqs.receiveOne(url);
    const change = (VisibilityTimeout?: number) => ({ QueueUrl: url, ReceiptHandle, VisibilityTimeout });
    for (const seconds of [-1, 43_201]) {
      const text = `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.`;
      sqs.refuses('ChangeMessageVisibility', change(seconds), 'InvalidParameterValueException', text);
    }
    sqs.refuses('ChangeMessageVisibility', change(), 'MissingRequiredParameterException');
    sqs.run('ChangeMessageVisibility', change(43_200));
    sqs.clock.advanceSeconds(10);
    sqs.refuses(
      'ChangeMessageVisibility',
      change(43_191),
      'InvalidParameterValueException',
      'Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
    );
    sqs.run('ChangeMessageVisibility', change(43_190));
    sqs.run('DeleteMessage', { QueueUrl: url, ReceiptHandle });
    sqs.refuses(
      'ChangeMessageVisibility',
      change(1),
      'InvalidParameterValueException',
      `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  });

  it('refuses a lapsed receipt of a FIFO queue', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo');
    sqs.sendTo(url, 'g', 'x');
    const { ReceiptHandle } = sqs.receiveOne(url, { VisibilityTimeout: 0 });
    const input = { QueueUrl: url, ReceiptHandle, VisibilityTimeout: 5 };
    sqs.refuses('ChangeMessageVisibility', input, 'MessageNotInflight');
  });
});
