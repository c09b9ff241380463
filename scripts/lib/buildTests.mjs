// @ts-check
// Bundles the test files of a suite, found by glob, into dist/test/.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** @param {string} suite a folder of test/ */
export async function buildTests(suite) {
  const entryPoints = findTestFiles(path.join('test', suite));
  if (entryPoints.length === 0) return [];
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outbase: 'test',
    outdir: 'dist/test',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.outputs).map((file) => path.join(root, file));
}

/** @param {string} folder relative to the project */
function findTestFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file));
}
