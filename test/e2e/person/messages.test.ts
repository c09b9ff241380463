import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { MessagesPage } from '../objects/messagesPage';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUE = 'browse';

describe('the browser of messages', () => {
  let workbench: Workbench;
  let messages: MessagesPage;

  before(async () => {
    await session.ensureEmulator();
    workbench = session.workbench;
    await workbench.queues.createQueue(QUEUE);
    await workbench.queues.pressInline(QUEUE, 'Send Message');
    const composer = await workbench.composer(QUEUE);
    for (const body of ['{"order":{"id":41}}', '{"order":{"id":42}}']) {
      await composer.writeBody(body);
      await composer.send();
      await composer.notice(/^Sent message/);
    }
    await workbench.queues.waitForCounts(QUEUE, '2 · 0 · 0');
  });

  it('peeks at the messages when it is opened, and changes nothing by that', async () => {
    await workbench.queues.pressInline(QUEUE, 'Receive Messages');
    messages = await workbench.messages(QUEUE);
    await messages.content.getByText('2 visible · 0 in flight · 0 delayed').waitFor();
    await messages.row('"id":42').click();
    await messages.message.locator('.cm-content', { hasText: '"id": 42' }).waitFor();
    await workbench.queues.waitForCounts(QUEUE, '2 · 0 · 0');
    await session.picture('40 peek');
    for (const theme of ['light', 'highContrast', 'dark'] as const) {
      await session.setTheme(theme);
      if (theme !== 'dark') await session.picture('40 peek');
    }
  });

  it('filters by a value in the body', async () => {
    await messages.fill('Filter', 'body.order.id = 42');
    await messages.content.getByText('1 of 2').waitFor();
    await messages.row('"id":41').waitFor({ state: 'detached' });
    await messages.fill('Filter', '');
  });

  it('opens the body in an editor for reading', async () => {
    await messages.row('"id":42').click();
    await messages.message.getByRole('button', { name: 'Open in Editor' }).first().click();
    await workbench.editorTab(/\.json/).waitFor();
    await session.picture('41 body in an editor');
    messages = await workbench.messages(QUEUE);
  });

  it('receives, extends and releases a message', async () => {
    await messages.receive();
    await messages.outcome('Received 2 messages.');
    await messages.row('"id":42').click();
    await messages.press('Extend');
    await messages.message.getByText(/good for \d+ s more/).waitFor();
    await messages.press('Release Now');
    await workbench.queues.waitForCounts(QUEUE, '1 · 1 · 0');
  });

  it('receives without attributes, and refuses to send on what that would lose', async () => {
    await messages.content.getByText('Attributes: All').click();
    await messages.content.getByRole('radio', { name: 'None' }).check();
    await session.picture('42 attributes to receive');
    await session.page.keyboard.press('Escape');
    await messages.receive();
    await messages.message.getByText('Not all attributes were asked for').waitFor();
    await workbench.runCommand('SQS: Resend Messages…');
    await workbench.notifications.waitFor('what is sent on would lose them');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('copies a message as a command', async () => {
    await messages.message.getByRole('combobox', { name: 'Copy as' }).selectOption('awsCli');
    const command = await waitUntil(
      () => workbench.readClipboard(),
      (text) => text.startsWith('aws sqs'),
    );
    assert.match(command, /--message-body '\{"order":\{"id":42\}\}'/);
  });

  after(async () => {
    await workbench.closeAllEditors();
    await workbench.queues.chooseFromMenu(QUEUE, 'Delete Queue…');
    await workbench.dialog.press('Delete Queue');
    await workbench.queues.row(QUEUE).waitFor({ state: 'detached' });
  });
});
