// @ts-check
// Finds a Chromium to test with, or gets one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { installPackagedChromium } from './packagedChromium.mjs';
import { runToEnd } from './runToEnd.mjs';

/**
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {Record<string, string>} env added to the environment of this browser alone
 */

/** Debian's Chromium without windows, menus and toolbars: half the processor time. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** For a page that renders alone; the sandbox needs rights that containers lack. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium of `CHROMIUM_PATH`, an installed one (Debian's without windows first), Debian's package (as root), or
 * the one inside an npm package.
 * `CHROMIUM_PATH=npm` asks for the last, whatever is installed.
 * @param {string} cacheFolder kept between runs
 * @param {(line: string) => void} report told what takes time
 * @returns {Promise<Chromium>}
 * @throws {Error} with a sentence that says what to do
 */
export async function findChromium(cacheFolder, report) {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked === 'npm') return installPackagedChromium(cacheFolder, report);
  if (asked && !existsSync(asked))
    throw new Error(`CHROMIUM_PATH names a file that does not exist: ${asked}`);
  const installed =
    asked || findHeadlessShell() || findInstalledChromium() || (await installFromDebian(report));
  if (installed) return { executablePath: installed, env: {} };
  return installPackagedChromium(cacheFolder, report);
}

function findHeadlessShell() {
  return existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : undefined;
}

/** @returns {string | undefined} the program of an installed Chrome or Chromium that has windows */
export function findInstalledChromium() {
  return USUAL_PATHS.map((file) => path.normalize(file)).find(existsSync);
}

/** @param {(line: string) => void} report */
async function installFromDebian(report) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  report('Installing Chromium with apt-get (once; 150 MB) …');
  try {
    await runToEnd('apt-get', ['update', '-q']);
    await runToEnd(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell', 'fonts-dejavu-core'],
      {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
  } catch (error) {
    report(
      `apt-get could not install Chromium, npm is tried next: ${error instanceof Error ? error.message : error}`,
    );
  }
  return findHeadlessShell();
}
