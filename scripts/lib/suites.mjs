// @ts-check
// The test suites: what each needs, how each is run.
import process from 'node:process';
import { checks } from './checks.mjs';
import { findChromium } from './chromium.mjs';
import { runInExtensionHost } from './extensionHostTests.mjs';
import { cacheFolder, report } from './project.mjs';
import { runMocha } from './runMocha.mjs';
import { installVSCodeHost } from './vscodeHost.mjs';

/** @typedef {import('./runMocha.mjs').Counts} Counts */

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

const inVSCode = { timeoutSeconds: 120, isOneBundle: true, hasSecondTry: true };
const soakMinutes = Number(process.env['SOAK_MINUTES'] ?? 3);

/** @type {Suite[]} */
export const suites = [
  // The ones that take long first: two run side by side.
  {
    name: 'e2e/person',
    needs: 'package',
    prepare: getHost,
    run: () => runMocha('e2e/person', { ...inVSCode, limitSeconds: 1200 }),
  },
  {
    name: 'protocol',
    needs: 'bundles',
    run: () => runMocha('protocol', { timeoutSeconds: 60, limitSeconds: 700, jobs: 2 }),
  },
  {
    name: 'webview',
    needs: 'bundles',
    prepare: getChromium,
    run: () => runMocha('webview', { timeoutSeconds: 60, limitSeconds: 700, jobs: 2 }),
  },
  { name: 'checks', needs: 'none', run: checks },
  { name: 'unit', needs: 'none', run: () => runMocha('unit', { timeoutSeconds: 20, limitSeconds: 300 }) },
  {
    name: 'e2e/trust',
    needs: 'package',
    prepare: getHost,
    run: () => runMocha('e2e/trust', { ...inVSCode, limitSeconds: 240 }),
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
