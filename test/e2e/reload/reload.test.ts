import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';

/** The browser-hosted VS Code saves its state once a minute, and not while it is closed. */
const STATE_IS_SAVED_MS = 65_000;

describe('panels after a reload of the window', () => {
  let workbench: Workbench;

  before(async () => {
    await session.load();
    workbench = session.workbench;
    await session.ensureEmulator();
    await workbench.closeAllEditors();
    await workbench.queues.createQueue('reloaded');
  });

  /** As a document of the editor, whose URI names a text that the extension keeps. */
  async function openMessageInEditor(): Promise<void> {
    const composer = await workbench.composer('reloaded');
    const typed = await composer.readBody();
    await composer.writeBody('{"kept":true}');
    await composer.content.getByRole('button', { name: 'Send and Keep' }).click();
    await composer.notice(/^Sent message/);
    await composer.writeBody(typed);
    await workbench.queues.pressInline('reloaded', 'Receive Messages');
    const messages = await workbench.messages('reloaded');
    await messages.row('kept').click();
    await messages.message.getByRole('button', { name: 'Open in Editor' }).first().click();
    await workbench.editorTab(/\.json$/).waitFor();
  }

  it('come back with what was typed', async () => {
    await workbench.queues.pressInline('reloaded', 'Send Message');
    const composer = await workbench.composer('reloaded');
    await composer.writeBody('not sent yet');
    await composer.addAttribute('Source', 'String', 'web');
    await openMessageInEditor();
    await session.page.waitForTimeout(STATE_IS_SAVED_MS);
    await session.load();
    await workbench.editorTab(/\.json$/).click();
    await session.page.locator('.editor-instance .view-line', { hasText: '"kept": true' }).waitFor();
    await session.picture('50 message after a reload');
    const restored = await workbench.composer('reloaded');
    assert.equal(await restored.readBody(), 'not sent yet');
    assert.equal(await restored.lastAttributeValue.inputValue(), 'web');
    await session.picture('50 composer after a reload');
  });

  it('send what was typed once the emulator runs again', async () => {
    const composer = await workbench.composer('reloaded');
    await session.ensureEmulator();
    await composer.send();
    await composer.notice(/^Sent message/);
    await workbench.queues.waitForCounts('reloaded', '2 · 0 · 0');
  });

  it('say that their queue is gone, and keep what was typed', async () => {
    const composer = await workbench.composer('reloaded');
    await composer.writeBody('for nobody');
    await workbench.queues.chooseFromMenu('reloaded', /^Delete Queue/);
    await workbench.dialog.press('Delete Queue');
    await workbench.queues.row('reloaded').waitFor({ state: 'detached' });
    await composer.send();
    await composer.notice(/queue does not exist/);
    assert.equal(await composer.readBody(), 'for nobody');
    await session.picture('51 queue is gone');
  });
});
