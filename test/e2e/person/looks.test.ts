import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { session, THEMES, type Theme } from '../session';

describe('the pages in every kind of theme', () => {
  before(async () => {
    await session.ensureEmulator();
    await session.workbench.queues.createQueue('looks');
    await session.workbench.queues.pressInline('looks', 'Open Dashboard');
    await session.workbench.dashboard('looks');
    await session.workbench.queues.pressInline('looks', 'Send Message');
    await session.workbench.composer('looks');
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`follow the colours of ${THEMES[theme].label}`, async () => {
      await session.setTheme(theme);
      const composer = await session.workbench.composer('looks');
      const body = composer.content.locator('body');
      const editor = await session.page
        .locator('.monaco-workbench')
        .evaluate((element) =>
          getComputedStyle(element).getPropertyValue('--vscode-editor-background').trim(),
        );
      const page = await body.evaluate((element) =>
        getComputedStyle(element).getPropertyValue('--vscode-editor-background').trim(),
      );
      assert.equal(page, editor);
      await session.picture('30 composer');
      await session.workbench.dashboard('looks');
      await session.picture('31 dashboard');
    });
  }

  after(async () => {
    await session.setTheme('dark');
    await session.workbench.closeAllEditors();
  });
});
