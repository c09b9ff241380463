// @ts-check
// A complete VS Code from npm packages, installed on demand: the browser-hosted one of `code-server`.
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { runNpm } from './npmClient.mjs';
import { CODE_SERVER_VERSION, installationFolder, serverFolder } from './vscodeHostFolder.mjs';

const NODE_PTY = 'node-pty@1.2.0-beta.15';
const RIPGREP = '@vscode/ripgrep-universal@1.18.0';
const STAMP = 'installed';

/**
 * Installs the browser-hosted VS Code (VS Code 1.100, about 350 MB) unless it is there.
 * @param {string} cacheFolder kept between runs
 * @param {(line: string) => void} report told what takes time
 * @returns {Promise<string>} the folder that holds `out/server-main.js`
 */
export async function installVSCodeHost(cacheFolder, report) {
  const folder = installationFolder(cacheFolder);
  if (existsSync(path.join(folder, STAMP))) return serverFolder(folder);
  report('Installing the browser-hosted VS Code (once; 350 MB, half a minute or more) …');
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await install(partial, folder, report);
    await moveIntoPlace(partial, folder);
  } catch (error) {
    throw new Error(
      `The browser-hosted VS Code could not be installed into ${cacheFolder}: ${error instanceof Error ? error.message : error}\n` +
        'It needs the npm registry and 400 MB of disk space.',
      { cause: error },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return serverFolder(folder);
}

/** @param {string} folder @param {string} finalFolder @param {(line: string) => void} report */
async function install(folder, finalFolder, report) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  // No install scripts: they compile and download what the host does not need.
  await runNpm(['install', '--ignore-scripts', `code-server@${CODE_SERVER_VERSION}`], folder);
  const server = serverFolder(folder);
  report('Installing what it depends on …');
  // `npm ci` refuses: the lock file inside the package does not match its package.json.
  await runNpm(['install', '--ignore-scripts', '--omit=dev'], server);
  await runNpm(['install', '--ignore-scripts', '--omit=dev'], path.join(server, 'extensions'));
  await linkModules(server, path.join(serverFolder(finalFolder), 'node_modules'));
  await replaceNativeModules(folder, server);
  await writeFile(path.join(folder, STAMP), `${new Date().toISOString()}\n`);
}

/** The pages ask for `node_modules.asar`. A junction of Windows can only be absolute. @param {string} server @param {string} modules */
async function linkModules(server, modules) {
  const link = path.join(server, 'node_modules.asar');
  await (process.platform === 'win32' ? symlink(modules, link, 'junction') : symlink('node_modules', link));
}

/**
 * Puts prebuilt or plain modules where the host would have compiled ones.
 * @param {string} folder @param {string} server
 */
async function replaceNativeModules(folder, server) {
  const parts = path.join(folder, 'parts');
  await mkdir(parts);
  await writeFile(path.join(parts, 'package.json'), '{ "private": true }\n');
  await runNpm(['install', '--ignore-scripts', NODE_PTY, RIPGREP], parts);
  const modules = path.join(server, 'node_modules');
  await rm(path.join(modules, 'node-pty'), { recursive: true, force: true });
  await cp(path.join(parts, 'node_modules/node-pty'), path.join(modules, 'node-pty'), { recursive: true });
  await copyRipgrep(parts, modules);
  await copyFile(standIn('spdlog'), path.join(modules, '@vscode/spdlog/index.js'));
  await copyFile(standIn('native-watchdog'), path.join(modules, 'native-watchdog/index.js'));
  await rm(parts, { recursive: true });
}

/** Search (`workspace.findFiles`) runs this program. @param {string} parts @param {string} modules */
async function copyRipgrep(parts, modules) {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const source = path.join(
    parts,
    'node_modules/@vscode/ripgrep-universal/bin',
    `${process.platform}-${process.arch}`,
    name,
  );
  if (!existsSync(source)) return;
  const target = path.join(modules, '@vscode/ripgrep/bin', name);
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(source, target);
  await chmod(target, 0o755);
}

/** @param {string} name */
function standIn(name) {
  return path.join(import.meta.dirname, 'standIns', `${name}.cjs`);
}

/** Another process may have been faster; its result is as good. @param {string} from @param {string} to */
async function moveIntoPlace(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(path.join(to, STAMP))) throw error;
  }
}
