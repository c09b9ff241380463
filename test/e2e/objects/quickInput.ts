import type { Locator, Page } from 'playwright-core';

const ATTEMPTS = 5;
/** For VS Code to answer a key or a click. */
const ANSWER_MS = 4_000;
const POLL_MS = 50;

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

  /** Takes a row of a list of which one is taken: a list that is filled anew in this moment takes no click. */
  async choose(label: string | RegExp): Promise<void> {
    const row = this.row(label);
    const name = await row.getAttribute('aria-label');
    await this.untilAnswered(`The list does not take ${label}.`, () => row.click(), name);
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
    await this.input.press('Enter');
  }

  /**
   * Takes a path in VS Code's own picker of files; without one, the path that it shows. While the picker reads a folder
   * it forgets what is typed, and Enter only leads into that folder.
   */
  async enterPath(file?: string): Promise<void> {
    await this.untilAnswered(`The picker of files does not take ${file ?? 'what it shows'}.`, async () => {
      if (file !== undefined) await this.fill(file);
      await this.accept();
    });
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Waits for what the box says below the input. */
  async waitForMessage(text: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  /** Does it again until the box is closed, asks something else, or has no row of this name any more. */
  private async untilAnswered(
    failure: string,
    act: () => Promise<void>,
    rowName?: string | null,
  ): Promise<void> {
    const asked = await this.question();
    const isAnswered = async () =>
      (await this.question()) !== asked || (!!rowName && !(await this.hasRow(rowName)));
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await act();
      const end = Date.now() + ANSWER_MS;
      do {
        if (await isAnswered()) return;
        await this.page.waitForTimeout(POLL_MS);
      } while (Date.now() < end);
    }
    throw new Error(failure);
  }

  /** What tells one step from the next; undefined when closed. */
  private async question(): Promise<string | undefined> {
    const [asked] = await this.widget.evaluateAll((widgets) =>
      widgets.map((widget) => {
        const title = widget.querySelector('.quick-input-title')?.textContent;
        const placeholder = widget.querySelector<HTMLInputElement>('input.input')?.placeholder;
        return JSON.stringify([title, placeholder]);
      }),
    );
    return asked;
  }

  private async hasRow(name: string): Promise<boolean> {
    const names = await this.widget
      .locator('.quick-input-list .monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    return names.includes(name);
  }

  private get input(): Locator {
    return this.widget.locator('input.input');
  }
}
