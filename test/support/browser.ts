import path from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/lib/chromium.mjs';

/** What the tests need and is kept between runs; the same folder that the scripts use. */
export const cacheFolder = process.env['QUEUESCOPE_CACHE'] || path.resolve('.vscode-test');

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, an installed one, or one from npm. The caller closes it.
 * @throws Error with a sentence that says what to install when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium(cacheFolder, console.log);
  return chromium.launch({
    executablePath,
    env: { ...definedEnvironment(), ...env },
    args: CHROMIUM_ARGS,
    // The test run ends on these; a browser that takes them first would keep it from cleaning up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
