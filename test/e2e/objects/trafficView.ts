import type { Locator, Page } from 'playwright-core';
import { pressRowButton } from './rowButtons';

/** The view `Traffic` below the queues. */
export class TrafficView {
  constructor(private readonly page: Page) {}

  row(label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.pane.getByRole('treeitem').filter({ has: name });
  }

  async description(label: string): Promise<string> {
    return this.row(label).locator('.label-description').innerText();
  }

  async press(label: string, action: string | RegExp): Promise<void> {
    await pressRowButton(this.page, this.row(label), action);
  }

  /** The number of a figure of the rows that are open. */
  async figure(label: string): Promise<number> {
    return Number((await this.description(label)).replace(/\D/g, ''));
  }

  private get pane(): Locator {
    return this.page.locator('.sidebar .pane').filter({ hasText: 'Traffic' }).last();
  }
}
