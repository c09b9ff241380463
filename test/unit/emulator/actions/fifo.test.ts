import assert from 'node:assert/strict';
import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import { DirectSqs } from '../../../support/directSqs';

/** A FIFO queue with `bodies` of one group in it. */
function withGroup(...bodies: string[]): { sqs: DirectSqs; url: string } {
  const sqs = new DirectSqs();
  const url = sqs.create('q.fifo');
  for (const body of bodies) sqs.sendTo(url, 'g', body);
  return { sqs, url };
}

describe('A message group', () => {
  it('comes in the order it was sent, many in one call', () => {
    const { sqs, url } = withGroup('a', 'b', 'c');
    assert.deepEqual(sqs.receiveBodies(url), ['a', 'b', 'c']);
  });

  it('is locked while one of its messages is in flight', () => {
    const { sqs, url } = withGroup('a', 'b');
    sqs.receiveOne(url);
    assert.deepEqual(sqs.receive(url), []);
    assert.deepEqual(sqs.counts(url), [1, 1, 0]);
  });

  it('stays locked when only some of those received were deleted', () => {
    const { sqs, url } = withGroup('a', 'b', 'c');
    const [a, b] = sqs.receive(url, { MaxNumberOfMessages: 2 });
    assert.ok(a && b);
    sqs.delete(url, a);
    assert.deepEqual(sqs.receive(url), []);
    sqs.delete(url, b);
    assert.deepEqual(sqs.receiveBodies(url), ['c']);
  });

  it('gives the expired head again and waits behind a message that is hidden for longer', () => {
    const { sqs, url } = withGroup('a', 'b', 'c', 'd');
    const received = sqs.receive(url, { MaxNumberOfMessages: 3, VisibilityTimeout: 10 });
    assert.ok(received[2]);
    sqs.changeVisibility(url, received[2], 100);
    sqs.clock.advanceSeconds(10);
    assert.deepEqual(sqs.receiveBodies(url, { VisibilityTimeout: 200 }), ['a', 'b']);
    sqs.clock.advanceSeconds(90);
    assert.deepEqual(sqs.receiveBodies(url), []);
  });

  it('gives only the early message when its visibility is ended and a later one is in flight', () => {
    const { sqs, url } = withGroup('a', 'b', 'c');
    const [a] = sqs.receive(url, { MaxNumberOfMessages: 2 });
    assert.ok(a);
    sqs.changeVisibility(url, a, 0);
    assert.deepEqual(sqs.receiveBodies(url), ['a']);
  });

  it('is not unlocked by a new message', () => {
    const { sqs, url } = withGroup('a');
    sqs.receiveOne(url);
    sqs.sendTo(url, 'g', 'b');
    assert.deepEqual(sqs.receive(url), []);
  });

  it('does not hold up other groups', () => {
    const { sqs, url } = withGroup('a');
    sqs.receiveOne(url);
    sqs.sendTo(url, 'h', 'b');
    assert.deepEqual(sqs.receiveBodies(url), ['b']);
  });

  it('goes to the back of the rotation when it was served', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo');
    for (const group of ['g1', 'g2', 'g3']) {
      for (const part of ['a', 'b']) sqs.sendTo(url, group, group + part);
    }
    const order: (string | undefined)[] = [];
    for (let count = 0; count < 6; count++) {
      const message = sqs.receiveOne(url);
      order.push(message.Body);
      sqs.delete(url, message);
    }
    assert.deepEqual(order, ['g1a', 'g2a', 'g3a', 'g1b', 'g2b', 'g3b']);
  });

  it('fills a call before the next one is served', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo');
    for (const body of ['1a', '2a', '1b', '2b']) sqs.sendTo(url, `g${body[0]}`, body);
    assert.deepEqual(sqs.receiveBodies(url, { MaxNumberOfMessages: 3 }), ['1a', '1b', '2a']);
  });

  it('is freed by a move to the dead-letter queue, where order is kept', () => {
    const { sqs, url } = withGroup('a', 'b');
    const dlq = sqs.createDeadLetterQueue(url, 'dlq.fifo', 1);
    sqs.receive(url, { MaxNumberOfMessages: 1, VisibilityTimeout: 0 });
    assert.deepEqual(sqs.receiveBodies(url, { VisibilityTimeout: 0 }), ['b']);
    assert.deepEqual(sqs.receiveBodies(url), []);
    const [a, b] = sqs.receive(dlq, { MaxNumberOfMessages: 10 });
    assert.deepEqual([a?.Body, b?.Body], ['a', 'b']);
    assert.equal(a?.Attributes?.MessageDeduplicationId, a?.MessageId);
  });
});

