import * as vscode from 'vscode';
import { Commands, readSetting } from '../contributions';
import { ownerText } from '../words/ownerText';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { showEmulatorActions } from './emulatorActions';
import { announceEmulator } from './emulatorNews';
import { restartEmulator } from './emulatorRestart';
import { startEmulator } from './emulatorStart';
import { hasQueueFile, reapplyQueueFiles } from './queueFileCommands';
import { type CommandRunner, withProgress } from './runCommand';

/** Everything that can be done with the emulator. */
export function registerEmulatorCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { emulator } = context;
  return vscode.Disposable.from(
    runner.register(Commands.emulatorStart, vscode.l10n.t('Could not start the emulator'), () =>
      startEmulator(context),
    ),
    runner.register(Commands.emulatorStop, vscode.l10n.t('Could not stop the emulator'), () => stop(context)),
    runner.register(Commands.emulatorDetach, vscode.l10n.t('Could not detach from the emulator'), () =>
      stop(context),
    ),
    runner.register(Commands.emulatorRestart, vscode.l10n.t('Could not restart the emulator'), () =>
      restartEmulator(context),
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
      showEmulatorActions(emulator.state),
    ),
    announceEmulator(context),
  );
}

/** An emulator of somebody else goes on without this window. */
async function stop({ emulator }: CommandContext): Promise<void> {
  const { state } = emulator;
  await emulator.stop();
  if (state.kind !== 'running' || !state.attachedTo) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'This window has detached from the SQS emulator on {0}, which goes on in {1}.',
      state.endpoint,
      ownerText(state.attachedTo),
    ),
  );
}

async function reset(context: CommandContext): Promise<void> {
  const { emulator } = context;
  const { endpoint } = await startEmulator(context);
  const [others, isDefined] = await Promise.all([emulator.listOthers(), hasQueueFile()]);
  const button = vscode.l10n.t('Reset Emulator');
  const detail = [
    vscode.l10n.t('All queues and messages of {0}, in all regions, are deleted.', endpoint),
    ...(others.length > 0
      ? [
          vscode.l10n.t(
            'Others work with it, and lose them too: {0}',
            others.map(({ name }) => name).join(', '),
          ),
        ]
      : []),
    ...(isDefined
      ? [vscode.l10n.t('The queues of .vscode/queuescope.json are then made again, with their messages.')]
      : []),
  ].join('\n\n');
  const question = vscode.l10n.t('Reset the SQS emulator?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
  await withProgress(vscode.l10n.t('Resetting the SQS emulator …'), () => emulator.reset());
  await emulator.refreshPowers();
  if (isDefined) await reapplyQueueFiles();
  context.explorer.refresh();
}

async function copyEndpoint(context: CommandContext): Promise<void> {
  const { endpoint } = await startEmulator(context);
  await vscode.env.clipboard.writeText(endpoint);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('{0} copied', endpoint)}`, 3_000);
}
