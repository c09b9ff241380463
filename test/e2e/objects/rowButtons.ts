import type { Locator, Page } from 'playwright-core';

const ATTEMPTS = 6;
const ATTEMPT_MS = 5_000;

/** Presses one of the buttons that a row of a tree shows under the mouse. */
export async function pressRowButton(page: Page, row: Locator, action: string | RegExp): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await row.hover({ timeout: ATTEMPT_MS });
      // A row that is drawn anew in this moment has no buttons until the mouse moves again.
      return await row.getByRole('button', { name: action }).click({ timeout: ATTEMPT_MS });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await page.mouse.move(0, 0);
    }
  }
}
