import type { Locator, Page } from 'playwright-core';

/** The toasts at the lower right. */
export class Notifications {
  constructor(private readonly page: Page) {}

  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }

  async waitFor(text: string | RegExp): Promise<string> {
    await this.toast(text).waitFor();
    return this.toast(text).innerText();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button }).click();
  }
}
