import * as vscode from 'vscode';
import { readSetting } from '../contributions';
import type { RunningState } from '../emulator/emulatorHost';
import type { Connection } from '../sqs/connection';
import type { CommandContext } from './commandContext';

/**
 * Starts the emulator unless it runs, with progress.
 * @param port 0 … 65535; the setting's unless given
 */
export async function startEmulator(
  { emulator }: Pick<CommandContext, 'emulator'>,
  port: number = readSetting(vscode.workspace, 'emulator.port'),
): Promise<RunningState> {
  if (emulator.state.kind === 'running') return emulator.state;
  const options = {
    host: '127.0.0.1',
    port,
    usesNextFreePort: true,
    accountId: readSetting(vscode.workspace, 'emulator.accountId'),
  };
  const progress = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Starting the SQS emulator …'),
  };
  return vscode.window.withProgress(progress, () => emulator.start(options));
}

/** Starts the emulator where a connection is the emulator's. */
export async function ensureReachable(context: CommandContext, connection: Connection): Promise<void> {
  if (connection.kind === 'emulator') await startEmulator(context);
}
