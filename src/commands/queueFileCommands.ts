import * as vscode from 'vscode';
import { Commands, readSetting } from '../contributions';
import { type AppliedQueue, applyQueueFile, QueueFileError } from '../queueFile/applyQueueFile';
import { mergeQueueFiles, type NamedQueueFile, type QueueConflict } from '../queueFile/mergeQueueFiles';
import { parseQueueFile } from '../queueFile/parseQueueFile';
import { problemText } from '../queueFile/problemText';
import { EMULATOR_ID, emulatorConnection } from '../sqs/connection';
import { failureText } from '../words/failureText';
import type { CommandContext } from './commandContext';
import { startEmulator } from './emulatorStart';
import type { CommandRunner } from './runCommand';

/** Where a workspace folder defines the queues that it wants in the emulator. */
const FILE_PATH = ['.vscode', 'queuescope.json'] as const;

type Trigger = 'byHand' | 'byItself';

/**
 * Applies the files of queues of the workspace folders, at the emulator alone: on command, and in a trusted workspace
 * whenever the emulator was started. A file never starts it.
 */
export function registerQueueFileCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { emulator } = context;
  let last: Promise<void> = Promise.resolve();
  // One after the other: two at once would both take a queue for new, and send its messages twice.
  const enqueue = (trigger: Trigger): Promise<void> => {
    last = last.catch(() => undefined).then(() => applyFiles(context, trigger));
    return last;
  };
  const applyByItself = () => {
    if (!vscode.workspace.isTrusted || emulator.state.kind !== 'running') return;
    void vscode.commands.executeCommand(Commands.queueFileApply, 'byItself' satisfies Trigger);
  };
  let before = emulator.state.kind;
  return vscode.Disposable.from(
    runner.register(
      Commands.queueFileApply,
      vscode.l10n.t('Could not apply the queue configuration'),
      async (trigger?: unknown) => {
        requireTrust();
        if (trigger === 'byItself') return enqueue('byItself');
        await startEmulator(context);
        return enqueue('byHand');
      },
    ),
    emulator.onDidChangeState(({ kind }) => {
      const wasRunning = before === 'running';
      before = kind;
      if (kind === 'running' && !wasRunning) applyByItself();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(applyByItself),
  );
}

function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Error(vscode.l10n.t('This workspace is not trusted, so its files are not applied.'));
}

async function applyFiles(context: CommandContext, trigger: Trigger): Promise<void> {
  const files = await readFiles(context);
  if (files.length === 0) {
    if (trigger === 'byHand') await announceNoFile();
    return;
  }
  const { file, conflicts } = mergeQueueFiles(files);
  if (conflicts.length > 0) throw new Error(conflicts.map(conflictText).join(' '));
  const applied = await apply(context, file);
  for (const { name, region, outcome, changes } of applied)
    context.log.info(`Queue configuration: ${name} (${region}) ${outcome}`, ...changes);
  for (const region of new Set(applied.map((queue) => queue.region))) await showRegion(context, region);
  announce(applied, trigger);
}

async function apply(
  { services }: CommandContext,
  file: NamedQueueFile['file'],
): Promise<readonly AppliedQueue[]> {
  try {
    return await applyQueueFile(file, (region) => services.get(EMULATOR_ID, region));
  } catch (error) {
    if (!(error instanceof QueueFileError)) throw error;
    const { queue, failure } = error;
    throw new Error(vscode.l10n.t('queue {0} in {1}: {2}', queue.name, queue.region, failureText(failure)), {
      cause: error,
    });
  }
}

/** @throws Error with the first problem of the first file that has one; all of them go to the log */
async function readFiles({ log }: CommandContext): Promise<readonly NamedQueueFile[]> {
  const files: NamedQueueFile[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const text = await readText(vscode.Uri.joinPath(folder.uri, ...FILE_PATH));
    if (text === undefined) continue;
    const name = [folder.name, ...FILE_PATH].join('/');
    const { file, problems } = parseQueueFile(text, readSetting(vscode.workspace, 'emulator.region'));
    if (file) files.push({ name, file });
    if (!problems) continue;
    const sentences = problems.map((problem) => problemText(problem, vscode.l10n));
    for (const sentence of sentences) log.warn(`${name}: ${sentence}`);
    const [first = ''] = sentences;
    throw new Error(
      sentences.length === 1
        ? vscode.l10n.t('{0}: {1}', name, first)
        : vscode.l10n.t('{0} has {1} problems. The first: {2}', name, sentences.length, first),
    );
  }
  return files;
}

/** Whether a folder of this window defines queues that come back by themselves. */
export async function hasQueueFile(): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return false;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const texts = await Promise.all(folders.map(({ uri }) => readText(vscode.Uri.joinPath(uri, ...FILE_PATH))));
  return texts.some((text) => text !== undefined);
}

/** Applies the files of this window again, after the emulator has lost their queues. */
export async function reapplyQueueFiles(): Promise<void> {
  await vscode.commands.executeCommand(Commands.queueFileApply, 'byItself' satisfies Trigger);
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

function conflictText({ queue, region, files }: QueueConflict): string {
  return vscode.l10n.t(
    'Queue {0} in {1} is defined differently in {2}. No queue was changed.',
    queue,
    region,
    files.join(', '),
  );
}

/** Queues of a region that the view does not show would seem not to be there. */
async function showRegion({ regions }: CommandContext, region: string): Promise<void> {
  const shown = await regions.readRegions(emulatorConnection);
  if (!shown.includes(region)) await regions.add(emulatorConnection, region);
}

function announce(applied: readonly AppliedQueue[], trigger: Trigger): void {
  const count = (wanted: AppliedQueue['outcome']) =>
    applied.filter(({ outcome }) => outcome === wanted).length;
  const [created, updated] = [count('created'), count('updated')];
  if (trigger === 'byItself' && created + updated === 0) return;
  const text = vscode.l10n.t('Queue configuration: {0} created, {1} updated', created, updated);
  vscode.window.setStatusBarMessage(`$(check) ${text}`, 5_000);
}

async function announceNoFile(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t('No folder of this window has a file .vscode/queuescope.json that defines queues.'),
  );
}
