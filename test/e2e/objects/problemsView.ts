import type { Locator, Page } from 'playwright-core';

/** The Problems view of the panel. */
export class ProblemsView {
  constructor(private readonly page: Page) {}

  row(text: string | RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row').filter({ hasText: text }).first();
  }
}
