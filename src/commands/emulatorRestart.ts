import * as vscode from 'vscode';
import { readSetting } from '../contributions';
import type { RunningEmulator } from '../localEmulator/localEmulator';
import { ownerText } from '../words/ownerText';
import type { CommandContext } from './commandContext';
import { startEmulator } from './emulatorStart';

/** Ends and starts it with the settings of now; on the same port, unless the settings name another one now. */
export async function restartEmulator(context: CommandContext): Promise<RunningEmulator> {
  requireOwn(context);
  const { emulator } = context;
  const isSamePort = emulator.startedWith?.port === readSetting(vscode.workspace, 'emulator.port');
  const port = isSamePort && emulator.state.kind === 'running' ? emulator.state.port : undefined;
  await emulator.stop();
  return startEmulator(context, port);
}

/** @throws Error with a sentence when this window is attached to the emulator of somebody else */
export function requireOwn({ emulator: { state } }: CommandContext): void {
  if (state.kind !== 'running' || !state.attachedTo) return;
  throw new Error(
    vscode.l10n.t(
      'The emulator belongs to {0}. Do it there, or stop it there and start it here.',
      ownerText(state.attachedTo),
    ),
  );
}
