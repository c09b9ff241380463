import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { RunningEmulator } from '../localEmulator/localEmulator';
import type { CommandContext } from './commandContext';
import { readStartOptions, startEmulator } from './emulatorStart';

/** A remote machine's settings come some seconds after its extension host was started, more on a busy machine. */
const LATE_SETTINGS_S = 60;
/** For the last key of a typed number, and for a command that changes a setting and restarts by itself. */
const SETTLE_MS = 500;

/**
 * Brings the running emulator and its settings together when they differ: by itself while the window is young, because
 * VS Code may answer with defaults before it has read the settings of a remote machine; by a question later.
 */
export function followEmulatorSettings(context: CommandContext): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const compareSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void compare(context).catch((error: Error) => context.log.error(error)),
      SETTLE_MS,
    );
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('queuescope.emulator')) compareSoon();
    }),
    context.emulator.onDidChangeState(({ kind }) => {
      if (kind === 'running') compareSoon();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

async function compare(context: CommandContext): Promise<void> {
  const { emulator, emulatorFolder } = context;
  const { state } = emulator;
  if (state.kind !== 'running') return;
  if (isDeepStrictEqual(emulator.startedWith, readStartOptions(emulatorFolder))) return;
  if (process.uptime() > LATE_SETTINGS_S) {
    // An emulator of somebody else has the settings of its owner.
    if (!state.attachedTo) await offerRestart(state);
    return;
  }
  context.log.info('Emulator: its settings were read after it was started; it restarts with them.');
  await emulator.stop();
  await startEmulator(context);
}

async function offerRestart({ endpoint, isDurable }: RunningEmulator): Promise<void> {
  const button = vscode.l10n.t('Restart Emulator');
  const chosen = await vscode.window.showInformationMessage(
    isDurable
      ? vscode.l10n.t(
          'The settings of the SQS emulator on {0} have changed. They apply when it restarts; its queues and messages stay.',
          endpoint,
        )
      : vscode.l10n.t(
          'The settings of the SQS emulator on {0} have changed. They apply when it restarts, and its queues and messages are lost then: they are not stored.',
          endpoint,
        ),
    button,
  );
  if (chosen === button) await vscode.commands.executeCommand(Commands.emulatorRestart);
}
