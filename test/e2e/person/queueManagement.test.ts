import assert from 'node:assert/strict';
import { type QueueAttributeName, SQS } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

describe('the management of queues', () => {
  let workbench: Workbench;
  let sqs: SQS;
  const url = (name: string) => `http://127.0.0.1:${session.emulatorPort}/000000000000/${name}`;

  before(async () => {
    await session.ensureEmulator();
    workbench = session.workbench;
    sqs = new SQS({
      endpoint: `http://127.0.0.1:${session.emulatorPort}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await workbench.queues.createQueue('managed');
  });

  after(async () => {
    await workbench.closeAllEditors();
    const { QueueUrls = [] } = await sqs.listQueues({ QueueNamePrefix: 'managed' });
    for (const QueueUrl of QueueUrls) await sqs.deleteQueue({ QueueUrl });
    sqs.destroy();
  });

  it('refuses an attribute out of range, and sends only what was changed', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Edit Attributes…');
    const { quickInput } = workbench;
    await quickInput.waitFor(/Edit Attributes: managed · Emulator · 000000000000 · us-east-1/);
    await session.picture('40 attributes');
    await quickInput.choose('Visibility timeout');
    await quickInput.waitFor('0 to 43,200 seconds');
    await quickInput.fill('99999');
    await quickInput.waitForMessage('This must be from 0 to 43,200');
    await quickInput.enter('75');
    await quickInput.waitFor('75 s (was 30 s)');
    await session.picture('41 attribute changed');
    await quickInput.choose('Apply');
    assert.equal(await attribute('managed', 'VisibilityTimeout', '75'), '75');
  });

  it('gives a queue a new dead-letter queue, and links the two in the tree', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Set Dead-Letter Queue…');
    await workbench.quickInput.choose('Create managed-dlq');
    await workbench.quickInput.waitFor('maxReceiveCount');
    await workbench.quickInput.enter('2');
    await workbench.queues.waitForCounts('managed-dlq', '0 · 0 · 0');
    await workbench.queues.expand('managed');
    const link = session.page.getByRole('treeitem', { name: 'Dead-letter queue: managed-dlq' });
    await link.click();
    const target = session.page.getByRole('treeitem', { name: /^managed-dlq, dead-letter queue/ });
    await waitUntil(
      () => target.getAttribute('aria-selected'),
      (selected) => selected === 'true',
    );
    await session.picture('42 linked queues');
  });

  it('checks a queue and applies the fix that is chosen', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Check Queue…');
    await workbench.quickInput.waitFor('maxReceiveCount is 2');
    await session.picture('43 check');
    await workbench.quickInput.choose('Short polling');
    await workbench.quickInput.row('Short polling').waitFor({ state: 'detached' });
    await workbench.quickInput.cancel();
    assert.equal(await attribute('managed', 'ReceiveMessageWaitTimeSeconds', '20'), '20');
  });

  /** Waits until a queue has the value: the command goes on after its last dialog. */
  function attribute(
    queueName: string,
    name: QueueAttributeName,
    wanted: string,
  ): Promise<string | undefined> {
    return waitUntil(
      async () => {
        const answer = await sqs.getQueueAttributes({ QueueUrl: url(queueName), AttributeNames: ['All'] });
        return answer.Attributes?.[name];
      },
      (value) => value === wanted,
    );
  }
});
