import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkAttributes, settableAttributes } from '../../../src/attributes/attributeChecks';
import {
  DocumentError,
  type DocumentPart,
  findChanges,
  isNoChange,
  type QueueContent,
  readDocument,
  toDocument,
} from '../../../src/attributes/queueDocument';

const DLQ_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';
const before: QueueContent = {
  attributes: {
    VisibilityTimeout: '30',
    SqsManagedSseEnabled: 'true',
    RedrivePolicy: `{"deadLetterTargetArn":"${DLQ_ARN}","maxReceiveCount":"3"}`,
    QueueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
    ApproximateNumberOfMessages: '7',
  },
  tags: { team: 'shop', stage: 'test' },
};

describe('the document of a queue', () => {
  it('shows what can be set, numbers and policies as what they are', () => {
    assert.deepEqual(JSON.parse(toDocument('queue', false, before)), {
      attributes: {
        VisibilityTimeout: 30,
        SqsManagedSseEnabled: true,
        RedrivePolicy: { deadLetterTargetArn: DLQ_ARN, maxReceiveCount: '3' },
      },
      tags: { team: 'shop', stage: 'test' },
    });
  });

  for (const part of ['queue', 'RedrivePolicy', 'Policy', 'tags'] as const) {
    it(`changes nothing when its ${part} is saved as it is`, () => {
      assert.ok(isNoChange(edit(part, (text) => text)));
    });
  }

  it('sends what is different, and nothing else', () => {
    const changes = edit('queue', (text) => text.replace('30', '60').replace('"shop"', '"mail"'));
    assert.deepEqual(changes, {
      attributes: { VisibilityTimeout: '60' },
      tags: { team: 'mail' },
      removedTags: [],
    });
  });

  it('removes a policy and a tag that it no longer names, and leaves what cannot be removed', () => {
    const changes = edit('queue', () => '{ "attributes": {}, "tags": { "team": "shop" } }');
    assert.deepEqual(changes, { attributes: { RedrivePolicy: '' }, tags: {}, removedTags: ['stage'] });
    assert.deepEqual(edit('RedrivePolicy', () => '').attributes, { RedrivePolicy: '' });
  });

  it('takes order and a number as text for no change', () => {
    const text = `{ "maxReceiveCount": 3, "deadLetterTargetArn": "${DLQ_ARN}" }`;
    assert.ok(isNoChange(edit('RedrivePolicy', () => text)));
  });

  for (const [text, code] of [
    ['{', 'notJson'],
    ['[]', 'notAnObject'],
    ['{"attributes": 3}', 'notAnObject'],
    ['{"attribute": {}}', 'unknownKey'],
    ['{"attributes": {"DelaySeconds": null}}', 'wrongValue'],
    ['{"tags": {"team": 3}}', 'wrongValue'],
  ] as const) {
    it(`refuses ${text}`, () => {
      assert.throws(
        () => readDocument('queue', false, text, before),
        (error) => error instanceof DocumentError && error.problem.code === code,
      );
    });
  }
});

describe('attributes that are to be set', () => {
  it('are those of the type of queue', () => {
    const names = (isFifo: boolean) => settableAttributes(isFifo).map(({ name }) => name);
    assert.ok(names(true).includes('DeduplicationScope') && !names(true).includes('FifoQueue'));
    assert.ok(!names(false).includes('DeduplicationScope'));
  });

  for (const [title, isFifo, changes, code] of [
    ['a value out of range', false, { DelaySeconds: '901' }, 'value'],
    ['a name that SQS does not know', false, { Delay: '1' }, 'unknown'],
    ['what only CreateQueue takes', true, { FifoQueue: 'true' }, 'readOnly'],
    ['what only FIFO queues have', false, { ContentBasedDeduplication: 'true' }, 'fifoOnly'],
    ['a policy that is a list', false, { Policy: '[]' }, 'notAnObject'],
    ['a dead-letter queue that is no ARN', false, { RedrivePolicy: redrive('orders-dlq', 3) }, 'redriveArn'],
    ['a dead-letter queue of the other type', true, { RedrivePolicy: redrive(DLQ_ARN, 3) }, 'redriveType'],
    ['a maxReceiveCount of 0', false, { RedrivePolicy: redrive(DLQ_ARN, 0) }, 'redriveCount'],
    ['a maxReceiveCount of 1001', false, { RedrivePolicy: redrive(DLQ_ARN, 1_001) }, 'redriveCount'],
    [
      'a permission that is none',
      false,
      { RedriveAllowPolicy: '{"redrivePermission":"all"}' },
      'allowPermission',
    ],
    [
      'byQueue without queues',
      false,
      { RedriveAllowPolicy: '{"redrivePermission":"byQueue"}' },
      'allowSources',
    ],
    [
      'throughput per group without its scope',
      true,
      { FifoThroughputLimit: 'perMessageGroupId' },
      'throughputNeedsScope',
    ],
    [
      'two encryptions',
      false,
      { KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'true' },
      'twoEncryptions',
    ],
  ] as const) {
    it(`are refused: ${title}`, () => {
      const [problem, ...others] = checkAttributes(isFifo, {}, changes);
      assert.equal(problem?.code, code);
      assert.deepEqual(others, []);
    });
  }

  it('are taken when they fit together', () => {
    assert.deepEqual(checkAttributes(false, {}, { RedrivePolicy: redrive(DLQ_ARN, 1_000), Policy: '' }), []);
    assert.deepEqual(
      checkAttributes(
        true,
        { DeduplicationScope: 'messageGroup' },
        { FifoThroughputLimit: 'perMessageGroupId' },
      ),
      [],
    );
  });
});

function edit(part: DocumentPart, change: (text: string) => string) {
  const text = change(toDocument(part, false, before));
  return findChanges(before, readDocument(part, false, text, before));
}

function redrive(deadLetterTargetArn: string, maxReceiveCount: number): string {
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}
