import * as vscode from 'vscode';
import type { ContentChanges } from '../attributes/queueDocument';
import type { QueueRef } from '../shared/queue';
import type { CommandContext } from './commandContext';
import { withProgress } from './runCommand';

/** Sends what is different to SQS, and nothing else. */
export async function sendChanges(
  { services }: CommandContext,
  queue: QueueRef,
  { attributes, tags, removedTags }: ContentChanges,
): Promise<void> {
  const service = services.get(queue.connectionId, queue.region);
  await withProgress(vscode.l10n.t('Changing {0} …', queue.queueName), async (signal) => {
    if (Object.keys(attributes).length > 0) await service.setAttributes(queue, attributes, signal);
    if (Object.keys(tags).length > 0) await service.tagQueue(queue, tags, signal);
    if (removedTags.length > 0) await service.untagQueue(queue, removedTags, signal);
  });
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('{0} changed', queue.queueName)}`, 3_000);
}
