import type { Locator } from 'playwright-core';
import { WebviewPage } from './webviewPage';

/** The page with the table of watched queues. */
export class OverviewPage extends WebviewPage {
  row(queueName: string): Locator {
    return this.content.locator(`tr[data-queue="${queueName}"]`);
  }
}
