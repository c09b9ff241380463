// @ts-check
// Runs suites in processes of their own, some at the same time: most wait more than they compute.
import { fork } from 'node:child_process';
import process from 'node:process';
import { report, root } from './project.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {import('./suites.mjs').Counts & { name: string, seconds: number }} Result */

/**
 * What a suite prints is shown when it has ended, so that no two are mixed.
 * @param {readonly Suite[]} suites the ones that take long first
 * @param {number} width how many run at the same time
 * @returns {Promise<Result[]>} in the order of `suites`
 */
export async function runSideBySide(suites, width) {
  /** @type {Result[]} */
  const results = new Array(suites.length);
  const waiting = suites.map((suite, index) => ({ suite, index }));
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      report(`${next.suite.name}: started`);
      results[next.index] = await runApart(next.suite.name);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** @param {string} name @returns {Promise<Result>} */
async function runApart(name) {
  const start = performance.now();
  const child = fork('scripts/test.mjs', ['--prepared', name], { cwd: root, silent: true });
  // Politely, so that it ends what it has started itself.
  const end = () => child.kill('SIGTERM');
  process.on('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  /** @type {Result | undefined} */
  let result;
  child.on('message', (message) => {
    result = /** @type {Result} */ (message);
  });
  await new Promise((resolve) => child.on('close', resolve));
  process.off('exit', end);
  report(output.trimEnd());
  return result ?? { name, passed: 0, failed: 1, notRun: 0, seconds: (performance.now() - start) / 1000 };
}
