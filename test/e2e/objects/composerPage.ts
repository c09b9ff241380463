import type { Locator } from 'playwright-core';
import { WebviewPage } from './webviewPage';

export type AttributeType = 'String' | 'Number' | 'Binary';

/** The page where a message is written and sent. */
export class ComposerPage extends WebviewPage {
  get body(): Locator {
    return this.content.getByLabel('Body', { exact: true });
  }

  async writeBody(text: string): Promise<void> {
    await this.body.fill(text);
  }

  /** The body as the editor shows it. */
  async readBody(): Promise<string> {
    await this.body.locator('.cm-line').first().waitFor();
    const lines = await this.body.locator('.cm-line').allTextContents();
    return lines.join('\n');
  }

  async addAttribute(name: string, type: AttributeType, value: string): Promise<void> {
    await this.content.getByRole('button', { name: 'Add Attribute' }).click();
    const row = this.lastAttribute;
    await row.locator('.attribute-name input').fill(name);
    if (type !== 'String') await this.chooseType(row, type);
    await this.lastAttributeValue.fill(value);
  }

  get lastAttributeValue(): Locator {
    return this.lastAttribute.locator('textarea');
  }

  async fill(label: string, text: string): Promise<void> {
    await this.content.getByLabel(label, { exact: true }).fill(text);
  }

  async send(): Promise<void> {
    await this.content.locator('.send').click();
  }

  /** Waits for the sentence and gives what stands beside it. */
  async notice(text: string | RegExp): Promise<string> {
    const notice = this.content.locator('.notice').filter({ hasText: text });
    await notice.waitFor();
    return notice.innerText();
  }

  problem(text: string | RegExp): Locator {
    return this.content.locator('.problem').filter({ hasText: text });
  }

  private get lastAttribute(): Locator {
    return this.content.locator('fieldset.attribute').last();
  }

  private async chooseType(row: Locator, type: AttributeType): Promise<void> {
    const dropdown = row.locator('.attribute-type');
    await dropdown.click();
    await dropdown.getByRole('option', { name: type, exact: true }).click();
  }
}
