import * as vscode from 'vscode';
import type { QueueNode } from '../explorer/nodes';
import type { OpenRegion } from '../explorer/openRegion';
import { regionDetail } from '../words/queueDetail';
import type { CommandContext, CommandTarget, RegionTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { pickRegion } from './pickers';

/** Calls at a time. */
const CONCURRENT_READS = 8;

/**
 * Reads the counts of all queues of a region once and shows the deepest first. On AWS the number of calls is told
 * before.
 */
export async function sortByDepth(context: CommandContext, target: CommandTarget): Promise<void> {
  const region = await pickRegion(context, regionOf(target), vscode.l10n.t('Sort by Depth'));
  const open = await context.explorer.openRegion(region.connection, region.region);
  const { nodes, failure } = open.queues;
  if (failure) throw failure;
  if (region.connection.kind !== 'emulator') await confirmCalls(region, nodes.length);
  open.setSnapshot(await readDepths(open, region));
}

/** Ends a snapshot. */
export async function sortByName(context: CommandContext, target: CommandTarget): Promise<void> {
  const region = await pickRegion(context, regionOf(target), vscode.l10n.t('Sort by Name'));
  const open = await context.explorer.openRegion(region.connection, region.region);
  open.setSnapshot(undefined);
}

/** A queue stands for its region only where it is picked: its row sorts nothing. */
function regionOf(target: CommandTarget): CommandTarget {
  return target && 'queue' in target ? undefined : target;
}

async function confirmCalls({ connection, region }: RegionTarget, calls: number): Promise<void> {
  const button = vscode.l10n.t('Read {0} Queues', calls.toLocaleString());
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Reading the depth of every queue takes {0} calls of GetQueueAttributes.',
      calls.toLocaleString(),
    ),
    {
      modal: true,
      detail: [
        ...regionDetail(connection, region),
        '',
        vscode.l10n.t('The order is that of this moment; it is not kept up to date.'),
      ].join('\n'),
    },
    button,
  );
  if (chosen !== button) throw new Cancelled();
}

function readDepths(
  { queues }: OpenRegion,
  { region }: RegionTarget,
): Thenable<ReadonlyMap<QueueNode, number>> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading the depths of the queues in {0}', region),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { nodes } = queues;
    for (let start = 0; start < nodes.length; start += CONCURRENT_READS * 10) {
      const some = nodes.slice(start, start + CONCURRENT_READS * 10);
      await queues.readAttributes(abort.signal, some);
      const failure = some.find((node) => node.failure && node.failure.kind !== 'notFound')?.failure;
      if (failure) throw failure;
      const message = `${Math.min(start + some.length, nodes.length).toLocaleString()} / ${nodes.length.toLocaleString()}`;
      progress.report({ increment: (100 * some.length) / nodes.length, message });
    }
    return new Map(nodes.map((node) => [node, node.counts?.visible ?? -1]));
  });
}
