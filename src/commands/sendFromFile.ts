import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { MessageDraft } from '../shared/message';
import { checkMessage, MAX_MESSAGE_SIZE } from '../shared/messageChecks';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { systemSleep } from '../sqs/timers';
import { sendBulk } from '../templates/bulkSend';
import { type FileMessage, readMessageFile } from '../templates/messageFile';
import { failureText } from '../words/failureText';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { placeOf, previewOf } from './messageSelection';
import { pickQueue } from './pickers';
import { showReport } from './reportDocuments';

/** A file is read as a whole. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

interface PreviewItem extends vscode.QuickPickItem {
  readonly draft: MessageDraft | undefined;
}

/** Sends the messages of a JSON or NDJSON file after a list in which each can be left out. */
export async function sendFromFile(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Send from File'));
  const file = await pickFile();
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const content = readMessageFile(text);
  if (content.kind === 'notMessages') {
    throw new Error(
      vscode.l10n.t('The file has no messages: a JSON array is needed, or one JSON value in each line.'),
    );
  }
  const drafts = await preview(context, queue, content.messages);
  await send(context, queue, drafts);
}

async function pickFile(): Promise<vscode.Uri> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Send from File'),
      openLabel: vscode.l10n.t('Preview'),
      filters: {
        [vscode.l10n.t('Messages')]: ['json', 'jsonl', 'ndjson'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  if (!file) throw new Cancelled();
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > MAX_FILE_BYTES) {
    throw new Error(vscode.l10n.t('The file has {0} bytes; at most {1} are read.', size, MAX_FILE_BYTES));
  }
  return file;
}

async function preview(
  context: CommandContext,
  queue: QueueRef,
  messages: readonly FileMessage[],
): Promise<readonly MessageDraft[]> {
  const items = messages.map((message, index) => previewItem(queue, message, index));
  const right = items.filter(({ draft }) => draft !== undefined);
  const wrong = items.length - right.length;
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Send to {0}', placeOf(context, queue)),
    placeHolder:
      wrong === 0
        ? vscode.l10n.t('{0} messages; those that are checked are sent', items.length)
        : vscode.l10n.t('{0} messages, {1} of them cannot be sent', items.length, wrong),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  const drafts = picked?.flatMap(({ draft }) => draft ?? []);
  if (!drafts || drafts.length === 0) throw new Cancelled();
  return drafts;
}

function previewItem(queue: QueueRef, message: FileMessage, index: number): PreviewItem {
  if (message.kind === 'invalid') {
    const label = `$(error) ${vscode.l10n.t('Line {0} is not JSON', message.line)}`;
    return { label, draft: undefined };
  }
  const draft = complete(queue, message.draft);
  const isWrong =
    checkMessage(draft, { queueName: queue.queueName, maximumMessageSize: MAX_MESSAGE_SIZE }).length > 0;
  const attributes = draft.attributes.map(({ name, value }) => `${name}=${previewOf(value)}`).join(', ');
  return {
    label: `${isWrong ? '$(error) ' : ''}${index + 1}: ${previewOf(draft.body)}`,
    description: draft.messageGroupId ?? '',
    detail: isWrong ? vscode.l10n.t('SQS would refuse this message.') : attributes,
    picked: !isWrong,
    draft: isWrong ? undefined : draft,
  };
}

/** What a FIFO queue needs and a file may not have; what a standard queue refuses is left out. */
function complete(queue: QueueRef, draft: MessageDraft): MessageDraft {
  if (!isFifoQueueName(queue.queueName)) return { ...draft, messageDeduplicationId: undefined };
  return {
    ...draft,
    delaySeconds: undefined,
    messageGroupId: draft.messageGroupId ?? 'default',
    messageDeduplicationId: draft.messageDeduplicationId ?? randomUUID(),
  };
}

async function send(
  context: CommandContext,
  queue: QueueRef,
  drafts: readonly MessageDraft[],
): Promise<void> {
  const abort = new AbortController();
  const title = vscode.l10n.t('Sending messages to {0} …', queue.queueName);
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const result = await vscode.window.withProgress(progress, (reporter, token) => {
    token.onCancellationRequested(() => abort.abort());
    let before = 0;
    return sendBulk({
      service: context.services.get(queue.connectionId, queue.region),
      queue,
      count: drafts.length,
      draftAt: (index) => drafts[index] ?? { body: '', attributes: [] },
      signal: abort.signal,
      onProgress: ({ sent, failed, total }) => {
        reporter.report({
          increment: ((sent + failed - before) / total) * 100,
          message: vscode.l10n.t('{0} of {1}', sent, total),
        });
        before = sent + failed;
      },
      now: Date.now,
      sleep: systemSleep,
    });
  });
  const text = vscode.l10n.t('Sent {0} of {1} messages to {2}.', result.sent, drafts.length, queue.queueName);
  if (result.failures.length === 0) return void vscode.window.showInformationMessage(text);
  const show = vscode.l10n.t('Show Report');
  if ((await vscode.window.showWarningMessage(text, show)) !== show) return;
  const lines = result.failures.map(
    ({ index, error, draft }) => `- ${index + 1}: ${failureText(error)}\n\n      ${previewOf(draft.body)}`,
  );
  await showReport(vscode.l10n.t('Messages Not Sent'), `# ${text}\n\n${lines.join('\n')}\n`);
}

/** Opens the composer with what is selected in the active editor, or with the whole file. */
export async function sendSelection(context: CommandContext): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(vscode.l10n.t('There is no text editor whose text could be sent.'));
  const { document, selection } = editor;
  const body = selection.isEmpty ? document.getText() : document.getText(selection);
  const queue = await pickQueue(context, undefined, vscode.l10n.t('Send Selection'));
  const name = document.fileName.split(/[\\/]/).at(-1) ?? '';
  const note = vscode.l10n.t('The body comes from {0}.', name);
  const draft = { body, attributes: [] };
  await context.panels.openComposer(queue, { kind: 'draft', draft, hasPlaceholders: false, note });
}
