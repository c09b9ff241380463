import type { Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** VS Code's own editor of settings. */
export class SettingsEditor {
  constructor(
    private readonly page: Page,
    private readonly workbench: Workbench,
  ) {}

  /** Ticks or unticks a setting of the remote machine that is a box, by its full name. */
  async toggle(setting: string): Promise<void> {
    await this.workbench.runCommand('Preferences: Open Settings (UI)');
    await this.page
      .locator('.settings-editor')
      .getByText(/^Remote \[/)
      .click();
    await this.page.locator('.settings-editor .suggest-input-container').click();
    await this.page.keyboard.type(`@id:${setting}`);
    await this.page.locator('.settings-editor .setting-item-bool').getByRole('checkbox').click();
  }
}
