import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { deadLetterQueue, receivePolicy, sendPolicy } from '../../../src/panels/queuePolicy';

const QUEUE = {
  connectionId: 'emulator',
  region: 'us-east-1',
  queueName: 'orders',
  queueUrl: 'http://127.0.0.1:9324/000000000000/orders',
};
const TARGET = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';

describe('What the attributes of a queue say to its panels', () => {
  it('the dead-letter queue differs from its source in the name only', () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: TARGET, maxReceiveCount: '3' });
    assert.deepEqual(deadLetterQueue(QUEUE, { RedrivePolicy }), {
      ...QUEUE,
      queueName: 'orders-dlq',
      queueUrl: 'http://127.0.0.1:9324/000000000000/orders-dlq',
    });
  });

  it('maxReceiveCount is read as a number and as a text', () => {
    for (const maxReceiveCount of [3, '3']) {
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: TARGET, maxReceiveCount });
      const attributes = { VisibilityTimeout: '30', MessageRetentionPeriod: '86400', RedrivePolicy };
      assert.deepEqual(receivePolicy(attributes), {
        visibilityTimeout: 30,
        messageRetentionPeriod: 86_400,
        maxReceiveCount: 3,
        deadLetterQueueName: 'orders-dlq',
      });
    }
  });

  it('a redrive policy that is none is as good as absent', () => {
    for (const RedrivePolicy of ['', '{', '{}', '{"deadLetterTargetArn":7}']) {
      assert.equal(deadLetterQueue(QUEUE, { RedrivePolicy }), undefined);
    }
  });

  it('AWS defaults stand in for what is missing of a send policy', () => {
    assert.deepEqual(sendPolicy({}), {
      maximumMessageSize: 1_048_576,
      contentBasedDeduplication: undefined,
      delaySeconds: 0,
    });
    assert.deepEqual(
      sendPolicy({ MaximumMessageSize: '1024', ContentBasedDeduplication: 'false', DelaySeconds: '7' }),
      { maximumMessageSize: 1024, contentBasedDeduplication: false, delaySeconds: 7 },
    );
  });
});
