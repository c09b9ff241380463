import * as vscode from 'vscode';
import { type ExistingQueue, toQueueFile } from '../queueFile/toQueueFile';
import { eachWithLimit } from '../shared/eachWithLimit';
import type { QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { regionDetail } from '../words/queueDetail';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { pickRegion } from './pickers';

/** Queues at a time, two calls each. */
const CONCURRENT_READS = 4;

/** Shows the queues of a region as a file that gives the emulator the same ones; the user saves it where it is wanted. */
export async function exportQueues(context: CommandContext, target: CommandTarget): Promise<void> {
  const place = target && 'queue' in target ? undefined : target;
  const { connection, region } = await pickRegion(context, place, vscode.l10n.t('Export Queues'));
  const open = await context.explorer.openRegion(connection, region);
  if (open.queues.failure) throw open.queues.failure;
  const refs = open.queues.nodes.map(({ queue }) => queue);
  if (refs.length === 0) throw new Error(vscode.l10n.t('There are no queues in {0}.', region));
  if (connection.kind !== 'emulator') await confirmCalls(connection, region, refs.length);
  const { text, withoutLink } = toQueueFile(region, await readAll(context, refs));
  const document = await vscode.workspace.openTextDocument({ content: text, language: 'json' });
  await vscode.window.showTextDocument(document, { preview: false });
  const saved = vscode.l10n.t('Save this as .vscode/queuescope.json: the emulator then has these queues.');
  const lost =
    withoutLink.length > 0
      ? vscode.l10n.t(
          'Without their dead-letter queue, which belongs elsewhere: {0}.',
          withoutLink.join(', '),
        )
      : '';
  void vscode.window.showInformationMessage([saved, lost].filter(Boolean).join(' '));
}

async function confirmCalls(connection: Connection, region: string, queues: number): Promise<void> {
  const button = vscode.l10n.t('Export');
  const calls = (2 * queues).toLocaleString();
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reading attributes and tags of all queues takes {0} calls.', calls),
    {
      modal: true,
      detail: regionDetail(connection, region).join('\n'),
    },
    button,
  );
  if (chosen !== button) throw new Cancelled();
}

function readAll({ services }: CommandContext, queues: readonly QueueRef[]): Thenable<ExistingQueue[]> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reading the queues'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const read = new Map<QueueRef, ExistingQueue>();
    await eachWithLimit(queues, CONCURRENT_READS, async (queue) => {
      const service = services.get(queue.connectionId, queue.region);
      const [attributes, tags] = await Promise.all([
        service.readAttributes(queue, abort.signal),
        service.readTags(queue, abort.signal),
      ]);
      read.set(queue, { name: queue.queueName, attributes, tags });
      const message = `${read.size.toLocaleString()} / ${queues.length.toLocaleString()}`;
      progress.report({ increment: 100 / queues.length, message });
    });
    return queues.flatMap((queue) => read.get(queue) ?? []);
  });
}
