import * as vscode from 'vscode';
import { Commands } from './contributions';
import { idleStateText } from './words/idleStateText';

/** The one status bar item, of an emulator that has not been started; see `statusBar.ts` for the rest. */
export function createEmulatorItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('emulator', vscode.StatusBarAlignment.Left, -10);
  const state = idleStateText('stopped');
  item.name = vscode.l10n.t('SQS Emulator');
  item.command = Commands.emulatorShowActions;
  item.text = `$(server-environment) SQS ${state}`;
  item.tooltip = vscode.l10n.t('SQS emulator: {0}', state);
  item.accessibilityInformation = { label: `${item.name}: ${state}`, role: 'button' };
  item.show();
  return item;
}
