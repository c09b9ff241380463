import * as vscode from 'vscode';
import { Commands, setContext } from '../contributions';
import type { LocalEmulatorState, LostEmulator, RunningEmulator } from '../localEmulator/localEmulator';
import { ownerText } from '../words/ownerText';
import type { CommandContext } from './commandContext';

/** Says what happens to the emulator by itself. A failed start is its command's to show. */
export function announceEmulator({ emulator, log }: CommandContext): vscode.Disposable {
  let before: LocalEmulatorState = emulator.state;
  return vscode.Disposable.from(
    emulator.onDidChangeState((state) => {
      const last = before;
      before = state;
      log.info(`Emulator: ${state.kind}`, withoutToken(state));
      void setContext(vscode.commands, 'queuescope.emulatorState', state.kind);
      void setContext(vscode.commands, 'queuescope.isAttached', isAttached(state));
      if (state.kind === 'running' && last.kind !== 'running') void announcePort(state);
      if (state.kind === 'failed' && last.kind === 'running') void announceFailure(state.message, last);
    }),
    emulator.onDidLose((lost) => void announceLoss(lost)),
    emulator.onDidReportError((message) => log.error(`Emulator: ${message}`)),
    emulator.onDidNotice((sentence) => {
      log.warn(`Emulator: ${sentence}`);
      void vscode.window.showWarningMessage(sentence);
    }),
  );
}

function isAttached(state: LocalEmulatorState): boolean {
  return state.kind === 'running' && state.attachedTo !== undefined;
}

function withoutToken(state: LocalEmulatorState): LocalEmulatorState {
  return state.kind === 'running' ? { ...state, adminToken: undefined } : state;
}

async function announcePort({ port, wantedPort, obstacle }: RunningEmulator): Promise<void> {
  if (port === wantedPort) return;
  const [wanted, taken] = [String(wantedPort), String(port)];
  await vscode.window.showInformationMessage(
    obstacle?.kind === 'otherVersion'
      ? vscode.l10n.t(
          'On port {0} the emulator of Queuescope {1} answers, which this version does not understand. So the SQS emulator of this window answers on port {2}.',
          wanted,
          obstacle.version,
          taken,
        )
      : vscode.l10n.t(
          'Another program has port {0}, so the SQS emulator answers on port {1}.',
          wanted,
          taken,
        ),
  );
}

async function announceFailure(message: string, { isDurable }: RunningEmulator): Promise<void> {
  const button = vscode.l10n.t('Restart Emulator');
  const chosen = await vscode.window.showErrorMessage(
    isDurable
      ? vscode.l10n.t('The SQS emulator failed; its queues are stored: {0}', message)
      : vscode.l10n.t('The SQS emulator failed, and its queues are gone: {0}', message),
    button,
  );
  if (chosen === button) await vscode.commands.executeCommand(Commands.emulatorRestart);
}

async function announceLoss({ owner, endpoint }: LostEmulator): Promise<void> {
  const button = vscode.l10n.t('Start Here');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The SQS emulator of {0} on {1} has ended.', ownerText(owner), endpoint),
    button,
  );
  if (chosen === button) await vscode.commands.executeCommand(Commands.emulatorStart);
}
