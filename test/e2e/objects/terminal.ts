import type { Page } from 'playwright-core';

/** The terminal in front. Its text is painted on a canvas: let a command write a file to learn what it did. */
export class Terminal {
  constructor(private readonly page: Page) {}

  async type(command: string): Promise<void> {
    const input = this.page.locator('.terminal-wrapper.active textarea.xterm-helper-textarea');
    await input.waitFor({ state: 'attached' });
    await input.focus();
    await this.page.keyboard.type(command);
    await this.page.keyboard.press('Enter');
  }
}
