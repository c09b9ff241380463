import type { Locator, Page } from 'playwright-core';

/** The quick pick and the input box, which are one part of VS Code. */
export class QuickInput {
  private readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
  }

  async waitFor(text: string | RegExp): Promise<void> {
    await this.widget.filter({ hasText: text }).waitFor();
  }

  /** Whether it opens, takes the text and has the row, each within some milliseconds. */
  async finds(text: string, label: string, ms: number): Promise<boolean> {
    try {
      await this.input.fill(text, { timeout: ms });
      await this.row(label).waitFor({ timeout: ms });
      return true;
    } catch {
      return false;
    }
  }

  /** Replaces what is typed. */
  async fill(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async typedText(): Promise<string> {
    return this.input.inputValue();
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.row(label).click();
  }

  row(label: string | RegExp): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  }

  /** Types the text and takes it. */
  async enter(text: string): Promise<void> {
    await this.fill(text);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Waits for what the box says below the input. */
  async waitForMessage(text: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  private get input(): Locator {
    return this.widget.locator('input.input');
  }
}
