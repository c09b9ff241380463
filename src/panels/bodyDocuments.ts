import * as vscode from 'vscode';
import type { BodyTab, OpenBodyTab } from './composerController';

/** The scheme of message bodies that are edited in an editor tab. */
const SCHEME = 'queuescope-body';
const EXTENSIONS = { json: 'json', xml: 'xml', text: 'txt' } as const;

interface BodyFile {
  bytes: Uint8Array;
  changedAt: number;
  readonly onSave: (body: string) => void;
  readonly onClose: () => void;
}

/** A text in an editor tab. */
export interface EditedText {
  /** Resolves with the text as it was saved last, once its tab is closed. */
  readonly closed: Promise<string>;
  /** Saves the text and closes its tab. */
  close(): Promise<void>;
}

/**
 * Message bodies as documents of the editor. They live as long as their tab: saving one hands its text to whoever
 * opened it, closing the tab ends it.
 */
export class BodyDocuments implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files = new Map<string, BodyFile>();
  readonly #onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#onDidChangeFile.event;
  readonly #disposables: vscode.Disposable;
  #lastNumber = 0;

  constructor() {
    this.#disposables = vscode.Disposable.from(
      this.#onDidChangeFile,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#didClose(closed)),
    );
  }

  /** Opens a tab with a body; `name` stands in its title. */
  open(
    name: string,
    body: string,
    mode: Parameters<OpenBodyTab>[1],
    listener: Parameters<OpenBodyTab>[2],
  ): BodyTab {
    const uri = this.#add(`${name}.${EXTENSIONS[mode]}`, body, listener);
    const show = () => void vscode.window.showTextDocument(uri, { preview: false });
    show();
    return { show, dispose: () => void this.#close(uri) };
  }

  /** Opens a text beside what it was. */
  openDiff(name: string, text: string, original: vscode.Uri): EditedText {
    let saved = text;
    let uri: vscode.Uri | undefined;
    const closed = new Promise<string>((resolve) => {
      const onSave = (edited: string) => {
        saved = edited;
      };
      uri = this.#add(`${name}.txt`, text, { onSave, onClose: () => resolve(saved) });
    });
    void vscode.commands.executeCommand('vscode.diff', original, uri, name, { preview: false });
    return { closed, close: async () => uri && this.#close(uri, true) };
  }

  #add(fileName: string, text: string, listener: Parameters<OpenBodyTab>[2]): vscode.Uri {
    this.#lastNumber += 1;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${this.#lastNumber}/${fileName}` });
    this.#files.set(uri.path, { ...listener, bytes: encode(text), changedAt: Date.now() });
    return uri;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, changedAt } = this.#file(uri);
    return { type: vscode.FileType.File, ctime: changedAt, mtime: changedAt, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#file(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const file = this.#file(uri);
    file.bytes = bytes;
    file.changedAt = Date.now();
    file.onSave(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    this.#onDidChangeFile.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #file(uri: vscode.Uri): BodyFile {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  async #close(uri: vscode.Uri, isDone = false): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const tab = tabs.find((other) => uriOf(other)?.toString() === uri.toString());
    // A tab with unsaved text stays: it can be copied from there.
    if (isDone && tab?.isDirty) await vscode.workspace.save(uri);
    if (tab && !tab.isDirty) await vscode.window.tabGroups.close(tab);
  }

  #didClose(tabs: readonly vscode.Tab[]): void {
    for (const tab of tabs) {
      const path = uriOf(tab)?.path ?? '';
      const file = this.#files.get(path);
      if (!file) continue;
      this.#files.delete(path);
      file.onClose();
    }
  }
}

function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputTextDiff)
    return input.modified.scheme === SCHEME ? input.modified : undefined;
  return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME ? input.uri : undefined;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
