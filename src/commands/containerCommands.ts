import * as vscode from 'vscode';
import { Commands, readSetting, writeSetting } from '../contributions';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { requireOwn, restartEmulator } from './emulatorRestart';
import { startEmulator } from './emulatorStart';
import type { CommandRunner } from './runCommand';

/** Lets containers of this machine use the emulator, and takes that back. */
export function registerContainerCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(Commands.emulatorAllowContainers, vscode.l10n.t('Could not allow containers'), () =>
      allow(context),
    ),
    runner.register(
      Commands.emulatorDisallowContainers,
      vscode.l10n.t('Could not close the emulator to containers'),
      () => disallow(context),
    ),
  );
}

async function allow(context: CommandContext): Promise<void> {
  requireOwn(context);
  const button = vscode.l10n.t('Allow Containers');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Let containers of this machine use the SQS emulator?'),
    { modal: true, detail: detail(context) },
    button,
  );
  if (chosen !== button) throw new Cancelled();
  await writeSetting(vscode.workspace, 'emulator.allowContainers', true, vscode.ConfigurationTarget.Global);
  const { containerAccess = '' } = await startOrRestart(context);
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(containerAccess, undo)) === undo) await disallow(context);
}

function detail({ emulator: { state } }: CommandContext): string {
  return [
    vscode.l10n.t(
      'It will also listen on the bridge addresses of Docker and Podman, and answer to the host names host.docker.internal and host.containers.internal. Any container of this machine can then read and change its queues.',
    ),
    vscode.l10n.t('“SQS: Disallow Containers” takes this back.'),
    ...(state.kind === 'running'
      ? [
          state.isDurable
            ? vscode.l10n.t('The emulator restarts; its queues and messages stay.')
            : vscode.l10n.t(
                'The emulator restarts, and its queues and messages are lost: they are not stored.',
              ),
        ]
      : []),
  ].join('\n\n');
}

async function disallow(context: CommandContext): Promise<void> {
  requireOwn(context);
  await writeSetting(vscode.workspace, 'emulator.allowContainers', false, vscode.ConfigurationTarget.Global);
  if (context.emulator.state.kind === 'running') await restartEmulator(context);
  await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Containers cannot reach the SQS emulator any more: it listens on {0} alone.',
      readSetting(vscode.workspace, 'emulator.host'),
    ),
  );
}

function startOrRestart(context: CommandContext) {
  return context.emulator.state.kind === 'running' ? restartEmulator(context) : startEmulator(context);
}
