// @ts-check
// Where things are, for the scripts of this folder.
import path from 'node:path';
import process from 'node:process';

export const root = path.resolve(import.meta.dirname, '../..');

/** What is downloaded once and kept: the browser-hosted VS Code and a Chromium. `QUEUESCOPE_CACHE` moves it. */
export const cacheFolder = process.env['QUEUESCOPE_CACHE'] || path.join(root, '.vscode-test');

/** @param {string} line */
export function report(line) {
  process.stdout.write(`${line}\n`);
}
