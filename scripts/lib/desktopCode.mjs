// @ts-check
// The desktop VS Code of this machine.
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { endWithMe } from './childGroup.mjs';
import { runToEnd } from './runToEnd.mjs';

const MIN_MINOR = 100;
const isWindows = process.platform === 'win32';

/**
 * Finds a desktop VS Code 1.100 or newer. The `code` of a remote terminal opens a window elsewhere: it is none.
 * @returns {Promise<boolean>} whether the command `code` starts one
 */
export async function hasDesktopCode() {
  if (process.env['VSCODE_IPC_HOOK_CLI'] || isRemoteShim()) return false;
  try {
    const [version] = (await runToEnd('code', ['--version'], { shell: isWindows, timeout: 20_000 })).split(
      '\n',
    );
    const [major, minor] = (version ?? '').split('.').map(Number);
    return major !== undefined && minor !== undefined && (major > 1 || (major === 1 && minor >= MIN_MINOR));
  } catch {
    return false;
  }
}

function isRemoteShim() {
  const file = findInPath('code');
  return file !== undefined && /[\\/]remote-cli[\\/]|^\/mnt\/[a-z]\//.test(file);
}

/** @param {string} name */
function findInPath(name) {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    try {
      return realpathSync(path.join(folder, name));
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * @typedef {object} DesktopOptions
 * @property {string} dataFolder settings, state and extensions of this window alone
 * @property {string} folder to open
 * @property {string} extensionFolder the extension under development
 * @property {Record<string, unknown>} settings user settings
 */

/**
 * Opens a window of the desktop VS Code. It ends no later than this process.
 * @param {DesktopOptions} options
 * @returns {Promise<void>} settles when its last window is closed
 */
export async function runDesktopCode({ dataFolder, folder, extensionFolder, settings }) {
  await mkdir(path.join(dataFolder, 'User'), { recursive: true });
  await writeFile(path.join(dataFolder, 'User/settings.json'), JSON.stringify(settings));
  const args = [
    '--wait',
    '--new-window',
    '--disable-workspace-trust',
    `--user-data-dir=${dataFolder}`,
    `--extensions-dir=${path.join(dataFolder, 'extensions')}`,
    `--extensionDevelopmentPath=${extensionFolder}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder,
  ];
  process.on('exit', () => endEditor(dataFolder));
  const child = endWithMe(spawn('code', args, { shell: isWindows, detached: !isWindows, stdio: 'ignore' }));
  const code = await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
  if (code !== 0) throw new Error(`The command "code" ended with ${code}.`);
}

/** `code` starts the editor apart from itself; the editor leaves its process id in its data folder. @param {string} dataFolder */
function endEditor(dataFolder) {
  try {
    process.kill(Number(readFileSync(path.join(dataFolder, 'code.lock'), 'utf8')));
  } catch {
    // It is closed already.
  }
}
