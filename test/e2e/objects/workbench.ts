import type { Locator, Page } from 'playwright-core';
import { Dialog } from './dialog';
import { Notifications } from './notifications';
import { QueuesView } from './queuesView';
import { QuickInput } from './quickInput';
import { StatusBar } from './statusBar';
import { Terminal } from './terminal';
import { WebviewPage } from './webviewPage';

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
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    await this.quickInput.choose(title);
  }

  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  async closeAllEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
  }

  /** The page in the editor whose tab has this name; brings it to the front. */
  async openedPage(tabName: string | RegExp): Promise<WebviewPage> {
    await this.editorTab(tabName).click();
    return new WebviewPage(this.page);
  }

  readClipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
