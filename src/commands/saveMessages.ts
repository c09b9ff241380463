import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { posix } from 'node:path';
import { finished } from 'node:stream/promises';
import * as vscode from 'vscode';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import { queueDetail } from '../words/queueDetail';
import type { CommandContext } from './commandContext';
import { Cancelled } from './commandFailure';
import type { SavedCopy } from './confirmation';
import { findConnection } from './pickers';

/** Receives that brought nothing new, after which a queue counts as read. */
const EMPTY_RECEIVES = 3;

/**
 * Writes the messages of a queue to a file, a JSON object per line. The emulator shows them without any effect; all
 * others have to be asked by receiving, which is said before.
 * @throws Cancelled
 */
export async function saveMessages(context: CommandContext, queue: QueueRef): Promise<SavedCopy> {
  const connection = findConnection(context, queue.connectionId);
  const isEmulator = connection.kind === 'emulator';
  if (!isEmulator) await confirmReceiving(queue, connection);
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save a Copy of the Messages of {0}', queue.queueName),
    defaultUri: defaultUri(queue),
    filters: { NDJSON: ['ndjson'] },
  });
  if (!uri) throw new Cancelled();
  const messages = isEmulator
    ? peeked(context, queue)
    : (signal: AbortSignal) => received(context, queue, signal);
  const visible = isEmulator ? 0 : await countVisible(context, queue);
  const count = await write(uri, messages, vscode.l10n.t('Saving the messages of {0}', queue.queueName));
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('{0} messages saved', count)}`, 5_000);
  return { count, fileName: posix.basename(uri.path), gap: gapText(queue, count, visible) };
}

/** Approximate; 0 where it is not told. */
async function countVisible({ services }: CommandContext, queue: QueueRef): Promise<number> {
  const counts = services.get(queue.connectionId, queue.region).readCounts(queue);
  return counts.then(
    ({ visible }) => visible,
    () => 0,
  );
}

/** While messages of a group are held, SQS gives no later ones of it. */
function gapText({ queueName }: QueueRef, count: number, visible: number): string | undefined {
  if (!isFifoQueueName(queueName) || count >= visible) return undefined;
  return vscode.l10n.t(
    'The copy is not complete: it has {0} of about {1} messages. A FIFO queue gives no more messages of a group while the first ones of it are held.',
    count.toLocaleString(),
    visible.toLocaleString(),
  );
}

type Messages = (signal: AbortSignal) => AsyncIterable<object>;

async function confirmReceiving(queue: QueueRef, connection: Connection): Promise<void> {
  const button = vscode.l10n.t('Receive and Save');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('SQS gives messages only to a receiver. Receive all messages of {0}?', queue.queueName),
    {
      modal: true,
      detail: [
        ...queueDetail(queue, connection),
        ...(isFifoQueueName(queue.queueName) ? ['', fifoText()] : []),
        '',
        vscode.l10n.t(
          'Each message is hidden from its consumers until it was read, its receive count rises by one, and a message that reaches maxReceiveCount goes to the dead-letter queue. Messages that are in flight or delayed are not saved.',
        ),
      ].join('\n'),
    },
    button,
  );
  if (chosen !== button) throw new Cancelled();
}

function fifoText(): string {
  return vscode.l10n.t(
    'Of each message group of a FIFO queue only the first messages can be received, ten at most: the copy may not have all.',
  );
}

function defaultUri({ queueName }: QueueRef): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  return vscode.Uri.joinPath(folder, `${queueName}.ndjson`);
}

/** Writes beside the file and renames at the end: what fails or is cancelled leaves nothing, and nothing is overwritten. */
async function write({ fsPath }: vscode.Uri, messages: Messages, title: string): Promise<number> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const unfinished = `${fsPath}.part`;
    try {
      const count = await writeLines(unfinished, messages(abort.signal), (written) => {
        abort.signal.throwIfAborted();
        if (written % 100 === 0) progress.report({ message: written.toLocaleString() });
      });
      await rename(unfinished, fsPath);
      return count;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  });
}

/** @param wrote called after each line; it ends the file by throwing */
async function writeLines(
  fsPath: string,
  messages: AsyncIterable<object>,
  wrote: (count: number) => void,
): Promise<number> {
  const file = createWriteStream(fsPath);
  const ended = finished(file);
  // Rejected while nobody waits yet, it would be unhandled; it is awaited below.
  ended.catch(() => undefined);
  let count = 0;
  try {
    for await (const message of messages) {
      count += 1;
      if (!file.write(`${JSON.stringify(message)}\n`)) await Promise.race([once(file, 'drain'), ended]);
      wrote(count);
    }
  } finally {
    file.end();
    await ended;
  }
  return count;
}

function peeked({ emulator }: CommandContext, { queueName, region }: QueueRef): Messages {
  const { state } = emulator;
  if (state.kind !== 'running') throw new Error(vscode.l10n.t('The emulator is not running.'));
  const client = new EmulatorClient(state.endpoint);
  return () => client.peekAll({ queue: queueName, region, limit: 1_000 });
}

/** Receives each message once and lets it go again at the end. */
async function* received(
  { services }: CommandContext,
  queue: QueueRef,
  signal: AbortSignal,
): AsyncGenerator<object, void> {
  const service = services.get(queue.connectionId, queue.region);
  const handles = new Map<string, string>();
  try {
    for (let empty = 0; empty < EMPTY_RECEIVES; ) {
      const messages = await service.receiveMessages(
        queue,
        { maxNumberOfMessages: 10, waitTimeSeconds: 1, visibilityTimeout: 120 },
        signal,
      );
      const fresh = messages.filter(({ messageId }) => !handles.has(messageId));
      empty = fresh.length === 0 ? empty + 1 : 0;
      for (const message of messages) handles.set(message.messageId, message.receiptHandle);
      for (const message of fresh) yield { ...message, receiptHandle: undefined };
    }
  } finally {
    for (const handle of handles.values())
      await service.changeVisibility(queue, handle, 0).catch(() => undefined);
  }
}
