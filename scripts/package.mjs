// @ts-check
// `npm run package`: makes the .vsix of a production build, and refuses one that is too large or holds too much.

import { readFileSync, statSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { report, root } from './lib/project.mjs';
import { runScript } from './lib/runScript.mjs';
import { runToEnd } from './lib/runToEnd.mjs';
import { thirdPartyNotices } from './lib/thirdPartyNotices.mjs';

const MAX_BYTES = 3 * 1024 * 1024;
const NOT_LOOKED_AT = /^(node_modules|\.git|\.vscode-test|test-results|dist\/(test|types))$|\.vsix$/;
const FORBIDDEN = [
  /\.map$/,
  /\.ts$/,
  /^(src|test|scripts|bench|docs|node_modules)\//,
  /^dist\/(test|types)\//,
];
const REQUIRED = [
  'dist/extension.js',
  'dist/features.js',
  'dist/sqs.js',
  'dist/emulatorWorker.js',
  'dist/trafficWorker.js',
  'dist/emulatorStore.js',
  'dist/node-sqlite3-wasm.wasm',
  'dist/cli.js',
  'dist/ThirdPartyNotices.txt',
];

async function makePackage() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const target = path.join(root, `${name}-${version}.vsix`);
  await runToEnd(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
  const metafile = JSON.parse(await readFile(path.join(root, 'dist/meta.json'), 'utf8'));
  await writeFile(
    path.join(root, 'dist/ThirdPartyNotices.txt'),
    thirdPartyNotices(root, Object.keys(metafile.inputs)),
  );

  const stage = await mkdtemp(path.join(tmpdir(), 'queuescope-package-'));
  try {
    await copyProject(stage);
    const files = await listFiles({ cwd: stage, packageManager: PackageManager.None });
    assertFiles(files);
    await createVSIX({ cwd: stage, packagePath: target, dependencies: false });
    for (const file of files.toSorted())
      report(`  ${kilobytes(statSync(path.join(stage, file)).size)}  ${file}`);
    const { size } = statSync(target);
    report(`${path.basename(target)}: ${kilobytes(size).trim()}, ${files.length} files`);
    if (size > MAX_BYTES) throw new Error(`The package has ${size} bytes; at most ${MAX_BYTES} are allowed.`);
  } finally {
    await rm(stage, { recursive: true });
  }
}

/** vsce looks at every file under a folder, even at the ten thousands that `.vscodeignore` leaves out. @param {string} stage */
async function copyProject(stage) {
  await cp(root, stage, {
    recursive: true,
    filter: (file) => !NOT_LOOKED_AT.test(path.relative(root, file).replaceAll(path.sep, '/')),
  });
}

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

await runScript(makePackage);
