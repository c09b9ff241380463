import * as vscode from 'vscode';
import { readSetting } from '../contributions';
import { DisposableStore } from '../shared/disposable';
import { EMULATOR_ID } from '../sqs/connection';
import { parseSharedTraffic } from '../traffic/sharedTraffic';
import { sharedProblemText } from '../words/trafficTexts';
import type { TrafficBook } from './trafficBook';
import type { TrafficNote, TrafficTree } from './trafficTree';

const FILE = '.vscode/queuescope.json';

/** Puts the producers and consumers of the workspace's files into the book. They are started by hand alone. */
export class SharedTrafficFiles implements vscode.Disposable {
  readonly #book: TrafficBook;
  readonly #tree: TrafficTree;
  readonly #disposables = new DisposableStore();

  constructor(book: TrafficBook, tree: TrafficTree, view: vscode.TreeView<unknown>) {
    this.#book = book;
    this.#tree = tree;
    // Of a folder that comes with its files in it nothing but the folder may be told.
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{.vscode,${FILE}}`);
    const read = () => void this.read();
    for (const listener of [
      watcher,
      watcher.onDidChange(read),
      watcher.onDidCreate(read),
      watcher.onDidDelete(read),
      // Not every file system tells what changes in it.
      view.onDidChangeVisibility(read),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => uri.path.endsWith(FILE) && read()),
      vscode.workspace.onDidChangeWorkspaceFolders(read),
      vscode.workspace.onDidGrantWorkspaceTrust(read),
    ]) {
      this.#disposables.add(listener);
    }
    read();
  }

  async read(): Promise<void> {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    const defaults = { connectionId: EMULATOR_ID, region: readSetting(vscode.workspace, 'emulator.region') };
    const files = folders.map((folder) => vscode.Uri.joinPath(folder.uri, FILE));
    const texts = await Promise.all(files.map(readText));
    const parsed = files.map((file, index) =>
      parseSharedTraffic(texts[index] ?? '', file.toString(), defaults),
    );
    if (this.#disposables.isDisposed) return;
    this.#tree.notes = parsed.flatMap(({ problems }, index) =>
      problems.map(
        (problem): TrafficNote => ({ note: sharedProblemText(problem), file: files[index] as vscode.Uri }),
      ),
    );
    this.#book.setShared(parsed.flatMap(({ definitions }) => definitions));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

/** Empty for a file that is not there. */
async function readText(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
