import assert from 'node:assert/strict';
import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { describe, it } from 'mocha';
import type { SqsErrorName } from '../../../../src/emulator/core/sqsError';
import { DirectSqs } from '../../../support/directSqs';

const entry = (
  Id: string,
  more: Partial<SendMessageBatchRequestEntry> = {},
): SendMessageBatchRequestEntry => ({
  Id,
  MessageBody: Id,
  ...more,
});

const eleven = Array.from({ length: 11 }, (_, index) => entry(`e${index}`));

describe('SendMessageBatch', () => {
  const refusals: [string, SendMessageBatchRequestEntry[] | undefined, SqsErrorName, RegExp][] = [
    [
      'no entries',
      [],
      'EmptyBatchRequest',
      /^There should be at least one SendMessageBatchRequestEntry in the request\.$/,
    ],
    ['absent entries', undefined, 'EmptyBatchRequest', /SendMessageBatchRequestEntry/],
    [
      'eleven entries',
      eleven,
      'TooManyEntriesInBatchRequest',
      /^Maximum number of entries per request are 10\. You have sent 11\.$/,
    ],
    [
      'eleven entries before a bad id',
      [...eleven.slice(1), entry('a b')],
      'TooManyEntriesInBatchRequest',
      /sent 11/,
    ],
    ['a bad id', [entry('a b')], 'InvalidBatchEntryId', /^A batch entry id can only contain/],
    ['too long an id', [entry('a'.repeat(81))], 'InvalidBatchEntryId', /80 letters long\.$/],
    ['a bad id before a repeated one', [entry('a'), entry('a'), entry('!')], 'InvalidBatchEntryId', /./],
    ['a repeated id', [entry('a'), entry('b'), entry('a')], 'BatchEntryIdsNotDistinct', /^Id a repeated\.$/],
    [
      'too many bytes',
      [entry('a', { MessageBody: 'x'.repeat(1_048_570) }), entry('b', { MessageBody: 'x'.repeat(7) })],
      'BatchRequestTooLong',
      /^Batch requests cannot be longer than 1048576 bytes\. You have sent 1048577 bytes\.$/,
    ],
  ];
  for (const [what, Entries, error, message] of refusals) {
    it(`fails as a whole for ${what}`, () => {
      const sqs = new DirectSqs();
      const QueueUrl = sqs.create('q');
      sqs.refuses('SendMessageBatch', { QueueUrl, Entries }, error, message);
      assert.deepEqual(sqs.counts(QueueUrl), [0, 0, 0]);
    });
  }

  it('fails as a whole for absent FIFO parameters, before repeated ids', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q.fifo');
    sqs.refuses(
      'SendMessageBatch',
      { QueueUrl, Entries: [entry('a'), entry('a')] },
      'InvalidParameterValueException',
      'The request must contain the parameter MessageGroupId.',
    );
    sqs.refuses(
      'SendMessageBatch',
      { QueueUrl, Entries: [entry('a', { MessageGroupId: 'g' })] },
      'InvalidParameterValueException',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  });

  it('fails entry by entry for what is wrong with a message', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q', { MaximumMessageSize: '1024' });
    const Entries = [
      entry('long', { MessageBody: 'x'.repeat(1025) }),
      entry('good'),
      entry('empty', { MessageBody: '' }),
      entry('bell', { MessageBody: '\x07' }),
      entry('delay', { DelaySeconds: 901 }),
    ];
    const { Successful, Failed } = sqs.run('SendMessageBatch', { QueueUrl, Entries });
    assert.deepEqual(
      Successful?.map(({ Id, MD5OfMessageBody }) => [Id, MD5OfMessageBody]),
      [['good', '755f85c2723bb39381c7379a604160d8']],
    );
    assert.deepEqual(
      Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault]),
      [
        ['long', 'InvalidParameterValue', true],
        ['empty', 'EmptyValue', true],
        ['bell', 'InvalidMessageContents', true],
        ['delay', 'InvalidParameterValue', true],
      ],
    );
    assert.equal(
      Failed?.[0]?.Message,
      'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
    );
    assert.deepEqual(sqs.counts(QueueUrl), [1, 0, 0]);
  });

  it('has no empty lists in its answer', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    const good = sqs.run('SendMessageBatch', { QueueUrl, Entries: [entry('a')] });
    assert.deepEqual(Object.keys(good), ['Successful']);
    const bad = sqs.run('SendMessageBatch', { QueueUrl, Entries: [entry('a', { MessageBody: '' })] });
    assert.deepEqual(Object.keys(bad), ['Failed']);
  });

  it('may be larger than the maximum of the queue in total', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q', { MaximumMessageSize: '1024' });
    const Entries = ['a', 'b'].map((id) => entry(id, { MessageBody: 'x'.repeat(1024) }));
    assert.equal(sqs.run('SendMessageBatch', { QueueUrl, Entries }).Successful?.length, 2);
  });
});

describe('DeleteMessageBatch and ChangeMessageVisibilityBatch', () => {
  it('fail entry by entry', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    sqs.send(QueueUrl, 'x');
    const ReceiptHandle = sqs.receiveOne(QueueUrl).ReceiptHandle as string;
    const changed = sqs.run('ChangeMessageVisibilityBatch', {
      QueueUrl,
      Entries: [
        { Id: 'good', ReceiptHandle, VisibilityTimeout: 5 },
        { Id: 'bad', ReceiptHandle: 'garbage', VisibilityTimeout: 5 },
        { Id: 'long', ReceiptHandle, VisibilityTimeout: 43_201 },
      ],
    });
    assert.deepEqual(changed, {
      Successful: [{ Id: 'good' }],
      Failed: [
        {
          Id: 'bad',
          Code: 'ReceiptHandleIsInvalid',
          Message: 'The input receipt handle "garbage" is not a valid receipt handle.',
          SenderFault: true,
        },
        {
          Id: 'long',
          Code: 'InvalidParameterValue',
          Message: 'VisibilityTimeout must be an integer between 0 and 43200.',
          SenderFault: true,
        },
      ],
    });
    const deleted = sqs.run('DeleteMessageBatch', {
      QueueUrl,
      Entries: [
        { Id: 'good', ReceiptHandle },
        { Id: 'bad', ReceiptHandle: 'garbage' },
      ],
    });
    assert.deepEqual(deleted.Successful, [{ Id: 'good' }]);
    assert.equal(deleted.Failed?.[0]?.Code, 'ReceiptHandleIsInvalid');
    assert.deepEqual(sqs.counts(QueueUrl), [0, 0, 0]);
  });

  it('name their own entries when there are none', () => {
    const sqs = new DirectSqs();
    const QueueUrl = sqs.create('q');
    const input = { QueueUrl, Entries: [] };
    sqs.refuses('DeleteMessageBatch', input, 'EmptyBatchRequest', /DeleteMessageBatchRequestEntry/);
    sqs.refuses(
      'ChangeMessageVisibilityBatch',
      input,
      'EmptyBatchRequest',
      /ChangeMessageVisibilityBatchRequestEntry/,
    );
  });
});
