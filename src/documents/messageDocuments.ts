import { createHash } from 'node:crypto';
import * as vscode from 'vscode';

/** Scheme of the documents that messages are opened as. */
export const DOCUMENT_SCHEME = 'queuescope';

const MAX_DOCUMENTS = 200;
const MAX_BYTES = 64 * 1024 * 1024;

/** Where the documents of a workspace lie; of a window without one, those of all such windows. */
function documentsFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'documents');
}

/** Keeps texts that are opened in editor tabs, so that the tabs come back after a reload; the oldest go first. */
export class MessageDocuments {
  readonly #folder: vscode.Uri;

  constructor(context: vscode.ExtensionContext) {
    this.#folder = documentsFolder(context);
  }

  /**
   * Keeps a text and returns the URI that shows it, the same for the same text and name.
   * @param name shown as the title of the tab; its extension tells the editor the language
   */
  async add(name: string, text: string): Promise<vscode.Uri> {
    const key = createHash('sha256').update(text).digest('hex');
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.#folder, key), Buffer.from(text));
    await this.#removeOldest(key);
    return vscode.Uri.from({ scheme: DOCUMENT_SCHEME, path: `/${key}/${name}` });
  }

  async #removeOldest(kept: string): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(this.#folder);
    const files = await Promise.all(
      entries.map(async ([name]) => {
        const uri = vscode.Uri.joinPath(this.#folder, name);
        const { mtime, size } = await vscode.workspace.fs.stat(uri);
        return { name, uri, mtime: name === kept ? Number.POSITIVE_INFINITY : mtime, size };
      }),
    );
    let bytes = 0;
    const newestFirst = files.sort((a, b) => b.mtime - a.mtime);
    for (const [index, { uri, size }] of newestFirst.entries()) {
      bytes += size;
      if (index > 0 && (index >= MAX_DOCUMENTS || bytes > MAX_BYTES)) await vscode.workspace.fs.delete(uri);
    }
  }
}

/** Shows kept documents, read-only, also before anything else of the extension is loaded. */
export function registerMessageDocuments(context: vscode.ExtensionContext): vscode.Disposable {
  const provider = new DocumentFiles(documentsFolder(context));
  return vscode.workspace.registerFileSystemProvider(DOCUMENT_SCHEME, provider, { isReadonly: true });
}

/** A document restored after a reload is asked for by VS Code as a file; a content provider would be too late. */
class DocumentFiles implements vscode.FileSystemProvider {
  readonly #folder: vscode.Uri;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { ctime, mtime, size } = await this.#orNotFound(uri, (file) => vscode.workspace.fs.stat(file));
    return { type: vscode.FileType.File, ctime, mtime, size, permissions: vscode.FilePermission.Readonly };
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#orNotFound(uri, (file) => vscode.workspace.fs.readFile(file));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #orNotFound<T>(uri: vscode.Uri, read: (file: vscode.Uri) => Thenable<T>): Promise<T> {
    const key = /^\/([0-9a-f]{64})\/[^/]+$/.exec(uri.path)?.[1];
    if (key === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      return await read(vscode.Uri.joinPath(this.#folder, key));
    } catch {
      throw vscode.FileSystemError.FileNotFound(
        vscode.l10n.t('This message is not kept any more. Open it from its queue once more.'),
      );
    }
  }
}