describe('The delay of a FIFO queue', () => {
  it("is the queue's own, also for messages that are there", () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo', { DelaySeconds: '100' });
    sqs.sendTo(url, 'g', 'a', { DelaySeconds: 0 });
    assert.deepEqual(sqs.counts(url), [0, 0, 1]);
    sqs.clock.advanceSeconds(10);
    sqs.set(url, { DelaySeconds: '20' });
    sqs.sendTo(url, 'g', 'b');
    assert.deepEqual(sqs.counts(url), [0, 0, 2]);
    sqs.clock.advanceSeconds(10);
    assert.deepEqual(sqs.receiveBodies(url, { VisibilityTimeout: 0 }), ['a']);
    sqs.set(url, { DelaySeconds: '0' });
    assert.deepEqual(sqs.receiveBodies(url, { VisibilityTimeout: 0 }), ['a', 'b']);
  });

  it('cannot be set for one message', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q.fifo');
    const input = {
      QueueUrl,
      MessageBody: 'x',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
      DelaySeconds: 1,
    };
    sqs.refuses(
      'SendMessage',
      input,
      'InvalidParameterValueException',
      /^Value 1 for parameter DelaySeconds/,
    );
  });
});

describe('Deduplication', () => {
  it('answers a repeated send with the first message, for five minutes from the first send', () => {
    const { sqs, url } = withGroup();
    const first = sqs.sendTo(url, 'g', 'a');
    sqs.delete(url, sqs.receiveOne(url));
    sqs.clock.advance(299_999);
    const second = sqs.sendTo(url, 'h', 'other', { MessageDeduplicationId: 'a' });
    assert.equal(second.MessageId, first.MessageId);
    assert.equal(second.SequenceNumber, first.SequenceNumber);
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
    sqs.clock.advance(1);
    assert.notEqual(sqs.sendTo(url, 'g', 'a').MessageId, first.MessageId);
    assert.deepEqual(sqs.counts(url), [1, 0, 0]);
  });

  it('is per group with the scope messageGroup, as it was when the queue was made', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo', { DeduplicationScope: 'messageGroup' });
    sqs.set(url, { DeduplicationScope: 'queue' });
    for (const group of ['g', 'h', 'g']) sqs.sendTo(url, group, 'a');
    assert.deepEqual(sqs.counts(url), [2, 0, 0]);
  });

  it('by content takes the SHA-256 of the body alone, unless an id is given', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q.fifo', { ContentBasedDeduplication: 'true' });
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
    sqs.send(url, 'same', { MessageGroupId: 'g' });
    sqs.send(url, 'same', { MessageGroupId: 'g', MessageAttributes });
    sqs.send(url, 'same', { MessageGroupId: 'g', MessageDeduplicationId: 'other' });
    const ids = sqs
      .receive(url, { MaxNumberOfMessages: 10 })
      .map(({ Attributes }) => Attributes?.MessageDeduplicationId);
    assert.deepEqual(ids, ['0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5', 'other']);
  });

  it('is forgotten by a purge', () => {
    const { sqs, url } = withGroup('a');
    sqs.run('PurgeQueue', { QueueUrl: url });
    sqs.sendTo(url, 'g', 'a');
    assert.deepEqual(sqs.receiveBodies(url), ['a']);
  });
});

describe('SendMessage to a FIFO queue', () => {
  const refusals: [
    string,
    Partial<SendMessageRequest>,
    'MissingRequiredParameterException' | 'InvalidParameterValueException',
    RegExp,
  ][] = [
    [
      'without a group',
      { MessageDeduplicationId: 'd' },
      'MissingRequiredParameterException',
      /^The request must contain the parameter MessageGroupId\.$/,
    ],
    [
      'without a deduplication id',
      { MessageGroupId: 'g' },
      'InvalidParameterValueException',
      /^The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly$/,
    ],
    [
      'with a space in the group',
      { MessageGroupId: 'a b', MessageDeduplicationId: 'd' },
      'InvalidParameterValueException',
      /^Value a b for parameter MessageGroupId is invalid/,
    ],
    [
      'with a long deduplication id',
      { MessageGroupId: 'g', MessageDeduplicationId: 'd'.repeat(129) },
      'InvalidParameterValueException',
      /MessageDeduplicationId can only include/,
    ],
    [
      'with a letter beyond ASCII',
      { MessageGroupId: 'ü', MessageDeduplicationId: 'd' },
      'InvalidParameterValueException',
      /MessageGroupId can only include/,
    ],
  ];
  for (const [what, input, error, message] of refusals) {
    it(`is refused ${what}`, () => {
      const { sqs, url } = withGroup();
      sqs.refuses('SendMessage', { QueueUrl: url, MessageBody: 'x', ...input }, error, message);
    });
  }

  it('gives rising sequence numbers, the same on receive', () => {
    const { sqs, url } = withGroup();
    const numbers = ['a', 'b', 'c'].map((body) => sqs.sendTo(url, 'g', body).SequenceNumber ?? '');
    assert.deepEqual([...numbers].sort(), numbers);
    assert.equal(new Set(numbers).size, 3);
    const received = sqs.receive(url, { MaxNumberOfMessages: 10 });
    assert.deepEqual(
      received.map(({ Attributes }) => Attributes?.SequenceNumber),
      numbers,
    );
    assert.deepEqual(
      received.map(({ Attributes }) => Attributes?.MessageGroupId),
      ['g', 'g', 'g'],
    );
  });
});

