import path from 'node:path';
import * as vscode from 'vscode';
import { readSetting } from '../contributions';
import type { RunningEmulator, StartOptions } from '../localEmulator/localEmulator';
import type { Connection } from '../sqs/connection';
import type { CommandContext } from './commandContext';

const bytesPerMiB = 1024 * 1024;

/**
 * Attaches to the emulator of this machine or starts it, unless it runs for this window; with progress.
 * @param port 0 … 65535; the setting's unless given
 */
export async function startEmulator(
  { emulator, emulatorFolder }: Pick<CommandContext, 'emulator' | 'emulatorFolder'>,
  port?: number,
): Promise<RunningEmulator> {
  if (emulator.state.kind === 'running') return emulator.state;
  const progress = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Starting the SQS emulator …'),
  };
  return vscode.window.withProgress(progress, () => emulator.start(readStartOptions(emulatorFolder), port));
}

/** What the settings say of an emulator to start. */
export function readStartOptions(emulatorFolder: string): StartOptions {
  const { workspace } = vscode;
  const accountId = readSetting(workspace, 'emulator.accountId');
  return {
    host: readSetting(workspace, 'emulator.host'),
    port: readSetting(workspace, 'emulator.port'),
    accountId,
    allowedHosts: readSetting(workspace, 'emulator.allowedHosts'),
    allowsContainers: readSetting(workspace, 'emulator.allowContainers'),
    isRelaxed: readSetting(workspace, 'emulator.relaxed'),
    memoryCapBytes: readSetting(workspace, 'emulator.memoryCap') * bytesPerMiB,
    ...(readSetting(workspace, 'emulator.durable') && {
      data: {
        // The ARNs of stored queues hold the account: another one has another folder.
        folder: path.join(emulatorFolder, accountId),
        synchronous: readSetting(workspace, 'emulator.synchronous'),
      },
    }),
  };
}

/** Starts the emulator where a connection is the emulator's. */
export async function ensureReachable(context: CommandContext, connection: Connection): Promise<void> {
  if (connection.kind === 'emulator') await startEmulator(context);
}
