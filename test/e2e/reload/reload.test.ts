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

  it('come back with what was typed', async () => {
    await workbench.queues.pressInline('reloaded', 'Send Message');
    const composer = await workbench.composer('reloaded');
    await composer.writeBody('not sent yet');
    await composer.addAttribute('Source', 'String', 'web');
    await session.page.waitForTimeout(STATE_IS_SAVED_MS);
    await session.load();
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
    await workbench.queues.waitForCounts('reloaded', '1 · 0 · 0');
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
