import * as vscode from 'vscode';
import { checkAttributes } from '../attributes/attributeChecks';
import {
  type ContentChanges,
  DocumentError,
  type DocumentPart,
  findChanges,
  isNoChange,
  type QueueContent,
  readDocument,
  toDocument,
} from '../attributes/queueDocument';
import { QUEUE_DOCUMENTS } from '../contributions';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import { attributeProblemText, documentProblemText } from '../words/attributeText';
import { failureText } from '../words/failureText';
import { sendChanges } from './applyChanges';
import type { CommandContext } from './commandContext';
import { confirmChange } from './confirmation';

/** Ends of the names of documents, by what they show: the schemas of package.json go by them. */
const suffixes: Readonly<Record<DocumentPart, string>> = {
  queue: 'sqs-queue.json',
  Policy: 'sqs-policy.json',
  RedrivePolicy: 'sqs-redrive.json',
  RedriveAllowPolicy: 'sqs-redrive-allow.json',
  tags: 'sqs-tags.json',
};

interface DocumentTarget {
  readonly queue: QueueRef;
  readonly part: DocumentPart;
  /** What SQS has, to compare with: it cannot be saved. */
  readonly isOriginal: boolean;
}

/** Opens a queue, or one of its policies, as a JSON document. Saving applies it after a confirmation. */
export async function openQueueDocument(queue: QueueRef, part: DocumentPart): Promise<void> {
  const document = await vscode.workspace.openTextDocument(toUri({ queue, part, isOriginal: false }));
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The documents of queues, in a file system of their own. */
export class QueueDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #context: CommandContext;
  readonly #onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#onDidChangeFile.event;
  readonly #texts = new Map<string, { readonly text: string; readonly mtime: number }>();

  constructor(context: CommandContext) {
    this.#context = context;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { mtime } = await this.#known(uri);
    const { isOriginal, queue } = fromUri(uri);
    const isReadOnly = isOriginal || this.#context.connections.find(queue.connectionId)?.isReadOnly;
    const permissions = isReadOnly ? { permissions: vscode.FilePermission.Readonly } : {};
    return { type: vscode.FileType.File, ctime: 0, mtime, size: 0, ...permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { queue, part } = fromUri(uri);
    const content = await this.#read(uri);
    return new TextEncoder().encode(toDocument(part, isFifoQueueName(queue.queueName), content));
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    const { queue, part } = fromUri(uri);
    const before = await this.#read(uri);
    const after = parse(part, queue, new TextDecoder().decode(bytes), before);
    const changes = findChanges(before, after);
    if (isNoChange(changes)) return;
    const isFifo = isFifoQueueName(queue.queueName);
    const [problem] = checkAttributes(isFifo, before.attributes, changes.attributes);
    if (problem) throw unavailable(attributeProblemText(problem));
    await this.#confirm(uri, changes);
    try {
      await sendChanges(this.#context, queue, changes);
    } catch (error) {
      throw unavailable(failureText(error));
    }
    await this.#read(uri);
    this.#onDidChangeFile.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.#onDidChangeFile.dispose();
  }

  async #known(uri: vscode.Uri): Promise<{ readonly mtime: number }> {
    const known = this.#texts.get(uri.toString());
    if (known) return known;
    await this.#read(uri);
    return this.#texts.get(uri.toString()) ?? { mtime: 0 };
  }

  async #read(uri: vscode.Uri): Promise<QueueContent> {
    const { queue, part } = fromUri(uri);
    const service = this.#context.services.get(queue.connectionId, queue.region);
    const [attributes, tags] = await Promise.all([
      service.readAttributes(queue),
      part === 'queue' || part === 'tags' ? service.readTags(queue) : {},
    ]).catch((error: unknown) => {
      throw unavailable(failureText(error));
    });
    const content = { attributes, tags };
    this.#keep(uri, content);
    return content;
  }

  /** A time of its own only for what is new: VS Code takes a later one for a change by somebody else. */
  #keep(uri: vscode.Uri, content: QueueContent): void {
    const { queue, part } = fromUri(uri);
    const text = toDocument(part, isFifoQueueName(queue.queueName), content);
    const key = uri.toString();
    if (this.#texts.get(key)?.text !== text) this.#texts.set(key, { text, mtime: Date.now() });
  }

  /** @throws FileSystemError when the user does not want the changes: the document stays unsaved */
  async #confirm(uri: vscode.Uri, changes: ContentChanges): Promise<void> {
    const { queue, part } = fromUri(uri);
    const answer = await confirmChange(this.#context, queue, changes).catch((error: unknown) => {
      throw unavailable(failureText(error));
    });
    if (answer === 'apply') return;
    if (answer === 'showDiff') {
      const original = toUri({ queue, part, isOriginal: true });
      const title = vscode.l10n.t('{0}: in SQS ↔ to be saved', queue.queueName);
      await vscode.commands.executeCommand('vscode.diff', original, uri, title);
    }
    throw unavailable(vscode.l10n.t('Nothing was sent to SQS; your text is still here.'));
  }
}

/** Registers the documents. */
export function registerQueueDocuments(context: CommandContext): vscode.Disposable {
  const documents = new QueueDocuments(context);
  const options = { isCaseSensitive: true };
  return vscode.Disposable.from(
    documents,
    vscode.workspace.registerFileSystemProvider(QUEUE_DOCUMENTS, documents, options),
  );
}

function parse(part: DocumentPart, queue: QueueRef, text: string, before: QueueContent): QueueContent {
  try {
    return readDocument(part, isFifoQueueName(queue.queueName), text, before);
  } catch (error) {
    if (error instanceof DocumentError) throw unavailable(documentProblemText(error.problem));
    throw error;
  }
}

function unavailable(sentence: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(sentence);
}

function toUri({ queue, part, isOriginal }: DocumentTarget): vscode.Uri {
  const start = isOriginal ? '/current' : '';
  const { connectionId, region, queueUrl, queueName } = queue;
  return vscode.Uri.from({
    scheme: QUEUE_DOCUMENTS,
    path: `${start}/${region}/${queueName}.${suffixes[part]}`,
    query: JSON.stringify({ connectionId, region, queueUrl, part }),
  });
}

/** The query holds what identifies the queue; the path is for people and for the schemas. */
function fromUri(uri: vscode.Uri): DocumentTarget {
  try {
    const { connectionId, region, queueUrl, part } = JSON.parse(uri.query) as Record<string, string>;
    if (connectionId && region && queueUrl && part !== undefined && part in suffixes) {
      const queueName = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
      const queue = { connectionId, region, queueUrl, queueName };
      return { queue, part: part as DocumentPart, isOriginal: uri.path.startsWith('/current/') };
    }
  } catch {
    // Somebody made the address up.
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
