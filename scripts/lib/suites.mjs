// @ts-check
// The test suites: what each needs, how each is run.
import { fork } from 'node:child_process';
import process from 'node:process';
import { buildTests } from './buildTests.mjs';
import { checks } from './checks.mjs';
import { endTree, endWithMe } from './childGroup.mjs';
import { findChromium } from './chromium.mjs';
import { runInExtensionHost } from './extensionHostTests.mjs';
import { cacheFolder, report, root } from './project.mjs';
import { installVSCodeHost } from './vscodeHost.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} notRun tests whose tool is missing, and skipped ones
 * @property {string[]} [failures] the title of each failed test, and on the lines below what it said
 */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'none' | 'bundles' | 'package'} needs what of the product has to be built first
 * @property {() => Promise<unknown>} [prepare] gets tools; throws a sentence when it cannot
 * @property {() => Promise<Counts>} run
 * @property {boolean} [isOnlyByName] not part of `npm test` without a name
 */

const getChromium = () => findChromium(cacheFolder, report);
const getHost = async () => {
  await getChromium();
  await installVSCodeHost(cacheFolder, report);
};

const soakMinutes = Number(process.env['SOAK_MINUTES'] ?? 3);

/** @type {Suite[]} */
export const suites = [
  // The ones that take long first: two run side by side.
  {
    name: 'e2e/person',
    needs: 'package',
    prepare: getHost,
    run: () => runMocha('e2e/person', { timeoutSeconds: 120, limitSeconds: 1200, isOneBundle: true }),
  },
  {
    name: 'protocol',
    needs: 'bundles',
    run: () => runMocha('protocol', { timeoutSeconds: 60, limitSeconds: 700 }),
  },
  {
    name: 'webview',
    needs: 'bundles',
    prepare: getChromium,
    run: () => runMocha('webview', { timeoutSeconds: 60, limitSeconds: 700 }),
  },
  { name: 'checks', needs: 'none', run: checks },
  { name: 'unit', needs: 'none', run: () => runMocha('unit', { timeoutSeconds: 5, limitSeconds: 300 }) },
  {
    name: 'e2e/trust',
    needs: 'package',
    prepare: getHost,
    run: () => runMocha('e2e/trust', { timeoutSeconds: 120, limitSeconds: 240, isOneBundle: true }),
  },
  { name: 'e2e/extensionHost', needs: 'package', prepare: getHost, run: runInExtensionHost },
  {
    name: 'crash',
    needs: 'bundles',
    isOnlyByName: true,
    run: () => runMocha('crash', { timeoutSeconds: 1500, limitSeconds: 1600 }),
  },
  {
    name: 'soak',
    needs: 'bundles',
    isOnlyByName: true,
    run: () => runMocha('soak', { timeoutSeconds: 120, limitSeconds: soakMinutes * 60 + 180 }),
  },
  {
    name: 'speed',
    // What ships: the pages of a development build are not minified.
    needs: 'package',
    prepare: getChromium,
    isOnlyByName: true,
    run: () => runMocha('speed', { timeoutSeconds: 120, limitSeconds: 300 }),
  },
  {
    name: 'namespace',
    needs: 'bundles',
    isOnlyByName: true,
    run: () => runMocha('namespace', { timeoutSeconds: 60, limitSeconds: 120 }),
  },
  {
    name: 'activation',
    needs: 'package',
    prepare: getHost,
    isOnlyByName: true,
    run: () => runMocha('e2e/activation', { timeoutSeconds: 300, limitSeconds: 400, isOneBundle: true }),
  },
  {
    name: 'scale',
    needs: 'package',
    prepare: getHost,
    isOnlyByName: true,
    run: () => runMocha('e2e/scale', { timeoutSeconds: 300, limitSeconds: 900, isOneBundle: true }),
  },
  {
    name: 'reload',
    needs: 'package',
    prepare: getHost,
    isOnlyByName: true,
    run: () => runMocha('e2e/reload', { timeoutSeconds: 180, limitSeconds: 400, isOneBundle: true }),
  },
];

/**
 * Bundles the tests of a folder and runs them in a mocha of their own.
 * @param {string} suite a folder of test/
 * @param {{ timeoutSeconds: number, limitSeconds: number, isOneBundle?: boolean }} options time for a test and for all;
 *   one bundle for all files where they share one session
 * @returns {Promise<Counts>}
 */
async function runMocha(suite, { timeoutSeconds, limitSeconds, isOneBundle }) {
  const files = await buildTests(suite, { isOneBundle });
  const args = ['--reporter', 'scripts/lib/countingReporter.cjs', '--timeout', String(timeoutSeconds * 1000)];
  const ci = process.env['CI'] ? ['--forbid-only'] : [];
  const child = endWithMe(
    fork('node_modules/mocha/bin/mocha.js', [...args, ...ci, ...files], {
      cwd: root,
      detached: process.platform !== 'win32',
      execArgv: ['--enable-source-maps'],
    }),
  );
  /** @type {Counts | undefined} */
  let counts;
  child.on('message', (message) => {
    counts = /** @type {Counts} */ (message);
  });
  const timer = setTimeout(() => {
    report(`The suite ${suite} did not end within ${limitSeconds} seconds.`);
    counts = undefined;
    void endTree(child);
  }, limitSeconds * 1000);
  await new Promise((resolve) => child.on('exit', resolve));
  clearTimeout(timer);
  // Without counts it ended before its end.
  return counts ?? { passed: 0, failed: 1, notRun: 0 };
}
