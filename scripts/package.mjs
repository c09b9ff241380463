// @ts-check
// `npm run package`: makes the .vsix of a production build, and refuses one that is too large or holds too much.

import { readFileSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { report, root } from './lib/project.mjs';
import { runToEnd } from './lib/runToEnd.mjs';
import { thirdPartyNotices } from './lib/thirdPartyNotices.mjs';

const MAX_BYTES = 3 * 1024 * 1024;
const FORBIDDEN = [
  /\.map$/,
  /\.ts$/,
  /^(src|test|scripts|bench|docs|node_modules)\//,
  /^dist\/(test|types)\//,
];
const REQUIRED = [
  'dist/extension.js',
  'dist/sqs.js',
  'dist/emulatorWorker.js',
  'dist/cli.js',
  'dist/ThirdPartyNotices.txt',
];

await runToEnd(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
const metafile = JSON.parse(await readFile(path.join(root, 'dist/meta.json'), 'utf8'));
await writeFile(
  path.join(root, 'dist/ThirdPartyNotices.txt'),
  thirdPartyNotices(root, Object.keys(metafile.inputs)),
);

const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
assertFiles(files);
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const target = path.join(root, `${name}-${version}.vsix`);
await createVSIX({ cwd: root, packagePath: target, dependencies: false });
const { size } = statSync(target);
for (const file of files.toSorted()) report(`  ${kilobytes(statSync(path.join(root, file)).size)}  ${file}`);
report(`${path.basename(target)}: ${kilobytes(size).trim()}, ${files.length} files`);
if (size > MAX_BYTES) throw new Error(`The package has ${size} bytes; at most ${MAX_BYTES} are allowed.`);

/** @param {string[]} names relative to the project */
function assertFiles(names) {
  const forbidden = names.filter((file) => FORBIDDEN.some((rule) => rule.test(file)));
  if (forbidden.length > 0) throw new Error(`The package must not hold: ${forbidden.join(', ')}`);
  const missing = REQUIRED.filter((file) => !names.includes(file));
  if (missing.length > 0) throw new Error(`The package lacks: ${missing.join(', ')}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KB`;
}
