import * as vscode from 'vscode';
import { type Command, Commands } from '../contributions';
import type { LocalEmulatorState } from '../localEmulator/localEmulator';
import { ownerText } from '../words/ownerText';

interface ActionItem extends vscode.QuickPickItem {
  readonly command: Command;
}

/** Asks what to do with the emulator, and does it. */
export async function showEmulatorActions(state: LocalEmulatorState): Promise<void> {
  const picked = await vscode.window.showQuickPick(actions(state), { title: title(state) });
  if (picked) await vscode.commands.executeCommand(picked.command);
}

function title(state: LocalEmulatorState): string {
  if (state.kind !== 'running') return vscode.l10n.t('SQS Emulator');
  return state.attachedTo
    ? vscode.l10n.t('SQS Emulator on {0}, attached to {1}', state.endpoint, ownerText(state.attachedTo))
    : vscode.l10n.t('SQS Emulator on {0}', state.endpoint);
}

function actions(state: LocalEmulatorState): readonly ActionItem[] {
  const log = { label: `$(output) ${vscode.l10n.t('Show Log')}`, command: Commands.logShow };
  if (state.kind === 'failed') {
    return [
      { label: `$(debug-restart) ${vscode.l10n.t('Restart Emulator')}`, command: Commands.emulatorRestart },
      log,
    ];
  }
  if (state.kind !== 'running') {
    return [
      { label: `$(debug-start) ${vscode.l10n.t('Start Emulator')}`, command: Commands.emulatorStart },
      log,
    ];
  }
  return [
    { label: `$(copy) ${vscode.l10n.t('Copy Endpoint')}`, command: Commands.emulatorCopyEndpoint },
    {
      label: `$(terminal) ${vscode.l10n.t('Open Terminal with Emulator Environment')}`,
      command: Commands.emulatorOpenTerminal,
    },
    { label: `$(add) ${vscode.l10n.t('Create Queue')}`, command: Commands.queueCreate },
    state.attachedTo
      ? { label: `$(debug-disconnect) ${vscode.l10n.t('Detach')}`, command: Commands.emulatorDetach }
      : { label: `$(debug-stop) ${vscode.l10n.t('Stop Emulator')}`, command: Commands.emulatorStop },
    { label: `$(output) ${vscode.l10n.t('Show Activity')}`, command: Commands.emulatorShowActivity },
    { label: `$(flame) ${vscode.l10n.t('Faults…')}`, command: Commands.emulatorFaults },
    { label: `$(watch) ${vscode.l10n.t('Clock…')}`, command: Commands.emulatorClock },
    { label: `$(save) ${vscode.l10n.t('Save Snapshot…')}`, command: Commands.emulatorSaveSnapshot },
    {
      label: `$(folder-opened) ${vscode.l10n.t('Restore Snapshot…')}`,
      command: Commands.emulatorRestoreSnapshot,
    },
    { label: `$(trash) ${vscode.l10n.t('Reset Emulator')}`, command: Commands.emulatorReset },
    ...(state.attachedTo ? [] : [containerItem(state.containerAccess !== undefined)]),
    log,
  ];
}

function containerItem(isAllowed: boolean): ActionItem {
  return isAllowed
    ? {
        label: `$(package) ${vscode.l10n.t('Disallow Containers')}`,
        command: Commands.emulatorDisallowContainers,
      }
    : { label: `$(package) ${vscode.l10n.t('Allow Containers')}`, command: Commands.emulatorAllowContainers };
}
