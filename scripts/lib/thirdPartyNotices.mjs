// @ts-check
// The licences of what the bundles hold.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The notices of every npm package that a file of the bundles came from.
 * @param {string} root of the project
 * @param {string[]} inputs of the bundles, as esbuild names them
 * @returns {string}
 * @throws {Error} when a package comes without any licence
 */
export function thirdPartyNotices(root, inputs) {
  const folders = [...new Set(inputs.map(packageFolder))].filter((folder) => folder !== undefined).sort();
  const notices = folders.map((folder) => notice(path.join(root, folder)));
  return `Queuescope contains the following third-party software.\n\n${[...new Set(notices)].join('\n')}`;
}

/** @param {string} input such as `node_modules/a/node_modules/@b/c/index.js` */
function packageFolder(input) {
  return /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** @param {string} folder of a package */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length === 0 && !license) throw new Error(`The package ${name} comes without a licence.`);
  const text = texts.length > 0 ? texts.join('\n\n') : `Licence: ${license}`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
