// @ts-check
// Runs the tests of a folder in a mocha of their own.
import { fork } from 'node:child_process';
import process from 'node:process';
import { buildTests } from './buildTests.mjs';
import { endTree, endWithMe } from './childGroup.mjs';
import { report, root } from './project.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} notRun tests whose tool is missing, and skipped ones
 * @property {string[]} [failures] the title of each failed test, and on the lines below what it said
 * @property {string[]} [firstTries] the same of those that failed at the first try and passed at the second
 */

/** @typedef {Counts & { failures: string[] }} Block what `countingReporter.cjs` tells of one outermost `describe` */
/** @typedef {Record<string, Block>} Blocks by title; '' for what is outside of any, such as a hook of the whole run */

/**
 * @typedef {object} Options
 * @property {number} timeoutSeconds for a test
 * @property {number} limitSeconds for all
 * @property {boolean} [isOneBundle] for all files, where they share one session
 * @property {number} [jobs] so many files at the same time, each in a process of its own; one without
 * @property {boolean} [hasSecondTry] blocks that failed are run once more, in a session of their own: VS Code is not
 *   ours, and on a busy machine it loses a click or a key now and then. What passes only then is told at the end.
 */

/**
 * @param {string} suite a folder of test/
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
export async function runMocha(suite, options) {
  const files = await buildTests(suite, options);
  const blocks = await runOnce(suite, files, options);
  const failed = Object.keys(blocks ?? {}).filter((title) => blocks?.[title]?.failed);
  // Without counts it ended before its end. What failed outside of a block failed for all of them.
  if (!blocks) return { passed: 0, failed: 1, notRun: 0 };
  if (!options.hasSecondTry || failed.length === 0 || failed.includes('')) return sum(blocks);
  report(`\nSecond try of ${suite}: ${failed.join('; ')}`);
  const again = await runOnce(suite, files, { ...options, grep: beginningWith(failed) });
  return again ? sum({ ...blocks, ...again }, passedNow(blocks, again)) : sum(blocks);
}

/**
 * @param {string} suite
 * @param {string[]} files
 * @param {Options & { grep?: string }} options
 * @returns {Promise<Blocks | undefined>} undefined when it did not end as it should
 */
async function runOnce(suite, files, { timeoutSeconds, limitSeconds, jobs, grep }) {
  const args = ['--reporter', 'scripts/lib/countingReporter.cjs', '--timeout', String(timeoutSeconds * 1000)];
  if (process.env['CI']) args.push('--forbid-only');
  if (jobs) args.push('--parallel', '--jobs', String(jobs));
  if (grep) args.push('--grep', grep);
  const child = endWithMe(
    fork('node_modules/mocha/bin/mocha.js', [...args, ...files], {
      cwd: root,
      detached: process.platform !== 'win32',
      execArgv: ['--enable-source-maps'],
    }),
  );
  /** @type {Blocks | undefined} */
  let blocks;
  child.on('message', (message) => {
    blocks = /** @type {Blocks} */ (message);
  });
  const timer = setTimeout(() => {
    report(`The suite ${suite} did not end within ${limitSeconds} seconds.`);
    blocks = undefined;
    void endTree(child);
  }, limitSeconds * 1000);
  await new Promise((resolve) => child.on('exit', resolve));
  clearTimeout(timer);
  return blocks;
}

/** A pattern for mocha's full titles. @param {string[]} titles */
function beginningWith(titles) {
  return `^(${titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')}) `;
}

/** @param {Blocks} first @param {Blocks} again @returns {string[]} */
function passedNow(first, again) {
  return Object.keys(again).flatMap((title) =>
    again[title]?.failed === 0 ? (first[title]?.failures ?? []) : [],
  );
}

/** @param {Blocks} blocks @param {string[]} [firstTries] @returns {Counts} */
function sum(blocks, firstTries = []) {
  const all = Object.values(blocks);
  /** @param {'passed' | 'failed' | 'notRun'} what */
  const total = (what) => all.reduce((count, block) => count + block[what], 0);
  return {
    passed: total('passed'),
    failed: total('failed'),
    notRun: total('notRun'),
    failures: all.flatMap(({ failures }) => failures),
    firstTries,
  };
}
