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
import { DocumentProblems } from './documentProblems';

/** Ends of the names of documents, by what they show: the schemas of package.json go by them. */
const suffixes: Readonly<Record<DocumentPart, string>> = {
  queue: 'sqs-queue.json',
  Policy: 'sqs-policy.json',
  RedrivePolicy: 'sqs-redrive.json',
  RedriveAllowPolicy: 'sqs-redrive-allow.json',
  tags: 'sqs-tags.json',
};

const documentParts = Object.keys(suffixes) as readonly DocumentPart[];

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
  readonly #problems = new DocumentProblems();
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
    const text = new TextDecoder().decode(bytes);
    const changes = this.#changesOf(uri, text, await this.#read(uri));
    this.#problems.clear(uri);
    if (isNoChange(changes)) return;
    await this.#confirm(uri, changes);
    try {
      await sendChanges(this.#context, fromUri(uri).queue, changes);
    } catch (error) {
      throw this.#refused(uri, text, failureText(error));
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
    this.#problems.dispose();
  }

  /** @throws FileSystemError with what is wrong, which the document shows too */
  #changesOf(uri: vscode.Uri, text: string, before: QueueContent): ContentChanges {
    const { queue, part } = fromUri(uri);
    const isFifo = isFifoQueueName(queue.queueName);
    try {
      const changes = findChanges(before, readDocument(part, isFifo, text, before));
      const [problem] = checkAttributes(isFifo, before.attributes, changes.attributes);
      if (problem) throw this.#refused(uri, text, attributeProblemText(problem), problem.attribute);
      return changes;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      const { problem } = error;
      const key = 'key' in problem ? problem.key : undefined;
      throw this.#refused(uri, text, documentProblemText(problem), key);
    }
  }

  #refused(uri: vscode.Uri, text: string, sentence: string, key?: string): vscode.FileSystemError {
    this.#problems.show(uri, text, sentence, key);
    return unavailable(sentence);
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

function unavailable(sentence: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(sentence);
}

/** Short and plain, since VS Code shows it when a save fails: `/region/name.kind?connection https://host/account`. */
function toUri({ queue, part, isOriginal }: DocumentTarget): vscode.Uri {
  const start = isOriginal ? '/current' : '';
  const { connectionId, region, queueUrl, queueName } = queue;
  return vscode.Uri.from({
    scheme: QUEUE_DOCUMENTS,
    path: `${start}/${region}/${queueName}.${suffixes[part]}`,
    query: `${connectionId} ${queueUrl.slice(0, queueUrl.lastIndexOf('/'))}`,
  });
}

/** @throws FileSystemError for an address that somebody made up */
function fromUri(uri: vscode.Uri): DocumentTarget {
  const [, current, region, queueName, suffix] =
    /^(\/current)?\/([^/]+)\/([^/]+?)\.(sqs-[a-z-]+\.json)$/.exec(uri.path) ?? [];
  const part = documentParts.find((each) => suffixes[each] === suffix);
  const [, connectionId, account] = /^(.+) (https?:\/\/\S+)$/.exec(uri.query) ?? [];
  if (!region || !queueName || !part || !connectionId || !account)
    throw vscode.FileSystemError.FileNotFound(uri);
  const queue = { connectionId, region, queueUrl: `${account}/${queueName}`, queueName };
  return { queue, part, isOriginal: current !== undefined };
}
