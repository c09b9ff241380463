import * as vscode from 'vscode';
import type { EmulatorPowers } from './localEmulator/emulatorPowers';
import type { LocalEmulator, LocalEmulatorState, RunningEmulator } from './localEmulator/localEmulator';
import { idleStateText } from './words/idleStateText';
import { ownerText } from './words/ownerText';
import { powersTexts } from './words/powersText';

/** Keeps the one status bar item at the state and port of the emulator; a click shows what can be done with it. */
export function showEmulator(item: vscode.StatusBarItem, emulator: LocalEmulator): vscode.Disposable {
  const show = () => {
    const { state, powers } = emulator;
    const text = [stateText(state), ...powersTexts(powers)].join(' · ');
    item.text = `${icon(state)} SQS ${text}`;
    item.tooltip = tooltip(state);
    item.accessibilityInformation = { label: `${item.name}: ${text}`, role: 'button' };
    item.backgroundColor = background(state, powers);
  };
  show();
  return vscode.Disposable.from(emulator.onDidChangeState(show), emulator.onDidChangePowers(show));
}

function background(
  { kind }: LocalEmulatorState,
  powers: EmulatorPowers | undefined,
): vscode.ThemeColor | undefined {
  if (kind === 'failed') return new vscode.ThemeColor('statusBarItem.errorBackground');
  // Programs fail on request: nobody should look for the reason in them.
  return powers?.areFaultsOn ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function icon({ kind }: LocalEmulatorState): string {
  if (kind === 'failed') return '$(error)';
  return kind === 'starting' || kind === 'stopping' ? '$(loading~spin)' : '$(server-environment)';
}

function stateText(state: LocalEmulatorState): string {
  if (state.kind !== 'running') return idleStateText(state.kind);
  return state.attachedTo
    ? vscode.l10n.t('{0} attached to {1}', String(state.port), ownerText(state.attachedTo))
    : String(state.port);
}

function tooltip(state: LocalEmulatorState): string {
  switch (state.kind) {
    case 'running':
      return runningTooltip(state);
    case 'failed':
      return vscode.l10n.t('SQS emulator failed: {0}', state.message);
    case 'starting':
    case 'stopping':
    case 'stopped':
      return vscode.l10n.t('SQS emulator: {0}', stateText(state));
  }
}

function runningTooltip({ endpoint, attachedTo, containerAccess, adminToken }: RunningEmulator): string {
  const answers = attachedTo
    ? vscode.l10n.t('SQS emulator of {0}: answers on {1}', ownerText(attachedTo), endpoint)
    : vscode.l10n.t('SQS emulator: answers on {0}', endpoint);
  const isOpen = adminToken !== undefined && containerAccess === undefined;
  const reach = isOpen ? vscode.l10n.t('Other machines can reach it.') : containerAccess;
  return [answers, reach].filter(Boolean).join('\n\n');
}
