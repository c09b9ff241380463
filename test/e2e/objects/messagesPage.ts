import type { Locator } from 'playwright-core';
import { WebviewPage } from './webviewPage';

/** The page where messages are received and read. */
export class MessagesPage extends WebviewPage {
  /** Chooses how to look at the queue. */
  async mode(name: 'Peek' | 'Look' | 'Receive'): Promise<void> {
    await this.content.getByRole('radio', { name }).check();
  }

  async receive(): Promise<void> {
    await this.mode('Receive');
    await this.content.getByRole('button', { name: 'Receive', exact: true }).click();
  }

  async outcome(text: string | RegExp): Promise<void> {
    await this.content.locator('.receive-outcome').filter({ hasText: text }).waitFor();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.content.getByRole('textbox', { name: label }).fill(text);
  }

  row(text: string | RegExp): Locator {
    return this.content.locator('.split-list').getByRole('row').filter({ hasText: text });
  }

  /** The message that is shown in full. */
  get message(): Locator {
    return this.content.locator('section.message');
  }

  async press(button: string): Promise<void> {
    await this.message.getByRole('button', { name: button, exact: true }).click();
  }
}
