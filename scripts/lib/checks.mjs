// @ts-check
// Types, lint rules and format of the whole project.
import process from 'node:process';
import { report, root } from './project.mjs';
import { runToEnd } from './runToEnd.mjs';

const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '-b'],
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off'],
};

/** @returns {Promise<import('./suites.mjs').Counts>} one of each check */
export async function checks() {
  let passed = 0;
  let failed = 0;
  for (const [name, args] of Object.entries(CHECKS)) {
    try {
      await runToEnd(process.execPath, args, { cwd: root });
      report(`  ✔ ${name}`);
      passed++;
    } catch (error) {
      report(`  ✖ ${name}\n${error instanceof Error ? error.message : error}`);
      failed++;
    }
  }
  return { passed, failed, notRun: 0 };
}
