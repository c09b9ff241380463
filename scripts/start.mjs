// @ts-check
// `npm start`: builds Queuescope and opens it in a VS Code with the emulator running and sample queues in it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { endWithMe } from './lib/childGroup.mjs';
import { findInstalledChromium } from './lib/chromium.mjs';
import { hasDesktopCode, runDesktopCode } from './lib/desktopCode.mjs';
import { freePort } from './lib/freePort.mjs';
import { cacheFolder, report, root } from './lib/project.mjs';
import { runScript } from './lib/runScript.mjs';
import { runToEnd } from './lib/runToEnd.mjs';
import { keepSampleQueues } from './lib/sampleQueues.mjs';
import { installVSCodeHost } from './lib/vscodeHost.mjs';
import { startVSCodeServer } from './lib/vscodeServer.mjs';

/** Where the emulator of the examples answers. */
const USUAL_PORT = 9324;
const isOpening = !process.argv.includes('--no-open');

async function start() {
  // The SDK speaks of the Node versions of its future releases.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  report('Building …');
  await runToEnd(process.execPath, ['scripts/build.mjs'], { cwd: root });
  const folder = temporaryFolder();
  const workspace = await makeWorkspace(folder);
  const port = await freePort(USUAL_PORT);
  const endpoint = `http://127.0.0.1:${port}`;
  keepSampleQueues(endpoint, () =>
    report(`Sample queues: orders, orders-dlq and orders.fifo at ${endpoint}`),
  );
  const settings = {
    'queuescope.emulator.autoStart': true,
    'queuescope.emulator.port': port,
    'workbench.startupEditor': 'none',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'remote.autoForwardPorts': false,
  };
  if (isOpening && (await hasDesktopCode())) {
    report('Opening the desktop VS Code. Close its window or press Ctrl-C to end it.');
    await runDesktopCode({
      dataFolder: path.join(folder, 'data'),
      folder: workspace,
      extensionFolder: root,
      settings,
    });
    process.exit(0);
  }
  await serve(path.join(folder, 'data'), workspace, settings);
}

/** @param {string} dataFolder @param {string} workspace @param {Record<string, unknown>} settings */
async function serve(dataFolder, workspace, settings) {
  const server = await startVSCodeServer({
    vscodeFolder: await installVSCodeHost(cacheFolder, report),
    dataFolder,
    settings,
    connectionToken: randomBytes(16).toString('hex'),
  });
  const url = server.url({ folder: workspace, extensionFolder: root });
  report(`Queuescope is ready in a browser-hosted VS Code. Open this page:\n\n  ${url}\n`);
  report('The emulator starts with the page. Press Ctrl-C to end everything.');
  server.onDidExit(() => {
    report('The browser-hosted VS Code has ended.');
    process.exit(1);
  });
  if (isOpening && hasDisplay()) openWindow(url, path.join(dataFolder, 'browser'));
}

/** Removed when this process ends, whatever ends it. */
function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/** @param {string} folder */
async function makeWorkspace(folder) {
  const workspace = path.join(folder, 'sample');
  await mkdir(workspace);
  await writeFile(
    path.join(workspace, 'README.md'),
    '# Sample\n\nThe queues `orders`, `orders-dlq` and `orders.fifo` are in the SQS view of the activity bar.\n',
  );
  return workspace;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** A window of its own where there is a Chromium, so that it can be ended too; else the person's browser. @param {string} url @param {string} profile */
function openWindow(url, profile) {
  const chromium = findInstalledChromium();
  const [command, args] = chromium
    ? [
        chromium,
        [
          `--app=${url}`,
          `--user-data-dir=${profile}`,
          '--no-first-run',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ],
      ]
    : openCommand(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: process.platform !== 'win32' });
  child.on('error', () => report('No browser could be opened: open the page above yourself.'));
  if (chromium) endWithMe(child);
}

/** @param {string} url @returns {[string, string[]]} */
function openCommand(url) {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['explorer', [url]];
  return ['xdg-open', [url]];
}

await runScript(start);
