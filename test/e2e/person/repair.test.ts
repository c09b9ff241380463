import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SQS } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { type RunningServer, startServer } from '../../../src/emulator/server';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';

const CONNECTION = 'Shop';
const ORDERS = 'shop-orders';
const DLQ = 'shop-orders-dlq';
const INBOX = 'shop-inbox';

describe('messages of production, of files and of editors', () => {
  let workbench: Workbench;
  let production: RunningServer;
  /** Clients of the production that the test plays, and of the emulator of the editor. */
  let shop: SQS;
  let local: SQS;
  let inboxUrl = '';

  before(async () => {
    production = await startServer({ port: 0 });
    shop = client(production.endpoint);
    await shop.createQueue({ QueueName: DLQ });
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${DLQ}`;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 });
    const { QueueUrl } = await shop.createQueue({ QueueName: ORDERS, Attributes: { RedrivePolicy } });
    for (const id of [1, 2]) await shop.sendMessage({ QueueUrl, MessageBody: `{"id":${id},"name":"Ada"}` });
    for (let time = 0; time < 2; time += 1)
      await shop.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
    await session.ensureEmulator();
    workbench = session.workbench;
    await workbench.closeAllEditors();
    local = client(`http://127.0.0.1:${session.emulatorPort}`);
    const inbox = await local.createQueue({ QueueName: INBOX });
    inboxUrl = inbox.QueueUrl ?? '';
    await workbench.runCommand('SQS: Refresh Queues');
    await workbench.queues.waitForCounts(INBOX, '0 · 0 · 0');
  });

  after(async () => {
    const { queues, dialog } = workbench;
    await workbench.closeAllEditors();
    if ((await queues.row(CONNECTION).count()) > 0) {
      await queues.chooseFromMenu(CONNECTION, /^Remove Connection/);
      await dialog.press('Remove Connection');
      await queues.row(CONNECTION).waitFor({ state: 'detached' });
    }
    await local.deleteQueue({ QueueUrl: inboxUrl });
    await workbench.runCommand('SQS: Refresh Queues');
    await queues.row(INBOX).waitFor({ state: 'detached' });
    await workbench.runCommand('Notifications: Clear All Notifications');
    shop.destroy();
    local.destroy();
    await production.stop();
  });

  it('are sent from a file after a list of them', async () => {
    const file = path.join(session.workspace, 'messages.ndjson');
    writeFileSync(file, '{"body":"one","attributes":{"Kind":"x"}}\n{"body":""}\nnot JSON\n{"body":"two"}\n');
    const { queues, quickInput, notifications } = workbench;
    await queues.chooseFromMenu(INBOX, 'Send Messages from File…');
    await quickInput.waitFor('Send from File');
    await quickInput.choose('messages.ndjson');
    await quickInput.waitFor(`Send to ${INBOX}`);
    await quickInput.waitFor('SQS would refuse this message.');
    await quickInput.waitFor('Line 3 is not JSON');
    await session.picture('67 messages of a file');
    await quickInput.accept();
    await notifications.waitFor(`Sent 2 of 2 messages to ${INBOX}.`);
    await queues.waitForCounts(INBOX, '2 · 0 · 0');
  });

  it('begin with what is selected in an editor', async () => {
    const { quickInput } = workbench;
    await workbench.openFile('messages.ndjson');
    await session.page.keyboard.press('Control+Home');
    await session.page.keyboard.press('Shift+End');
    await workbench.runCommand('SQS: Send Selection as Message');
    await quickInput.choose(INBOX);
    const composer = await workbench.composer(INBOX);
    await composer.notice('The body comes from messages.ndjson.');
    assert.equal(await composer.readBody(), '{"body":"one","attributes":{"Kind":"x"}}');
  });

  it('are on a connection that is marked as production', async () => {
    const { queues, quickInput, notifications } = workbench;
    await workbench.runCommand('SQS: Add Connection…');
    await quickInput.choose(/^Custom Endpoint/);
    await quickInput.waitFor('URL at which SQS answers');
    await quickInput.enter(production.endpoint);
    await quickInput.waitFor('Name by which the connection is shown');
    await quickInput.enter(CONNECTION);
    await quickInput.waitFor('Region whose queues are shown');
    await quickInput.accept();
    await quickInput.choose(/^No access key/);
    await notifications.waitFor(/Shop answered in \d+ ms/);
    await queues.chooseFromMenu(CONNECTION, /^Mark as Read-Only or Production/);
    await quickInput.row(/^Production/).click();
    await quickInput.accept();
    await queues
      .row(CONNECTION)
      .locator('.label-description')
      .getByText(/^production/)
      .waitFor();
    await queues.expand(CONNECTION);
    await queues.row('us-east-1').nth(1).click();
    await queues.waitForCounts(DLQ, '2 · 0 · 0');
  });

  it('are edited beside what they were before they are redriven, the first of them alone', async () => {
    const { queues, quickInput, dialog, notifications } = workbench;
    const { page } = session;
    await queues.chooseFromMenu(DLQ, 'Repair Dead Letters…');
    await dialog.pressBeforeNext('Receive', CONNECTION, 'The unlock lasts');
    await dialog.press('Unlock Queue');
    await quickInput.waitFor('2 messages in 1 groups');
    await quickInput.row('2 × {id, name}').click();
    await quickInput.accept();
    await quickInput.waitFor('Messages to redrive');
    await quickInput.accept();
    await quickInput.choose('To where they come from');
    await quickInput.choose('Edit bodies first…');
    await quickInput.waitFor('Messages in a second at most');
    await quickInput.accept();
    const edited = page.locator('.monaco-diff-editor .editor.modified');
    await edited.getByText('"name":"Ada"').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    for (let column = 0; column < '{"id":'.length; column += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.insertText('4');
    await edited.getByText('{"id":41,').waitFor();
    await session.picture('68 bodies beside what they were');
    await page.keyboard.press('Control+s');
    await workbench.runCommand('View: Close Editor');
    await dialog.waitFor('1 of them were edited.', CONNECTION);
    const canary = `The first message is in ${ORDERS}. Go on with the other 1?`;
    await dialog.pressBeforeNext('Redrive', canary, 'This is production');
    await session.picture('69 the first message alone');
    await dialog.press('Go On');
    await notifications.waitFor('2 of 2 messages were moved.');
    await queues.waitForCounts(ORDERS, '2 · 0 · 0');
  });

  it('are reproduced in the emulator with fields masked, and stay where they are', async () => {
    const { queues, quickInput, notifications } = workbench;
    await queues.pressInline(ORDERS, 'Receive Messages');
    const messages = await workbench.messages(ORDERS);
    await messages.content.getByText('2 visible · 0 in flight · 0 delayed').waitFor();
    await messages.row('"id":41').click();
    await messages.message.locator('.cm-content', { hasText: '"id": 41' }).waitFor();
    await workbench.runCommand('SQS: Reproduce Messages Locally…');
    await quickInput.waitFor('Fields of JSON bodies to mask');
    await quickInput.enter('name');
    await notifications.waitFor(`Sent 1 of 1 messages to ${ORDERS}.`);
    const { QueueUrl } = await local.getQueueUrl({ QueueName: ORDERS });
    const { Messages: [copy] = [] } = await local.receiveMessage({ QueueUrl, VisibilityTimeout: 0 });
    assert.equal(copy?.Body, '{"id":41,"name":"***"}');
    await local.deleteQueue({ QueueUrl });
    assert.equal(await shownCount(), '2');
  });

  /** Messages of the production's queue that can be received. */
  async function shownCount(): Promise<string | undefined> {
    const { QueueUrl } = await shop.getQueueUrl({ QueueName: ORDERS });
    const { Attributes } = await shop.getQueueAttributes({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    return Attributes?.['ApproximateNumberOfMessages'];
  }
});

function client(endpoint: string): SQS {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  return new SQS({ endpoint, region: 'us-east-1', credentials });
}