describe('ReceiveRequestAttemptId', () => {
  const attempt = { ReceiveRequestAttemptId: 'try', VisibilityTimeout: 10 };

  it('repeats messages and handles and restarts their visibility timeout', () => {
    const { sqs, url } = withGroup('a', 'b');
    const first = sqs.receive(url, { ...attempt, MaxNumberOfMessages: 10 });
    sqs.clock.advanceSeconds(9);
    assert.deepEqual(sqs.receive(url), []);
    assert.deepEqual(sqs.receive(url, { ...attempt, MaxNumberOfMessages: 10 }), first);
    sqs.clock.advanceSeconds(9);
    assert.deepEqual(sqs.counts(url), [0, 2, 0]);
    for (const message of first) sqs.delete(url, message);
    assert.deepEqual(sqs.counts(url), [0, 0, 0]);
  });

  it('gives something else when a message was deleted, changed or has lapsed', () => {
    const { sqs, url } = withGroup('a');
    const [a] = sqs.receive(url, attempt);
    assert.ok(a);
    sqs.changeVisibility(url, a, 5);
    assert.deepEqual(sqs.receive(url, attempt), []);
    sqs.clock.advanceSeconds(5);
    const [again] = sqs.receive(url, attempt);
    assert.ok(again);
    assert.notEqual(again.ReceiptHandle, a.ReceiptHandle);
    sqs.delete(url, again);
    assert.deepEqual(sqs.receive(url, attempt), []);
  });

  it('is checked on FIFO queues and ignored on standard queues', () => {
    const { sqs, url } = withGroup();
    const input = { QueueUrl: url, ReceiveRequestAttemptId: 'a b' };
    sqs.refuses('ReceiveMessage', input, 'InvalidParameterValueException');
    assert.deepEqual(sqs.receive(sqs.create('q'), attempt), []);
  });
});

describe('MessageGroupId on a standard queue', () => {
  it('comes back, without order, lock or sequence number', () => {
    const sqs = new DirectSqs();
    const url = sqs.create('q');
    for (const body of ['a', 'b']) sqs.send(url, body, { MessageGroupId: 'g' });
    const first = sqs.receiveOne(url);
    assert.equal(first.Attributes?.MessageGroupId, 'g');
    assert.equal(first.Attributes?.SequenceNumber, undefined);
    assert.deepEqual(sqs.receiveBodies(url), ['b']);
  });

  /** Forty messages of a noisy group in flight, forty more of it waiting. */
  function withNoisyGroup(): { sqs: DirectSqs; url: string } {
    const sqs = new DirectSqs();
    const url = sqs.create('q', { VisibilityTimeout: '600' });
    for (let index = 0; index < 80; index++) sqs.send(url, 'noisy', { MessageGroupId: 'loud' });
    for (let index = 0; index < 4; index++) sqs.receiveBodies(url);
    return { sqs, url };
  }

  it('lets quiet groups and messages without a group go first', () => {
    const { sqs, url } = withNoisyGroup();
    sqs.send(url, 'quiet', { MessageGroupId: 'calm' });
    sqs.send(url, 'alone');
    assert.deepEqual(sqs.receiveBodies(url, { MaxNumberOfMessages: 3 }), ['quiet', 'alone', 'noisy']);
  });

  it('does not keep a noisy group from being served when nothing else is there', () => {
    const { sqs, url } = withNoisyGroup();
    for (let index = 0; index < 4; index++) assert.equal(sqs.receiveBodies(url).length, 10);
    assert.deepEqual(sqs.counts(url), [0, 80, 0]);
  });

  it('makes a group quiet again five minutes after its last send', () => {
    const { sqs, url } = withNoisyGroup();
    sqs.clock.advanceSeconds(300);
    sqs.send(url, 'quiet', { MessageGroupId: 'calm' });
    assert.equal(sqs.receiveOne(url).Body, 'noisy');
  });

  it('serves of several noisy groups the one with the fewest in flight', () => {
    const { sqs, url } = withNoisyGroup();
    for (let index = 0; index < 40; index++) sqs.send(url, 'second', { MessageGroupId: 'second' });
    for (let index = 0; index < 3; index++) sqs.receiveBodies(url);
    assert.equal(sqs.receiveOne(url).Body, 'second');
  });
});
