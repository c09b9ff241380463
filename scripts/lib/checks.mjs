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
  const results = await Promise.all(Object.entries(CHECKS).map(([name, args]) => check(name, args)));
  const passed = results.filter((isPassed) => isPassed).length;
  return { passed, failed: results.length - passed, notRun: 0 };
}

/** @param {string} name @param {string[]} args @returns {Promise<boolean>} whether it found nothing */
async function check(name, args) {
  try {
    await runToEnd(process.execPath, args, { cwd: root });
    report(`  ✔ ${name}`);
    return true;
  } catch (error) {
    report(`  ✖ ${name}\n${error instanceof Error ? error.message : error}`);
    return false;
  }
}
