import * as vscode from 'vscode';
import type { CommandContext, CommandTarget } from './commandContext';
import { pickQueue } from './pickers';

/** As many as one list of the view takes in at a glance. */
const MAX_PINNED = 50;

/** Puts a queue first in its region, or back to its place. */
export async function pinQueue(
  context: CommandContext,
  target: CommandTarget,
  isPinned: boolean,
): Promise<void> {
  const title = isPinned ? vscode.l10n.t('Pin Queue') : vscode.l10n.t('Unpin Queue');
  const queue = await pickQueue(context, target, title);
  const { pins } = context.explorer;
  if (isPinned && !pins.has(queue) && pins.countLike(queue) >= MAX_PINNED) {
    throw new Error(vscode.l10n.t('{0} queues of {1} are pinned already.', MAX_PINNED, queue.region));
  }
  await pins.set(queue, isPinned);
}
