import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { Snapshot } from '../emulator/admin/snapshot';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import { startEmulator } from './emulatorStart';
import { type CommandRunner, withProgress } from './runCommand';

/** A snapshot may hold hundreds of megabytes. */
const timeoutMs = 120_000;

/** All queues and messages of the emulator to a file, and back. */
export function registerEmulatorSnapshotCommands(
  context: CommandContext,
  runner: CommandRunner,
): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(Commands.emulatorSaveSnapshot, vscode.l10n.t('Could not save the snapshot'), () =>
      save(context),
    ),
    runner.register(Commands.emulatorRestoreSnapshot, vscode.l10n.t('Could not restore the snapshot'), () =>
      restore(context),
    ),
  );
}

async function save(context: CommandContext): Promise<void> {
  await startEmulator(context);
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Snapshot of the SQS Emulator'),
    ...fileOptions(),
  });
  if (!uri) throw new Cancelled();
  const client = await context.emulator.readClient(timeoutMs);
  const counts = await withProgress(vscode.l10n.t('Saving the snapshot …'), async () => {
    const snapshot = await client.takeSnapshot();
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${JSON.stringify(snapshot)}\n`));
    return countOf(snapshot);
  });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Saved {0} to {1}', contentText(counts), vscode.workspace.asRelativePath(uri)),
  );
}

async function restore(context: CommandContext): Promise<void> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Restore Snapshot of the SQS Emulator'),
      openLabel: vscode.l10n.t('Restore'),
      ...fileOptions(),
    })) ?? [];
  if (!uri) throw new Cancelled();
  const name = vscode.workspace.asRelativePath(uri);
  const snapshot = readSnapshot(await vscode.workspace.fs.readFile(uri), name);
  const { endpoint } = await startEmulator(context);
  await confirm(context, endpoint, name, snapshot);
  const client = await context.emulator.readClient(timeoutMs);
  await withProgress(vscode.l10n.t('Restoring the snapshot …'), () => client.restore(snapshot));
  context.explorer.refresh();
  const text = vscode.l10n.t('{0} restored', contentText(countOf(snapshot)));
  vscode.window.setStatusBarMessage(`$(check) ${text}`, 5_000);
}

/** @throws Error naming the file */
function readSnapshot(bytes: Uint8Array, name: string): Snapshot {
  const snapshot = parse(bytes);
  if (snapshot?.product === 'queuescope' && Array.isArray(snapshot.account?.queues)) return snapshot;
  throw new Error(vscode.l10n.t('{0} is no snapshot of the SQS emulator.', name));
}

function parse(bytes: Uint8Array): Snapshot | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Snapshot;
  } catch {
    return undefined;
  }
}

async function confirm(
  { emulator }: CommandContext,
  endpoint: string,
  name: string,
  snapshot: Snapshot,
): Promise<void> {
  const others = await emulator.listOthers();
  const button = vscode.l10n.t('Restore');
  const detail = [
    vscode.l10n.t('All queues and messages of {0}, in all regions, are deleted.', endpoint),
    vscode.l10n.t('{0} of {1} take their place.', contentText(countOf(snapshot)), name),
    ...(others.length > 0
      ? [
          vscode.l10n.t(
            'Others work with it, and lose them too: {0}',
            others.map((other) => other.name).join(', '),
          ),
        ]
      : []),
  ].join('\n\n');
  const question = vscode.l10n.t('Replace all queues of the SQS emulator?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new Cancelled();
}

interface Counts {
  readonly queues: number;
  readonly messages: number;
}

function countOf({ account: { queues } }: Snapshot): Counts {
  return { queues: queues.length, messages: queues.reduce((sum, { messages }) => sum + messages.length, 0) };
}

function contentText({ queues, messages }: Counts): string {
  const queuesText = queues === 1 ? vscode.l10n.t('1 queue') : vscode.l10n.t('{0} queues', queues);
  return messages === 1
    ? vscode.l10n.t('{0} with 1 message', queuesText)
    : vscode.l10n.t('{0} with {1} messages', queuesText, messages);
}

function fileOptions(): Pick<vscode.SaveDialogOptions, 'filters' | 'defaultUri'> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return {
    filters: { [vscode.l10n.t('Snapshots of SQS queues')]: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'queues.snapshot.json') }),
  };
}
