import type { Locator, Page } from 'playwright-core';

/** A modal dialog. */
export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  async text(): Promise<string> {
    return this.box.innerText();
  }

  /** Waits until it shows all of these texts. */
  async waitFor(...parts: readonly string[]): Promise<void> {
    let shown = this.box;
    for (const part of parts) shown = shown.filter({ hasText: part });
    await shown.waitFor();
  }

  async press(button: string | RegExp): Promise<void> {
    await this.box.getByRole('button', { name: button }).click();
    await this.box.waitFor({ state: 'hidden' });
  }

  /** Presses a button of a dialog that another one follows, and waits until that shows all of the texts. */
  async pressBeforeNext(button: string, ...next: readonly string[]): Promise<void> {
    await this.box.getByRole('button', { name: button }).click();
    await this.waitFor(...next);
  }
}
