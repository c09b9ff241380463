// @ts-check
// `npm test`: builds the project, runs the suites named (all without a name) and prints one summary.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { buildTests } from './lib/buildTests.mjs';

const suites = process.argv.slice(2);
for (const suite of suites.length > 0 ? suites : ['unit', 'protocol', 'webview']) {
  const files = await buildTests(suite);
  if (files.length === 0) continue;
  const run = spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', ...files], {
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exitCode = 1;
}
