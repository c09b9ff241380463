import assert from 'node:assert/strict';
import { SQS } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';

const DLQ = 'compose-dlq';
const ORDERS = 'compose-orders';
const OTHER = 'compose-other';

describe('composing, moving and repairing messages', () => {
  let workbench: Workbench;
  let sqs: SQS;
  const urls = new Map<string, string>();

  before(async () => {
    await session.ensureEmulator();
    workbench = session.workbench;
    await workbench.closeAllEditors();
    sqs = new SQS({
      endpoint: `http://127.0.0.1:${session.emulatorPort}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    });
    await createQueue(DLQ);
    await createQueue(OTHER);
    await createQueue(ORDERS, {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${DLQ}`,
        maxReceiveCount: 5,
      }),
    });
    await workbench.runCommand('SQS: Refresh Queues');
    await workbench.queues.waitForCounts(ORDERS, '0 · 0 · 0');
    // The links between the queues are the last that is read of them.
    await workbench.queues.row(ORDERS).and(session.page.locator('[aria-expanded]')).waitFor();
  });

  after(async () => {
    await workbench.closeAllEditors();
    for (const QueueUrl of urls.values()) await sqs.deleteQueue({ QueueUrl });
    sqs.destroy();
    await workbench.runCommand('SQS: Refresh Queues');
    await workbench.queues.row(ORDERS).waitFor({ state: 'detached' });
  });

  async function createQueue(QueueName: string, Attributes: Record<string, string> = {}): Promise<void> {
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName, Attributes });
    urls.set(QueueName, QueueUrl);
  }

  /** Kills messages as a consumer does that fails five times. */
  async function makeDeadLetters(bodies: readonly string[]): Promise<void> {
    const QueueUrl = urls.get(ORDERS) ?? '';
    for (const MessageBody of bodies) await sqs.sendMessage({ QueueUrl, MessageBody });
    for (let time = 0; time < 6; time += 1)
      await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
  }

  it('writes JSON in an editor of code, and says where it is none', async () => {
    await workbench.queues.pressInline(ORDERS, 'Send Message');
    const composer = await workbench.composer(ORDERS);
    await composer.writeBody('{"id": 1, "note": }');
    await composer.content.getByText('Not valid JSON; it is sent as it is.').waitFor();
    await composer.content.locator('.cm-lintRange-error').first().waitFor();
    await session.picture('60 composer with wrong JSON');
    await composer.writeBody('{"id": {{index}}, "note": "zwölf 🎉"}');
    await composer.content.getByLabel('Fill in placeholders').check();
    await composer.content.getByRole('button', { name: 'New Trace' }).click();
  });

  it('sends many with placeholders', async () => {
    const composer = await workbench.composer(ORDERS);
    await composer.content.getByText('Send many').click();
    await composer.fill('Messages', '3');
    await composer.content.getByRole('button', { name: 'Send 3' }).click();
    await composer.content.getByText('Sent 3 of 3 messages.').waitFor();
    await workbench.queues.waitForCounts(ORDERS, '3 · 0 · 0');
    await session.picture('61 composer sent many');
  });

  it('edits the body in an editor tab and brings it back with each save', async () => {
    const composer = await workbench.composer(ORDERS);
    await composer.content.getByRole('button', { name: 'Open in Editor Tab' }).click();
    const tab = workbench.editorTab(new RegExp(`^${ORDERS}\\.json`));
    await tab.waitFor();
    await session.page.locator('.editor-instance .view-line').first().click();
    await session.page.keyboard.press('Control+a');
    await session.page.keyboard.insertText('from the tab');
    await session.page.keyboard.press('Control+s');
    const back = await workbench.composer(ORDERS);
    await back.content.getByText('from the tab').waitFor();
    await session.picture('62 body from a tab');
    await back.send();
    await back.notice(/^Sent message/);
    await workbench.queues.waitForCounts(ORDERS, '4 · 0 · 0');
  });

  it('sends the last message once more by Quick Send', async () => {
    await workbench.queues.chooseFromMenu(ORDERS, 'Quick Send Last Message');
    await workbench.queues.waitForCounts(ORDERS, '5 · 0 · 0');
  });

  it('moves the selected message to another queue, after a dialog that names both', async () => {
    await workbench.queues.pressInline(ORDERS, 'Receive Messages');
    const messages = await workbench.messages(ORDERS);
    await messages.receive();
    await messages.row('zwölf').first().click();
    await messages.message.getByText('zwölf 🎉').first().waitFor();
    await workbench.runCommand('SQS: Move Messages…');
    await workbench.quickInput.choose(OTHER);
    const text = await workbench.dialog.text();
    for (const expected of [ORDERS, OTHER, 'Emulator', '000000000000', 'us-east-1'])
      assert.ok(text.includes(expected), `${expected} is missing in: ${text}`);
    await session.picture('63 move dialog');
    await workbench.dialog.press('Move');
    await workbench.notifications.waitFor('1 of 1 messages were moved.');
    await workbench.queues.waitForCounts(OTHER, '1 · 0 · 0');
    const { Messages: [moved] = [] } = await sqs.receiveMessage({
      QueueUrl: urls.get(OTHER),
      MessageSystemAttributeNames: ['All'],
    });
    assert.match(moved?.Body ?? '', /^\{"id": \d, "note": "zwölf 🎉"\}$/);
    assert.match(moved?.Attributes?.['AWSTraceHeader'] ?? '', /^Root=1-/);
  });

  it('lists no unfinished move', async () => {
    await workbench.runCommand('SQS: Show Unfinished Moves');
    await workbench.notifications.waitFor('There are no unfinished moves');
  });

  it('resends a message, and opens a copy of it in the composer', async () => {
    const messages = await workbench.messages(ORDERS);
    await messages.row('from the tab').first().click();
    await messages.message.getByText('from the tab').first().waitFor();
    await workbench.runCommand('SQS: Resend Messages…');
    await workbench.dialog.press('Resend');
    await workbench.notifications.waitFor(`Sent 1 of 1 messages to ${ORDERS}.`);
    await workbench.runCommand('SQS: Edit and Resend Message');
    const composer = await workbench.composer(ORDERS);
    await composer.notice(/This is a copy of message/);
    assert.equal(await composer.readBody(), 'from the tab');
    await session.picture('64 copy in the composer');
  });

  it('groups dead letters and redrives those that are chosen to where they come from', async () => {
    await sqs.purgeQueue({ QueueUrl: urls.get(ORDERS) });
    await makeDeadLetters(['{"id":1}', '{"id":2}', 'text']);
    await workbench.runCommand('SQS: Refresh Queues');
    await workbench.queues.waitForCounts(DLQ, '3 · 0 · 0');
    await workbench.queues.chooseFromMenu(DLQ, 'Repair Dead Letters…');
    await workbench.dialog.press('Receive');
    await workbench.quickInput.waitFor('3 messages in 2 groups');
    await workbench.quickInput.row('2 × {id}').click();
    await session.picture('65 groups of dead letters');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Messages to redrive');
    await workbench.quickInput.accept();
    await workbench.quickInput.choose('To where they come from');
    await workbench.quickInput.choose('As they are');
    await workbench.quickInput.waitFor('Messages in a second at most');
    await workbench.quickInput.accept();
    await workbench.dialog.press('Redrive');
    await workbench.notifications.press('2 of 2 messages were moved.', 'Show Report');
    await session.page.getByText('Moved as').first().waitFor();
    await session.picture('66 report of a redrive');
    await workbench.queues.waitForCounts(ORDERS, '2 · 0 · 0');
    await workbench.queues.waitForCounts(DLQ, '1 · 0 · 0');
  });
});
