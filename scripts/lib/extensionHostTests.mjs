// @ts-check
// Runs the tests that live inside the extension host of a VS Code.

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import { buildTests } from './buildTests.mjs';
import { report, root } from './project.mjs';

const SUITE = 'e2e/extensionHost';

/**
 * In the VS Code whose program `VSCODE_PATH` names, else in the browser-hosted one.
 * @returns {Promise<import('./suites.mjs').Counts>}
 */
export async function runInExtensionHost() {
  const files = await buildTests(SUITE, { extraEntries: ['index.ts'] });
  const folder = await mkdtemp(path.join(tmpdir(), 'queuescope-tests-'));
  const output = path.join(folder, 'output.txt');
  const results = path.join(folder, 'results.json');
  try {
    await runTests({
      vscodeExecutablePath: process.env['VSCODE_PATH'] || path.join(import.meta.dirname, 'hostedCode.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'dist/test', SUITE, 'index.js'),
      extensionTestsEnv: {
        QUEUESCOPE_TEST_FILES: files.join(path.delimiter),
        QUEUESCOPE_TEST_OUTPUT: output,
        QUEUESCOPE_TEST_RESULTS: results,
      },
      launchArgs: [folder, '--disable-extensions'],
    }).catch((error) => {
      // A failed test is in the results; without results the editor itself has failed.
      if (!existsSync(results)) throw error;
    });
    report(await readFile(output, 'utf8'));
    return JSON.parse(await readFile(results, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
