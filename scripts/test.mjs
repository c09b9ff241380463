// @ts-check
// `npm test`: builds the project, runs the suites named (all without a name) and prints one summary.
// `npm test e2e` runs all suites whose names begin with e2e.
import process from 'node:process';
import { report, root } from './lib/project.mjs';
import { runToEnd } from './lib/runToEnd.mjs';
import { suites } from './lib/suites.mjs';

/** @typedef {import('./lib/suites.mjs').Suite} Suite */
/** @typedef {import('./lib/suites.mjs').Counts & { name: string, seconds: number }} Result */

const names = process.argv.slice(2);
const chosen = suites.filter((suite) =>
  names.length === 0
    ? !suite.isOnlyByName
    : names.some((wanted) => suite.name === wanted || suite.name.startsWith(`${wanted}/`)),
);
if (chosen.length === 0) {
  process.stderr.write(
    `No suite is called ${names.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}\n`,
  );
  process.exit(2);
}

/** @type {Result[]} */
const results = [];
if (await build()) for (const suite of chosen) results.push(await runSuite(suite));
summarize(results);

/** Nothing can be tested of what cannot be built. */
async function build() {
  const needs = new Set(chosen.map((suite) => suite.needs));
  const start = performance.now();
  try {
    if (needs.has('package'))
      report(await runToEnd(process.execPath, ['scripts/package.mjs'], { cwd: root }));
    else if (needs.has('bundles'))
      await runToEnd(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
    return true;
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    results.push({
      name: 'build',
      passed: 0,
      failed: 1,
      notRun: 0,
      seconds: (performance.now() - start) / 1000,
    });
    return false;
  }
}

/** @param {Suite} suite @returns {Promise<Result>} */
async function runSuite(suite) {
  report(`\n== ${suite.name}`);
  const start = performance.now();
  const counts = await prepareAndRun(suite);
  const seconds = (performance.now() - start) / 1000;
  if (counts.passed + counts.failed + counts.notRun > 0) return { name: suite.name, seconds, ...counts };
  report('  There is no test in this suite.');
  return { name: suite.name, seconds, passed: 0, failed: 1, notRun: 0 };
}

/** @param {Suite} suite */
async function prepareAndRun(suite) {
  try {
    await suite.prepare?.();
  } catch (error) {
    report(`not run: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 0, notRun: 1 };
  }
  try {
    return await suite.run();
  } catch (error) {
    report(`  ✖ ${error instanceof Error ? error.stack : error}`);
    return { passed: 0, failed: 1, notRun: 0 };
  }
}

/** Where tools were installed on purpose (CI), a test that did not run has failed. @param {Result[]} rows */
function summarize(rows) {
  report('\n                     passed  failed  not run  seconds');
  for (const { name, passed, failed, notRun, seconds } of rows) {
    const cells = [passed, failed, notRun].map((count) => String(count).padStart(8)).join('');
    report(`${name.padEnd(19)}${cells}${seconds.toFixed(1).padStart(9)}`);
  }
  const passed = sum(rows.map((row) => row.passed));
  const notRun = sum(rows.map((row) => row.notRun));
  const failed = sum(rows.map((row) => row.failed)) + (process.env['CI'] ? notRun : 0);
  if (notRun > 0) report(`${notRun} not run${process.env['CI'] ? ', counted as failed' : ''}`);
  report(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}
