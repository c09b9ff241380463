// @ts-check
// Bundles the test files of a suite, found by glob, into dist/test/.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './project.mjs';

/**
 * @param {string} suite a folder of test/
 * @param {{ isOneBundle?: boolean | undefined, extraEntries?: string[] }} [options] one bundle, so that the files
 *   share their modules; further files of the suite to bundle
 * @returns {Promise<string[]>} the bundled test files, absolute
 */
export async function buildTests(suite, { isOneBundle = false, extraEntries = [] } = {}) {
  const folder = path.join('test', suite);
  const tests = findTestFiles(folder);
  if (tests.length === 0) return [];
  await rm(path.join(root, 'dist', folder), { recursive: true, force: true });
  /** @type {esbuild.BuildOptions} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  };
  if (isOneBundle) return buildOne(options, folder, tests);
  await esbuild.build({
    ...options,
    entryPoints: [...tests, ...extraEntries.map((file) => path.join(folder, file))],
    outbase: 'test',
    outdir: 'dist/test',
  });
  return tests.map((file) => path.join(root, 'dist', file.replace(/\.ts$/, '.js')));
}

/** @param {esbuild.BuildOptions} options @param {string} folder @param {string[]} tests */
async function buildOne(options, folder, tests) {
  const outfile = path.join('dist', folder, 'all.test.js');
  const contents = tests.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n');
  await esbuild.build({
    ...options,
    stdin: { contents, resolveDir: root, sourcefile: 'all.test.ts' },
    outfile,
  });
  return [path.join(root, outfile)];
}

/** @param {string} folder relative to the project */
function findTestFiles(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => path.join(folder, file));
}
