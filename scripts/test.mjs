// @ts-check
// `npm test`: builds the project, runs the suites named (all without a name) and prints one summary.
// `npm test e2e` runs all suites whose names begin with e2e.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { report, root } from './lib/project.mjs';
import { runToEnd } from './lib/runToEnd.mjs';
import { runSideBySide } from './lib/sideBySide.mjs';
import { suites } from './lib/suites.mjs';

/** The longest ones mostly wait. */
const SIDE_BY_SIDE = 2;
/** Shown again above the counts: the whole output is long. */
const LINES_OF_A_FAILURE = 12;

/** @typedef {import('./lib/suites.mjs').Suite} Suite */
/** @typedef {import('./lib/sideBySide.mjs').Result} Result */

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  // Of this script itself: everything is built, and the tools are there.
  options: { prepared: { type: 'boolean', default: false } },
});
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
if (options.prepared) process.send?.(await runSuite(/** @type {Suite} */ (chosen[0])));
else {
  if (await build()) await run();
  summarize(results);
}

async function run() {
  /** @type {Suite[]} */
  const ready = [];
  for (const suite of chosen) if (await isPrepared(suite)) ready.push(suite);
  const [first] = ready;
  if (ready.length > 1) results.push(...(await runSideBySide(ready, SIDE_BY_SIDE)));
  else if (first) results.push(await runSuite(first));
}

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

/** Gets the tools of a suite. @param {Suite} suite */
async function isPrepared(suite) {
  try {
    await suite.prepare?.();
    return true;
  } catch (error) {
    report(`\n== ${suite.name}\nnot run: ${error instanceof Error ? error.message : error}`);
    results.push({ name: suite.name, seconds: 0, passed: 0, failed: 0, notRun: 1 });
    return false;
  }
}

/** @param {Suite} suite @returns {Promise<Result>} */
async function runSuite(suite) {
  report(`\n== ${suite.name}`);
  const start = performance.now();
  const counts = await countsOf(suite);
  const seconds = (performance.now() - start) / 1000;
  if (counts.passed + counts.failed + counts.notRun > 0) return { name: suite.name, seconds, ...counts };
  report('  There is no test in this suite.');
  return { name: suite.name, seconds, passed: 0, failed: 1, notRun: 0 };
}

/** @param {Suite} suite */
async function countsOf(suite) {
  try {
    return await suite.run();
  } catch (error) {
    report(`  ✖ ${error instanceof Error ? error.stack : error}`);
    return { passed: 0, failed: 1, notRun: 0 };
  }
}

/** Where tools were installed on purpose (CI), a test that did not run has failed. @param {Result[]} rows */
function summarize(rows) {
  for (const { name, failures = [], firstTries = [] } of rows) {
    for (const failure of firstTries)
      report(`\n⚠ passed at the second try, ${name}: ${firstLines(failure, LINES_OF_A_FAILURE)}`);
    for (const failure of failures) report(`\n✖ ${name}: ${firstLines(failure, LINES_OF_A_FAILURE)}`);
  }
  report('\n                     passed  failed  not run  seconds');
  for (const { name, passed, failed, notRun, seconds } of rows) {
    const cells = [passed, failed, notRun].map((count) => String(count).padStart(8)).join('');
    report(`${name.padEnd(19)}${cells}${seconds.toFixed(1).padStart(9)}`);
  }
  const passed = sum(rows.map((row) => row.passed));
  const notRun = sum(rows.map((row) => row.notRun));
  const failed = sum(rows.map((row) => row.failed)) + (process.env['CI'] ? notRun : 0);
  const again = sum(rows.map((row) => row.firstTries?.length ?? 0));
  if (again > 0) report(`${again} passed at the second try only`);
  if (notRun > 0) report(`${notRun} not run${process.env['CI'] ? ', counted as failed' : ''}`);
  report(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** @param {string} text @param {number} count */
function firstLines(text, count) {
  return text.split('\n').slice(0, count).join('\n    ');
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}
