import * as vscode from 'vscode';
import { type Command, Commands, readSetting, setContext } from '../contributions';
import type { EmulatorState, RunningState } from '../emulator/emulatorHost';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import type { CommandRunner } from './runCommand';

/** Everything that can be done with the emulator. */
export function registerEmulatorCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { emulator, log } = context;
  return vscode.Disposable.from(
    runner.register(Commands.emulatorStart, vscode.l10n.t('Could not start the emulator'), () =>
      startEmulator(context),
    ),
    runner.register(Commands.emulatorStop, vscode.l10n.t('Could not stop the emulator'), () =>
      emulator.stop(),
    ),
    runner.register(Commands.emulatorRestart, vscode.l10n.t('Could not restart the emulator'), () =>
      restart(context),
    ),
    runner.register(Commands.emulatorReset, vscode.l10n.t('Could not reset the emulator'), () =>
      reset(context),
    ),
    runner.register(Commands.emulatorCopyEndpoint, vscode.l10n.t('Could not copy the endpoint'), () =>
      copyEndpoint(context),
    ),
    runner.register(Commands.emulatorOpenTerminal, vscode.l10n.t('Could not open the terminal'), async () => {
      const { endpoint } = await startEmulator(context);
      context.openTerminal(endpoint, readSetting(vscode.workspace, 'emulator.region'));
    }),
    runner.register(Commands.emulatorShowActions, vscode.l10n.t('Could not show the emulator'), () =>
      showActions(emulator.state),
    ),
    announceStates(context),
    emulator.onDidReportError((message) => log.error(`Emulator: ${message}`)),
  );
}

/** Says that another port was taken, and that a running emulator died. A failed start is its command's to show. */
function announceStates({ emulator, log }: CommandContext): vscode.Disposable {
  let before = emulator.state;
  return emulator.onDidChangeState((state) => {
    const wasRunning = before.kind === 'running';
    before = state;
    log.info(`Emulator: ${state.kind}`, state);
    void setContext(vscode.commands, 'queuescope.emulatorState', state.kind);
    if (state.kind === 'running') void announcePort(state);
    if (state.kind === 'failed' && wasRunning) void announceFailure(state.message);
  });
}

async function announcePort({ port, wantedPort }: RunningState): Promise<void> {
  if (port === wantedPort) return;
  const [wanted, taken] = [String(wantedPort), String(port)];
  await vscode.window.showInformationMessage(
    vscode.l10n.t('Port {0} is taken, so the SQS emulator answers on port {1}.', wanted, taken),
  );
}

async function announceFailure(message: string): Promise<void> {
  const button = vscode.l10n.t('Restart Emulator');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('The SQS emulator failed, and its queues are gone: {0}', message),
    button,
  );
  if (chosen === button) await vscode.commands.executeCommand(Commands.emulatorRestart);
}

async function restart({ emulator }: CommandContext): Promise<void> {
  const port = emulator.state.kind === 'running' ? emulator.state.port : undefined;
  await emulator.stop();
  await startEmulator({ emulator }, port);
}

/** Restarts the emulator on the same port: deleting the queues would block their names for a minute, as on AWS. */
async function reset(context: CommandContext): Promise<void> {
  const state = await startEmulator(context);
  const button = vscode.l10n.t('Reset Emulator');
  const detail = vscode.l10n.t(
    'All its queues and messages, in all regions, are deleted. It answers on {0} again at once.',
    state.endpoint,
  );
  const question = vscode.l10n.t('Reset the SQS emulator?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
  await restart(context);
}

async function copyEndpoint(context: CommandContext): Promise<void> {
  const { endpoint } = await startEmulator(context);
  await vscode.env.clipboard.writeText(endpoint);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('{0} copied', endpoint)}`, 3_000);
}

interface ActionItem extends vscode.QuickPickItem {
  readonly command: Command;
}

async function showActions(state: EmulatorState): Promise<void> {
  const title =
    state.kind === 'running'
      ? vscode.l10n.t('SQS Emulator on {0}', state.endpoint)
      : vscode.l10n.t('SQS Emulator');
  const picked = await vscode.window.showQuickPick(actions(state), { title });
  if (picked) await vscode.commands.executeCommand(picked.command);
}

function actions({ kind }: EmulatorState): readonly ActionItem[] {
  const log = { label: `$(output) ${vscode.l10n.t('Show Log')}`, command: Commands.logShow };
  if (kind === 'failed') {
    return [
      { label: `$(debug-restart) ${vscode.l10n.t('Restart Emulator')}`, command: Commands.emulatorRestart },
      log,
    ];
  }
  if (kind !== 'running') {
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
    { label: `$(debug-stop) ${vscode.l10n.t('Stop Emulator')}`, command: Commands.emulatorStop },
    { label: `$(trash) ${vscode.l10n.t('Reset Emulator')}`, command: Commands.emulatorReset },
    log,
  ];
}
