import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { systemTimers } from '../sqs/timers';
import type { ExplorerNode } from './nodes';

/** VS Code forgets the rows below one that it reads anew until it has read them: a row that was opened comes back within this. */
const ROW_COMES_BACK_MS = 2_000;
const LOOK_AGAIN_MS = 20;

/**
 * Takes the arguments from the command of a row. VS Code keeps a row's arguments only until the row is rendered anew,
 * and rows with counts are rendered every second: a click that comes just then would run into nothing.
 * What the row does is looked up when it is opened instead.
 */
export function withoutArguments(item: vscode.TreeItem): vscode.TreeItem {
  if (item.command) item.command = { command: Commands.rowOpen, title: item.command.title };
  return item;
}

/** Does what opening the selected row does. */
export async function openSelectedRow(
  view: Pick<vscode.TreeView<ExplorerNode>, 'selection'>,
  commandOf: (node: ExplorerNode) => vscode.Command | undefined,
): Promise<void> {
  const node = await selectedRow(view);
  const command = node && commandOf(node);
  if (command)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

async function selectedRow(
  view: Pick<vscode.TreeView<ExplorerNode>, 'selection'>,
): Promise<ExplorerNode | undefined> {
  const end = systemTimers.now() + ROW_COMES_BACK_MS;
  while (view.selection.length === 0 && systemTimers.now() < end)
    await new Promise<void>((resolve) => void systemTimers.after(LOOK_AGAIN_MS, resolve));
  return view.selection[0];
}
