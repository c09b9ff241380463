import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget } from './commandContext';
import { pickQueue } from './pickers';

/** Lets the user pick a queue of a region by its name, and shows it in the tree. */
export async function findQueueInTree(context: CommandContext, target: CommandTarget): Promise<void> {
  const region = target && 'queue' in target ? undefined : target;
  await show(context, await pickQueue(context, region, vscode.l10n.t('Find Queue')));
}

/** Shows the queue of a link, or of another row, in the tree. */
export async function revealQueue(context: CommandContext, target: CommandTarget): Promise<void> {
  await show(context, await pickQueue(context, target, vscode.l10n.t('Reveal Queue')));
}

async function show(context: CommandContext, queue: QueueRef): Promise<void> {
  if (await context.explorer.reveal(queue)) return;
  const connection = context.connections.find(queue.connectionId);
  throw new Error(
    vscode.l10n.t(
      '{0} is not among the queues of {1} · {2}.',
      queue.queueName,
      connection ? connectionLabel(connection) : queue.connectionId,
      queue.region,
    ),
  );
}
