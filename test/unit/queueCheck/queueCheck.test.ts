import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkAttributes } from '../../../src/attributes/attributeChecks';
import { isOpenToEverybody } from '../../../src/queueCheck/policyCheck';
import { type CheckedQueue, checkQueue, type FindingCode } from '../../../src/queueCheck/queueCheck';

const DLQ_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';
const deadLetterQueue = { MessageRetentionPeriod: '1209600', MaximumMessageSize: '1048576' };
const good: CheckedQueue = {
  name: 'orders',
  attributes: {
    VisibilityTimeout: '30',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '20',
    MessageRetentionPeriod: '345600',
    MaximumMessageSize: '1048576',
    SqsManagedSseEnabled: 'true',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: DLQ_ARN, maxReceiveCount: 3 }),
  },
  deadLetterQueue,
  isDeadLetterQueue: false,
};

describe('the check of a queue', () => {
  it('finds nothing about a good one', () => {
    assert.deepEqual(checkQueue(good), []);
  });

  for (const [code, queue] of [
    ['noDeadLetterQueue', withAttributes({ RedrivePolicy: '' })],
    ['deadLetterQueueMissing', { ...good, deadLetterQueue: undefined, isDeadLetterQueueMissing: true }],
    [
      'deadLetterRetention',
      { ...good, deadLetterQueue: { ...deadLetterQueue, MessageRetentionPeriod: '345600' } },
    ],
    ['lowReceiveCount', withAttributes({ RedrivePolicy: redrive(2) })],
    ['shortPolling', withAttributes({ ReceiveMessageWaitTimeSeconds: '0' })],
    ['shortVisibility', withAttributes({ VisibilityTimeout: '5' })],
    ['shortVisibility', { ...good, highestReceiveCount: 4 }],
    ['openPolicy', withAttributes({ Policy: policy({ Principal: '*' }) })],
    ['smallMessages', withAttributes({ MaximumMessageSize: '262144' })],
    [
      'bigMessagesOfSource',
      { ...good, deadLetterQueue: { ...deadLetterQueue, MaximumMessageSize: '262144' } },
    ],
    ['shortRetention', withAttributes({ MessageRetentionPeriod: '3600' })],
    ['longDelay', withAttributes({ DelaySeconds: '900', MessageRetentionPeriod: '1200' })],
    ['notEncrypted', withAttributes({ SqsManagedSseEnabled: 'false' })],
  ] as const satisfies readonly (readonly [FindingCode, CheckedQueue])[]) {
    it(`finds ${code}`, () => {
      assert.ok(codes(queue).includes(code), codes(queue).join(' '));
    });
  }

  it('is satisfied after its fix', () => {
    const bad = withAttributes({
      VisibilityTimeout: '5',
      ReceiveMessageWaitTimeSeconds: '0',
      MessageRetentionPeriod: '3600',
      MaximumMessageSize: '1024',
      DelaySeconds: '900',
      SqsManagedSseEnabled: 'false',
      RedrivePolicy: redrive(1),
    });
    const fixes = checkQueue(bad).flatMap(({ fix }) =>
      fix.kind === 'set' ? Object.entries(fix.attributes) : [],
    );
    assert.deepEqual(checkAttributes(false, bad.attributes, Object.fromEntries(fixes)), []);
    const target = checkQueue(bad).flatMap(({ fix }) =>
      fix.kind === 'setOnDeadLetterQueue' ? Object.entries(fix.attributes) : [],
    );
    const fixed = {
      ...bad,
      attributes: { ...bad.attributes, ...Object.fromEntries(fixes) },
      deadLetterQueue: { ...deadLetterQueue, ...Object.fromEntries(target) },
    };
    assert.deepEqual(checkQueue(fixed), []);
  });

  it('wants no dead-letter queue for a dead-letter queue', () => {
    const dead = { ...withAttributes({ RedrivePolicy: '' }), isDeadLetterQueue: true };
    assert.deepEqual(checkQueue(dead), []);
  });

  it('names the gravest first', () => {
    const both = withAttributes({ ReceiveMessageWaitTimeSeconds: '0', Policy: policy({ Principal: '*' }) });
    assert.deepEqual(codes(both), ['openPolicy', 'shortPolling']);
  });
});

describe('an access policy', () => {
  for (const [title, statement, isOpen] of [
    ['is open to "*"', { Principal: '*' }, true],
    ['is open to AWS "*"', { Principal: { AWS: '*' } }, true],
    ['is open to a list with "*"', { Principal: { AWS: ['111122223333', '*'] } }, true],
    ['is open with an empty condition', { Principal: '*', Condition: {} }, true],
    [
      'is not open with a condition',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      false,
    ],
    ['is not open where it denies', { Effect: 'Deny', Principal: '*' }, false],
    ['is not open to an account', { Principal: { AWS: '111122223333' } }, false],
    ['is not open to a service', { Principal: { Service: 'sns.amazonaws.com' } }, false],
  ] as const) {
    it(title, () => {
      assert.equal(isOpenToEverybody(policy(statement)), isOpen);
    });
  }

  it('with one statement outside a list is read too, and one that is no JSON opens nothing', () => {
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:*' };
    assert.equal(isOpenToEverybody(JSON.stringify({ Statement: statement })), true);
    assert.equal(isOpenToEverybody('{'), false);
    assert.equal(isOpenToEverybody(undefined), false);
  });
});

function withAttributes(attributes: Readonly<Record<string, string>>): CheckedQueue {
  return { ...good, attributes: { ...good.attributes, ...attributes } };
}

function redrive(maxReceiveCount: number): string {
  return JSON.stringify({ deadLetterTargetArn: DLQ_ARN, maxReceiveCount });
}

function policy(statement: object): string {
  return JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sqs:*', ...statement }] });
}

function codes(queue: CheckedQueue): readonly FindingCode[] {
  return checkQueue(queue).map(({ code }) => code);
}
