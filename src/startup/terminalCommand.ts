import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type * as vscode from 'vscode';
import { commandScripts } from './commandScripts';

/**
 * Makes the command `queuescope` known in terminals of the editor: a folder with scripts that run the command line
 * with the editor's own Node goes to the end of their PATH. Resolves when it is there.
 * @throws what the file system throws
 */
export async function provideTerminalCommand(
  context: vscode.ExtensionContext,
  description: string,
): Promise<void> {
  const { environmentVariableCollection: collection, extensionPath, globalStorageUri } = context;
  const folder = path.join(globalStorageUri.fsPath, 'bin');
  const scripts = commandScripts(process.execPath, path.join(extensionPath, 'dist', 'cli.js'));
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(scripts)) await writeScript(path.join(folder, name), text);
  collection.persistent = false;
  collection.description = description;
  collection.append('PATH', path.delimiter + folder);
}

/** A script that is there may be running. */
async function writeScript(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await writeFile(file, text);
  await chmod(file, 0o755);
}
