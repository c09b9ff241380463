import type { Page } from 'playwright-core';
import type { Workbench } from './workbench';

/**
 * What `Developer: Show Running Extensions` says of an extension.
 * @returns code loading plus `activate()`, in milliseconds
 */
export async function readActivationMs(
  page: Page,
  workbench: Workbench,
  displayName: string,
): Promise<number> {
  await workbench.runCommand('Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: displayName });
  const text = await row.locator('.activation-time').innerText();
  const milliseconds = /(\d+)\s?ms/.exec(text)?.[1];
  if (milliseconds === undefined) throw new Error(`VS Code shows no activation time: ${text}`);
  return Number(milliseconds);
}
