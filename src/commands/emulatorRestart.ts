import * as vscode from 'vscode';
import type { RunningEmulator } from '../localEmulator/localEmulator';
import { ownerText } from '../words/ownerText';
import type { CommandContext } from './commandContext';
import { startEmulator } from './emulatorStart';

/** Ends and starts it on the same port, with the settings of now. */
export async function restartEmulator(context: CommandContext): Promise<RunningEmulator> {
  requireOwn(context);
  const { emulator } = context;
  const port = emulator.state.kind === 'running' ? emulator.state.port : undefined;
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
