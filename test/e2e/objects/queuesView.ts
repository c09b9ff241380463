import type { Locator, Page } from 'playwright-core';

/** The view `Queues` of the activity bar's container `SQS`. */
export class QueuesView {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: /^SQS/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.locator('a').click();
    await this.view.waitFor();
  }

  get view(): Locator {
    return this.page.locator('.sidebar .pane').filter({ hasText: 'Queues' }).first();
  }

  /** The row whose label begins with the name. */
  row(name: string | RegExp): Locator {
    const pattern = typeof name === 'string' ? new RegExp(`^${escape(name)}(?![\\w.-])`) : name;
    return this.page.locator('.sidebar').getByRole('treeitem', { name: pattern }).first();
  }

  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.click();
    await this.page.keyboard.press('ArrowRight');
  }

  /** Presses one of the buttons that a row shows under the mouse. */
  async pressInline(name: string, action: string | RegExp): Promise<void> {
    await this.row(name).hover();
    await this.row(name).getByRole('button', { name: action }).click();
  }

  async chooseFromMenu(name: string, item: string | RegExp): Promise<void> {
    await this.row(name).click({ button: 'right' });
    const entry = this.page.getByRole('menuitem', { name: item });
    await entry.waitFor();
    // A menu takes no click in its first moment, so that the one that opened it does not choose.
    await this.page.waitForTimeout(300);
    await entry.click();
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
