import * as vscode from 'vscode';
import { readSetting } from '../contributions';

/** True where programs of a workspace folder at least, or of a window without one, are led to the emulator. */
export function isBridgeOn(): boolean {
  const scopes = vscode.workspace.workspaceFolders ?? [undefined];
  return scopes.some((scope) => readSetting(vscode.workspace, 'environment.useEmulator', scope) !== 'off');
}
