import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyQueueFile } from '../../../src/queueFile/applyQueueFile';
import { parseQueueFile } from '../../../src/queueFile/parseQueueFile';
import { type ExistingQueue, toQueueFile } from '../../../src/queueFile/toQueueFile';
import { useEmulatorServices } from '../../support/emulatorServices';

describe('queues written as a file', () => {
  const emulator = useEmulatorServices();

  it('are the same queues when the file is applied to an empty emulator', async () => {
    const arn = 'arn:aws:sqs:us-east-1:000000000000:orders-dlq';
    const queues: ExistingQueue[] = [
      {
        name: 'orders',
        attributes: {
          VisibilityTimeout: '60',
          DelaySeconds: '0',
          QueueArn: arn.replace('-dlq', ''),
          RedrivePolicy: `{"deadLetterTargetArn":"${arn}","maxReceiveCount":5}`,
          Policy: '{}',
        },
        tags: { team: 'shop' },
      },
      { name: 'orders-dlq', attributes: { MessageRetentionPeriod: '1209600' }, tags: {} },
      { name: 'mail.fifo', attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' }, tags: {} },
    ];
    const { text, withoutLink } = toQueueFile('us-east-1', queues);
    assert.deepEqual(withoutLink, []);
    const { file, problems } = parseQueueFile(text, 'eu-west-1');
    assert.equal(problems, undefined);
    assert.ok(file);
    await applyQueueFile(file, () => emulator.service());
    const service = emulator.service();
    const orders = await service.getQueueUrl('orders');
    const attributes = await service.readAttributes(orders);
    assert.equal(attributes['VisibilityTimeout'], '60');
    assert.deepEqual(JSON.parse(attributes['RedrivePolicy'] ?? ''), {
      deadLetterTargetArn: arn,
      maxReceiveCount: 5,
    });
    assert.deepEqual(await service.readTags(orders), { team: 'shop' });
    const mail = await service.readAttributes(await service.getQueueUrl('mail.fifo'));
    assert.equal(mail['ContentBasedDeduplication'], 'true');
  });

  it('say which ones lose a dead-letter queue that is not among them', () => {
    const RedrivePolicy =
      '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:far","maxReceiveCount":3}';
    const queues = [{ name: 'orders', attributes: { RedrivePolicy }, tags: {} }];
    const { text, withoutLink } = toQueueFile('us-east-1', queues);
    assert.deepEqual(withoutLink, ['orders']);
    assert.deepEqual(JSON.parse(text), { region: 'us-east-1', queues: [{ name: 'orders' }] });
  });
});
