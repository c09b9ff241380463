import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
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
    // The range stands in the list too, whose filter would take what is typed.
    await quickInput.waitFor('Visibility timeout (VisibilityTimeout)');
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
    await session.page.getByPlaceholder(/^1 finding/).waitFor();
    await workbench.quickInput.cancel();
    assert.equal(await attribute('managed', 'ReceiveMessageWaitTimeSeconds', '20'), '20');
  });

  it('redrives the messages of a dead-letter queue to where they came from, and shows how far it is', async () => {
    const Entries = ['1', '2', '3', '4'].map((Id) => ({ Id, MessageBody: `lost ${Id}` }));
    await sqs.sendMessageBatch({ QueueUrl: url('managed'), Entries });
    // The third receive finds that two were the most.
    const receive = {
      QueueUrl: url('managed'),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      WaitTimeSeconds: 0,
    };
    for (let received = 0; received < 3; received += 1) await sqs.receiveMessage(receive);
    await workbench.queues.waitForCounts('managed-dlq', '4 · 0 · 0');
    await workbench.queues.chooseFromMenu('managed-dlq', 'Redrive Messages…');
    await workbench.quickInput.choose('Back to where they came from');
    await workbench.quickInput.waitFor('Messages a second');
    await workbench.quickInput.enter('2');
    await workbench.dialog.waitFor('managed-dlq', 'Emulator', '000000000000', 'us-east-1', 'about 4');
    await workbench.dialog.press('Redrive');
    await workbench.notifications.waitFor(/Redrive of managed-dlq: moving, \d of about 4 messages/);
    await session.picture('44 redrive under way');
    await workbench.queues.waitForCounts('managed-dlq', '0 · 0 · 0');
    await workbench.queues.waitForCounts('managed', '4 · 0 · 0');
    await workbench.notifications.toast('Redrive of managed-dlq').waitFor({ state: 'detached' });
  });

  it('purges a queue after a copy of its messages was saved', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Purge Queue…');
    await workbench.dialog.waitFor('managed', 'Emulator', '000000000000', 'us-east-1', '4 visible');
    await workbench.dialog.press(/^Save a Copy First/);
    await workbench.quickInput.waitFor('Save a Copy of the Messages of managed');
    await workbench.quickInput.enterPath();
    await workbench.dialog.waitFor('Saved: 4 messages in managed.ndjson');
    await session.picture('45 purge with a copy');
    await workbench.dialog.press('Purge Queue');
    await workbench.queues.waitForCounts('managed', '0 · 0 · 0');
    const lines = readFileSync(path.join(session.workspace, 'managed.ndjson'), 'utf8').trim().split('\n');
    const bodies = lines.map((line) => (JSON.parse(line) as { readonly body: unknown }).body);
    assert.deepEqual(bodies.sort(), ['lost 1', 'lost 2', 'lost 3', 'lost 4']);
  });

  it('shows a queue as JSON, refuses what SQS would, shows the differences and applies them', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Edit Attributes and Tags as JSON');
    await workbench.editorTab(/managed\.sqs-queue\.json/).waitFor();
    await session.page.locator('.monaco-editor .view-line').filter({ hasText: 'DelaySeconds' }).waitFor();
    await replaceAll('{ "attributes": { "DelaySeconds": 901 } }');
    await session.page.keyboard.press('Control+s');
    await workbench.notifications.waitFor(/DelaySeconds: This must be from 0 to 900/);
    await replaceAll('{ "attributes": { "DelaySeconds": 3 }, "tags": { "team": "shop" } }');
    await session.page.keyboard.press('Control+s');
    await workbench.dialog.waitFor(
      'managed',
      'DelaySeconds = 3',
      'Tag team = shop',
      'RedrivePolicy: removed',
    );
    await workbench.dialog.press('Show Differences');
    await workbench.editorTab(/managed: in SQS ↔ to be saved/).waitFor();
    await session.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await session.picture('46 differences');
    await session.page.keyboard.press('Control+s');
    await workbench.dialog.press('Apply');
    assert.equal(await attribute('managed', 'DelaySeconds', '3'), '3');
    await waitForTag('managed', 'shop');
  });

  it('clones a queue under another name', async () => {
    await workbench.queues.chooseFromMenu('managed', 'Clone Queue…');
    await workbench.quickInput.waitFor('Name of the new queue');
    await workbench.quickInput.accept();
    await workbench.dialog.waitFor('managed-copy', 'Emulator', '000000000000', 'us-east-1');
    await workbench.dialog.press('Clone Queue');
    // The end of the command: what is selected under an open menu would close it.
    await session.page.getByRole('treeitem', { name: /^managed-copy,/, selected: true }).waitFor();
    assert.equal(await attribute('managed-copy', 'DelaySeconds', '3'), '3');
    await waitForTag('managed-copy', 'shop');
  });

  it('pins a queue above the others and lets it go again', async () => {
    const pinned = session.page.getByRole('treeitem', { name: /^Pinned, 1 queue/ });
    await workbench.queues.chooseFromMenu('managed', 'Pin Queue');
    await pinned.waitFor();
    await session.picture('47 pinned');
    await workbench.queues.chooseFromMenu('managed', 'Unpin Queue');
    await pinned.waitFor({ state: 'detached' });
  });

  async function replaceAll(text: string): Promise<void> {
    // Pasted: VS Code closes brackets that are typed.
    await session.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await session.page.locator('.editor-instance .monaco-editor .view-line').first().click();
    await session.page.keyboard.press('Control+a');
    await session.page.keyboard.press('Control+v');
    const line = session.page.locator('.editor-instance .view-line').filter({ hasText: text });
    await line.waitFor();
  }

  /** Tags are sent after the attributes. */
  async function waitForTag(queueName: string, team: string): Promise<void> {
    const read = () => sqs.listQueueTags({ QueueUrl: url(queueName) });
    await waitUntil(read, ({ Tags }) => Tags?.['team'] === team);
  }

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
