import * as vscode from 'vscode';
import type { Attributes } from '../attributes/attributeChecks';
import type { DocumentPart } from '../attributes/queueDocument';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { attributeWords } from '../words/attributeText';
import { sendChanges } from './applyChanges';
import { type DocumentItem, editAttributeList } from './attributeList';
import type { CommandContext, CommandTarget } from './commandContext';
import { describeFailure, isCancellation } from './commandFailure';
import { confirmOnProduction, findChangeable, placeText } from './confirmation';
import { pickQueue } from './pickers';
import { openQueueDocument } from './queueDocuments';
import { withProgress } from './runCommand';

/** Edits the attributes of a queue in a list, and sends only what was changed. */
export async function editAttributes(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Edit Attributes'));
  findChangeable(context, queue);
  const service = context.services.get(queue.connectionId, queue.region);
  const current = await withProgress(vscode.l10n.t('Reading the attributes …'), (signal) =>
    service.readAttributes(queue, signal),
  );
  let changes: Attributes = {};
  for (;;) {
    const result = await editAttributeList({
      title: vscode.l10n.t('Edit Attributes: {0}', placeText(context, queue)),
      isFifo: isFifoQueueName(queue.queueName),
      current,
      changes,
      doneLabel: vscode.l10n.t('Apply'),
      documents: documents(),
    });
    if (result.kind === 'document') return openQueueDocument(queue, result.part);
    changes = result.changes;
    if (await isApplied(context, queue, changes)) return;
  }
}

/** @returns false when nothing was sent, or it was refused: what was changed is shown again */
async function isApplied(context: CommandContext, queue: QueueRef, attributes: Attributes): Promise<boolean> {
  const question = vscode.l10n.t('Change the queue {0} on production?', queue.queueName);
  try {
    await confirmOnProduction(context, queue, { question, button: vscode.l10n.t('Apply'), attributes });
    await sendChanges(context, queue, { attributes, tags: {}, removedTags: [] });
    return true;
  } catch (error) {
    if (isCancellation(error)) return false;
    const { sentence, logged } = describeFailure(error);
    context.log.error(`Edit Attributes: ${logged}`);
    const message = vscode.l10n.t('Could not change the attributes: {0}', sentence);
    await vscode.window.showErrorMessage(message, { modal: true });
    return false;
  }
}

/** Opens attributes and tags, or a part of them, as a JSON document. */
export async function editAsJson(
  context: CommandContext,
  target: CommandTarget,
  part: DocumentPart,
): Promise<void> {
  await openQueueDocument(await pickQueue(context, target, vscode.l10n.t('Edit as JSON')), part);
}

function documents(): readonly DocumentItem[] {
  const policies = (['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'] as const).map((part) => {
    const { title, detail } = attributeWords(part);
    return { part, label: title, detail };
  });
  const tags = { part: 'tags', label: vscode.l10n.t('Tags'), detail: vscode.l10n.t('At most 50') } as const;
  const all = {
    part: 'queue',
    label: vscode.l10n.t('All attributes and tags'),
    detail: vscode.l10n.t('With completion; saving shows what will change before it is sent'),
  } as const;
  return [...policies, tags, all];
}
