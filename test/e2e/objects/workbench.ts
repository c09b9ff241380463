import type { Locator, Page } from 'playwright-core';
import { ComposerPage } from './composerPage';
import { DashboardPage } from './dashboardPage';
import { Dialog } from './dialog';
import { MessagesPage } from './messagesPage';
import { Notifications } from './notifications';
import { OverviewPage } from './overviewPage';
import { QueuesView } from './queuesView';
import { QuickInput } from './quickInput';
import { StatusBar } from './statusBar';
import { Terminal } from './terminal';
import type { WebviewPage } from './webviewPage';

/** The window of VS Code. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly queues: QueuesView;
  readonly statusBar: StatusBar;
  readonly terminal: Terminal;

  constructor(private readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.queues = new QueuesView(page);
    this.statusBar = new StatusBar(page);
    this.terminal = new Terminal(page);
  }

  async waitUntilLoaded(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.getByRole('tab', { name: /^SQS/ }).first().waitFor();
  }

  /** Runs a command by its full title, such as `SQS: Create Queue…`, through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.findInPalette(`>${title}`, title);
    await this.quickInput.choose(title);
  }

  /** A page that is being loaded takes no keys; one that has just been loaded takes the focus, and the palette closes. */
  private async findInPalette(text: string, label: string): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press('F1');
      if (await this.quickInput.finds(text, label, 8_000)) return;
    }
    throw new Error(`The palette does not stay open, or has no ${label}.`);
  }

  /** Opens a file of the workspace by its name, and gives it the keyboard. */
  async openFile(name: string): Promise<void> {
    await this.findInPalette(name, name);
    await this.quickInput.choose(name);
    await this.editorTab(name).waitFor();
    await this.page.locator('.editor-instance .view-line').first().click();
  }

  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** Without saving any. */
  async closeAllEditors(): Promise<void> {
    const nothing = this.page.locator('.editor-group-container.empty').first();
    await this.page.keyboard.press('Escape');
    if (await nothing.isVisible()) return;
    await this.runCommand('View: Close All Editors');
    const discard = this.page.locator('.monaco-dialog-box').getByRole('button', { name: /^Don't Save/ });
    await discard.or(nothing).first().waitFor();
    if (await discard.isVisible()) await this.dialog.press(/^Don't Save/);
    await nothing.waitFor();
  }

  async composer(queueName: string): Promise<ComposerPage> {
    await this.editorTab(`${queueName}: Send Message`).click();
    return shown(new ComposerPage(this.page));
  }

  async messages(queueName: string): Promise<MessagesPage> {
    await this.editorTab(`${queueName}: Messages`).click();
    return shown(new MessagesPage(this.page));
  }

  async dashboard(queueName: string): Promise<DashboardPage> {
    await this.editorTab(`${queueName}: Dashboard`).click();
    return shown(new DashboardPage(this.page));
  }

  async overview(): Promise<OverviewPage> {
    await this.editorTab('SQS Overview').click();
    return shown(new OverviewPage(this.page));
  }

  readClipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

/**
 * Waits for the page's heading. Open no other page before: two that load at the same time fight over the service worker
 * of the browser-hosted VS Code, and one of them stays blank for ten seconds and more.
 */
async function shown<T extends WebviewPage>(page: T): Promise<T> {
  await page.content.locator('h1').waitFor();
  return page;
}
