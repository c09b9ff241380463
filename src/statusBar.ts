import * as vscode from 'vscode';
import { Commands } from './contributions';
import type { EmulatorHost, EmulatorState } from './emulator/emulatorHost';
import { DisposableStore } from './shared/disposable';

/** The one status bar item: state and port of the emulator; a click shows what can be done with it. */
export function registerStatusBar(emulator: EmulatorHost): vscode.Disposable {
  const disposables = new DisposableStore();
  const item = disposables.add(
    vscode.window.createStatusBarItem('emulator', vscode.StatusBarAlignment.Left, -10),
  );
  item.name = vscode.l10n.t('SQS Emulator');
  item.command = Commands.emulatorShowActions;
  const show = (state: EmulatorState) => {
    item.text = `${icon(state)} SQS ${stateText(state)}`;
    item.tooltip = tooltip(state);
    item.accessibilityInformation = { label: `${item.name}: ${stateText(state)}`, role: 'button' };
    item.backgroundColor =
      state.kind === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  };
  show(emulator.state);
  disposables.add(emulator.onDidChangeState(show));
  item.show();
  return disposables;
}

function icon({ kind }: EmulatorState): string {
  if (kind === 'failed') return '$(error)';
  return kind === 'starting' || kind === 'stopping' ? '$(loading~spin)' : '$(server-environment)';
}

function stateText(state: EmulatorState): string {
  switch (state.kind) {
    case 'running':
      return String(state.port);
    case 'starting':
      return vscode.l10n.t('starting …');
    case 'stopping':
      return vscode.l10n.t('stopping …');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'failed':
      return vscode.l10n.t('failed');
  }
}

function tooltip(state: EmulatorState): string {
  switch (state.kind) {
    case 'running':
      return vscode.l10n.t('SQS emulator: answers on {0}', state.endpoint);
    case 'failed':
      return vscode.l10n.t('SQS emulator failed: {0}', state.message);
    case 'starting':
    case 'stopping':
    case 'stopped':
      return vscode.l10n.t('SQS emulator: {0}', stateText(state));
  }
}
