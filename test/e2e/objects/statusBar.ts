import type { Locator, Page } from 'playwright-core';

export class StatusBar {
  constructor(private readonly page: Page) {}

  /** The one item of the extension. */
  get emulator(): Locator {
    return this.page.locator('.statusbar-item[id^="queuescope.queuescope"]');
  }
}
