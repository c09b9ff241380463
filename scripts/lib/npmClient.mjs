// @ts-check
// Runs npm the way a person in a fresh shell would.
import process from 'node:process';
import { runToEnd } from './runToEnd.mjs';

/** What `npm run` puts into the environment of its scripts, apart from what says where packages come from. */
const KEPT = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|strict_ssl|.*proxy)$/i;
const INHERITED = /^npm_(config|package|lifecycle)_/i;

/**
 * Runs npm quietly to its end.
 * @param {string[]} args for example `['install', '--ignore-scripts']`
 * @param {string} folder where it runs
 * @throws {Error} with the last lines that npm wrote, when it fails
 */
export async function runNpm(args, folder) {
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const [command, first] = npmCommand();
  await runToEnd(command, [...first, ...args, ...quiet], {
    cwd: folder,
    env: cleanEnvironment(),
    shell: process.platform === 'win32' && first.length === 0,
  });
}

/** @returns {[string, string[]]} */
function npmCommand() {
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []];
}

function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => KEPT.test(name) || !INHERITED.test(name)),
  );
}
