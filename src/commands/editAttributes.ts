import * as vscode from 'vscode';
import type { DocumentPart } from '../attributes/queueDocument';
import { isFifoQueueName } from '../shared/queue';
import { attributeWords } from '../words/attributeText';
import { sendChanges } from './applyChanges';
import { type DocumentItem, editAttributeList } from './attributeList';
import type { CommandContext, CommandTarget } from './commandContext';
import { confirmOnProduction, placeText } from './confirmation';
import { pickQueue } from './pickers';
import { openQueueDocument } from './queueDocuments';
import { withProgress } from './runCommand';

/** Edits the attributes of a queue in a list, and sends only what was changed. */
export async function editAttributes(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Edit Attributes'));
  const service = context.services.get(queue.connectionId, queue.region);
  const current = await withProgress(vscode.l10n.t('Reading the attributes …'), (signal) =>
    service.readAttributes(queue, signal),
  );
  const result = await editAttributeList({
    title: vscode.l10n.t('Edit Attributes: {0}', placeText(context, queue)),
    isFifo: isFifoQueueName(queue.queueName),
    current,
    doneLabel: vscode.l10n.t('Apply'),
    documents: documents(),
  });
  if (result.kind === 'document') return openQueueDocument(queue, result.part);
  if (Object.keys(result.changes).length === 0) return;
  const question = vscode.l10n.t('Change the queue {0} on production?', queue.queueName);
  await confirmOnProduction(context, queue, question, vscode.l10n.t('Apply'));
  await sendChanges(context, queue, { attributes: result.changes, tags: {}, removedTags: [] });
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
