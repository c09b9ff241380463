// @ts-check
// Serves the browser-hosted VS Code on 127.0.0.1.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { endTree, endWithMe } from './childGroup.mjs';
import { freePort } from './freePort.mjs';
import { runToEnd } from './runToEnd.mjs';

const START_MS = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} vscodeFolder what `installVSCodeHost` gave
 * @property {string} dataFolder settings, state and extensions of this server alone
 * @property {string} [connectionToken] letters, digits, `-` and `_`; without it every page is let in
 * @property {boolean} [hasWorkspaceTrust] ask whether folders are trusted; false by default
 * @property {string[]} [vsixFiles] extensions to install before the start
 * @property {Record<string, unknown>} [settings] user settings
 * @property {Record<string, string | undefined>} [env] added to the environment of the server
 */

/**
 * @typedef {object} PageOptions
 * @property {string} folder absolute path of the folder to open
 * @property {string} [extensionFolder] an extension under development, absolute
 * @property {string} [testsPath] a module whose `run()` is called inside the extension host, absolute
 */

/**
 * @typedef {object} VSCodeServer
 * @property {number} port
 * @property {(page: PageOptions) => string} url where a browser finds it
 * @property {(settings: Record<string, unknown>) => Promise<void>} writeSettings for pages opened after it
 * @property {(listener: () => void) => void} onDidExit
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a server of the browser-hosted VS Code.
 * @param {ServerOptions} options
 * @returns {Promise<VSCodeServer>} once it takes connections
 */
export async function startVSCodeServer(options) {
  const extensionsFolder = path.join(options.dataFolder, 'extensions');
  await mkdir(extensionsFolder, { recursive: true });
  const list = path.join(extensionsFolder, 'extensions.json');
  if (!existsSync(list)) await writeFile(list, '[]');
  await writeSettings(options.dataFolder, options.settings ?? {});
  for (const file of options.vsixFiles ?? []) await installExtension(options, file);

  const port = await freePort();
  const child = endWithMe(
    spawn(process.execPath, [...serverArgs(options), '--host', '127.0.0.1', '--port', String(port)], {
      cwd: options.vscodeFolder,
      env: { ...hostEnvironment(), ...options.env },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  await started(child);
  return {
    port,
    url: (page) => pageUrl(port, options.connectionToken, page),
    writeSettings: (settings) => writeSettings(options.dataFolder, settings),
    onDidExit: (listener) => void child.on('exit', listener),
    stop: () => endTree(child),
  };
}

/** @param {ServerOptions} options */
function serverArgs(options) {
  return [
    ...commonArgs(options),
    ...(options.connectionToken
      ? ['--connection-token', options.connectionToken]
      : ['--without-connection-token']),
    ...(options.hasWorkspaceTrust ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
  ];
}

/** @param {ServerOptions} options */
function commonArgs(options) {
  return [
    'out/server-main.js',
    '--accept-server-license-terms',
    '--server-data-dir',
    options.dataFolder,
    '--extensions-dir',
    path.join(options.dataFolder, 'extensions'),
  ];
}

/** @param {ServerOptions} options @param {string} file */
async function installExtension(options, file) {
  await runToEnd(process.execPath, [...commonArgs(options), '--install-extension', file, '--do-not-sync'], {
    cwd: options.vscodeFolder,
    env: hostEnvironment(),
  });
}

/** @param {string} dataFolder @param {Record<string, unknown>} settings */
async function writeSettings(dataFolder, settings) {
  const folder = path.join(dataFolder, 'data/User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

/** Without what an editor around us put there: it would be taken for the server's own. */
function hostEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)),
  );
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
async function started(child) {
  let output = '';
  await new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The browser-hosted VS Code did not start: ${output.trim()}`));
    const timer = setTimeout(fail, START_MS);
    child.on('exit', fail).on('error', fail);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        // The pipe is read to the end of the server's life, or the server would stall on it.
        output = (output + text).slice(-4000);
        if (!output.includes('Extension host agent listening on')) return;
        clearTimeout(timer);
        resolve(undefined);
      });
    }
  });
}

/** @param {number} port @param {string | undefined} token @param {PageOptions} page */
function pageUrl(port, token, page) {
  const url = new URL(`http://localhost:${port}/`);
  if (token) url.searchParams.set('tkn', token);
  url.searchParams.set('folder', page.folder);
  /** @param {string} folder */
  const remote = (folder) => `vscode-remote://localhost:${port}${folder}`;
  const payload = [
    ...(page.extensionFolder ? [['extensionDevelopmentPath', remote(page.extensionFolder)]] : []),
    ...(page.testsPath ? [['extensionTestsPath', remote(page.testsPath)]] : []),
    ['skipWelcome', 'true'],
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
