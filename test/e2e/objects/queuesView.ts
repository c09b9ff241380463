import type { Locator, Page } from 'playwright-core';
import { QuickInput } from './quickInput';
import { pressRowButton } from './rowButtons';

const ATTEMPTS = 6;
const ATTEMPT_MS = 5_000;

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

  /** The row with exactly this label. */
  row(label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.page.locator('.sidebar').getByRole('treeitem').filter({ has: name });
  }

  /** Waits until a queue shows these counts: `visible · in flight · delayed`. */
  async waitForCounts(queueName: string, counts: string): Promise<void> {
    const description = this.row(queueName).locator('.label-description');
    await description.getByText(counts, { exact: true }).waitFor();
  }

  async expand(name: string): Promise<void> {
    // A row without rows below it takes the click for its own.
    const row = this.row(name).and(this.page.locator('[aria-expanded]'));
    const open = row.and(this.page.locator('[aria-expanded=true]'));
    await row.waitFor();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await open.isVisible()) return;
      await row.locator('.monaco-tl-twistie').click();
      // A row that is drawn anew in this moment takes no click.
      await open.waitFor({ timeout: ATTEMPT_MS }).catch(() => undefined);
    }
    throw new Error(`The row ${name} does not open.`);
  }

  /** What an empty view offers. */
  get welcomeButton(): Locator {
    return this.page.locator('.sidebar .welcome-view').getByRole('button', { name: 'Start Emulator' });
  }

  /** As the tree or the welcome of an empty view offers it. */
  async startEmulator(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.tryToStartEmulator();
      } catch (error) {
        // The row was there, and has given way to the welcome.
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async tryToStartEmulator(): Promise<void> {
    const row = this.row('Emulator');
    const welcome = this.welcomeButton;
    await row.or(welcome).first().waitFor();
    if (await welcome.isVisible()) return welcome.click({ timeout: ATTEMPT_MS });
    await row.hover({ timeout: ATTEMPT_MS });
    await row.getByRole('button', { name: /^Start Emulator/ }).click({ timeout: ATTEMPT_MS });
  }

  /** Creates a standard queue in the region of the emulator and waits for its row. */
  async createQueue(queueName: string): Promise<void> {
    const quickInput = new QuickInput(this.page);
    await this.pressInline('us-east-1', /^Create Queue/);
    await quickInput.choose(/^Standard/);
    await quickInput.enter(queueName);
    await this.waitForCounts(queueName, '0 · 0 · 0');
  }

  /** Presses one of the buttons that a row shows under the mouse. */
  async pressInline(name: string, action: string | RegExp): Promise<void> {
    await pressRowButton(this.page, this.row(name), action);
  }

  async chooseFromMenu(name: string, item: string | RegExp): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: item });
    for (let attempt = 1; ; attempt++) {
      try {
        await this.row(name).click({ button: 'right', timeout: ATTEMPT_MS });
        await entry.waitFor({ timeout: ATTEMPT_MS });
        // A menu takes no click in its first moment, so that the one that opened it does not choose.
        await this.page.waitForTimeout(300);
        return await entry.click({ timeout: ATTEMPT_MS });
      } catch (error) {
        // What takes the focus in this moment closes the menu.
        if (attempt === ATTEMPTS) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}
