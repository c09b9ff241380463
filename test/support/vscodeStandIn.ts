import Module from 'node:module';
import { Emitter } from '../../src/shared/event';

// A small editor for commands outside of VS Code: it registers them, runs them, and has a person who answers their
// questions. Import it before what imports `vscode`.

/** A question that a command asked: a modal, a list or a box. Notifications wait for nobody and are none. */
export interface Question {
  readonly kind: 'modal' | 'list' | 'input' | 'file';
  /** Title or message. */
  readonly text: string;
  /** Buttons, or labels of rows. */
  readonly choices: readonly string[];
  /** What stands in the box. */
  readonly value: string;
}

/** Which row, button, text or file; undefined closes the question. */
export type Answer = string | undefined;

/** Who is asked. */
export const person = {
  answer: (() => undefined) as (question: Question) => Answer,
  /** What was told in notifications and below boxes since the test began. */
  told: [] as string[],
  /** Sees how far a command is. */
  seeProgress: (() => undefined) as (message: string) => void,
};

/** Settings with other values than nothing, by their full names. */
export const settings: Record<string, unknown> = {};

/** Files that can be read, by path. */
export const files = new Map<string, string>();

/** What is marked as wrong in documents, as `line: sentence`, by the path of the document. */
export const marked = new Map<string, readonly string[]>();

/** File systems by their scheme. */
export const fileSystems = new Map<string, unknown>();

type Run = (...args: unknown[]) => unknown;
const commands = new Map<string, Run>();

/** The ids of the commands that are registered. */
export function registeredCommands(): readonly string[] {
  return [...commands.keys()];
}

/** Runs a command to its end. */
export async function runCommand(id: string, ...args: unknown[]): Promise<void> {
  await commands.get(id)?.(...args);
}

class Disposable {
  readonly #dispose: () => void;

  constructor(dispose: () => void) {
    this.#dispose = dispose;
  }

  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.forEach((part) => void part.dispose()));
  }

  dispose(): void {
    this.#dispose();
  }
}

const nothing = () => new Disposable(() => undefined);

interface Row {
  readonly label: string;
  readonly description?: string;
  readonly kind?: number;
  readonly picked?: boolean;
}

function askRow(rows: readonly Row[], title: string): Row | undefined {
  const choosable = rows.filter(({ kind }) => kind !== -1);
  const textOf = ({ label, description = '' }: Row) => `${label} ${description}`;
  const choices = choosable.map(textOf);
  const answer = person.answer({ kind: 'list', text: title, choices, value: '' });
  return choosable.find((row) => answer !== undefined && textOf(row).includes(answer));
}

/** Modals ask; a notification tells. */
function message(text: string, ...more: unknown[]): Promise<string | undefined> {
  const [options, ...buttons] = more;
  if (typeof options !== 'object' || options === null || !('modal' in options)) {
    person.told.push(text);
    return Promise.resolve(undefined);
  }
  const choices = buttons as string[];
  const answer = person.answer({ kind: 'modal', text, choices, value: '' });
  return Promise.resolve(choices.find((button) => answer !== undefined && button.includes(answer)));
}

/** A quick pick or an input box. It is answered once it is shown and has something to choose from. */
class Box {
  title = '';
  value = '';
  busy = false;
  enabled = true;
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  #isAccepted = false;
  readonly #isList: boolean;
  readonly #accepted = new Emitter<void>();
  readonly #hidden = new Emitter<void>();
  readonly #changed = new Emitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidTriggerButton = nothing;
  readonly onDidTriggerItemButton = nothing;

  constructor(isList: boolean) {
    this.#isList = isList;
  }

  /** Whoever is told after the answer that it will not do closes the box. */
  set validationMessage(problem: string | undefined) {
    if (!problem || !this.#isAccepted) return;
    person.told.push(problem);
    setImmediate(() => this.hide());
  }

  show(): void {
    setImmediate(() => this.#answer());
  }

  hide(): void {
    this.#hidden.fire();
  }

  dispose(): void {
    this.busy = false;
  }

  #answer(): void {
    // What it lists is on its way.
    if (this.busy) return void setTimeout(() => this.#answer(), 1);
    const { title: text, value } = this;
    if (this.#isList && this.items.length > 0) {
      const row = askRow(this.items, text);
      if (!row) return this.hide();
      this.selectedItems = [row];
    } else {
      const answer = person.answer({ kind: 'input', text, choices: [], value });
      if (answer === undefined) return this.hide();
      this.value = answer;
      this.#changed.fire(answer);
      if (this.#isList) return void setTimeout(() => this.#answer(), 1);
    }
    this.#isAccepted = true;
    this.#accepted.fire();
  }
}

const token = { isCancellationRequested: false, onCancellationRequested: nothing };

interface FileUri {
  readonly path: string;
  readonly fsPath: string;
}
const uri = (path: string): FileUri => ({ path, fsPath: path });

/** What of `vscode` the commands use that ask before they change a queue. */
const editor = {
  Disposable,
  EventEmitter: Emitter,
  CancellationError: class extends Error {},
  ThemeIcon: class {},
  FileSystemError: {
    Unavailable: (sentence: string) => new Error(sentence),
    FileNotFound: () => new Error('FileNotFound'),
  },
  FileType: { File: 1 },
  FilePermission: { Readonly: 1 },
  DiagnosticSeverity: { Error: 0 },
  Diagnostic: class {
    constructor(
      readonly range: number,
      readonly message: string,
    ) {}
  },
  /** Its first line alone. */
  Range: function (line: number) {
    return Object(line) as object;
  },
  ProgressLocation: { Notification: 15, Window: 10 },
  QuickPickItemKind: { Separator: -1 },
  QuickInputButtons: {},
  InputBoxValidationSeverity: { Error: 3 },
  FileChangeType: { Changed: 1 },
  ConfigurationTarget: { Global: 1 },
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  Uri: {
    file: uri,
    joinPath: (base: FileUri, ...parts: readonly string[]) => uri([base.path, ...parts].join('/')),
    from: ({ path, query = '', scheme = '' }: { path: string; query?: string; scheme?: string }) => ({
      ...uri(path),
      query,
      scheme,
      toString: () => `${scheme}:${path}?${query}`,
    }),
  },
  commands: {
    registerCommand: (id: string, run: Run) => {
      commands.set(id, run);
      return new Disposable(() => commands.delete(id));
    },
    executeCommand: () => Promise.resolve(undefined),
  },
  env: { clipboard: { writeText: () => Promise.resolve() }, openExternal: () => Promise.resolve(true) },
  languages: {
    createDiagnosticCollection: () => ({
      dispose: () => undefined,
      set: ({ path }: FileUri, problems: readonly { range: number; message: string }[]) =>
        marked.set(
          path,
          problems.map(({ range, message }) => `${Number(range)}: ${message}`),
        ),
      delete: ({ path }: FileUri) => marked.delete(path),
    }),
  },
  window: {
    activeTextEditor: undefined,
    showWarningMessage: message,
    showInformationMessage: message,
    showErrorMessage: message,
    setStatusBarMessage: nothing,
    showTextDocument: () => Promise.resolve(undefined),
    showQuickPick: async (
      rows: readonly Row[] | Promise<readonly Row[]>,
      { title = '', canPickMany = false },
    ) => {
      const row = askRow(await rows, title);
      if (!canPickMany) return row;
      return row && [row];
    },
    showInputBox: ({ title = '', value = '' }) =>
      Promise.resolve(person.answer({ kind: 'input', text: title, choices: [], value })),
    showOpenDialog: ({ title = '' }) => {
      const path = person.answer({ kind: 'file', text: title, choices: [...files.keys()], value: '' });
      return Promise.resolve(path === undefined ? undefined : [uri(path)]);
    },
    showSaveDialog: ({ title = '' }) => {
      const path = person.answer({ kind: 'file', text: title, choices: [], value: '' });
      return Promise.resolve(path === undefined ? undefined : uri(path));
    },
    createQuickPick: () => new Box(true),
    createInputBox: () => new Box(false),
    withProgress: <T>(_options: unknown, task: (progress: unknown, cancelling: unknown) => T) =>
      task({ report: ({ message = '' }: { message?: string }) => person.seeProgress(message) }, token),
  },
  workspace: {
    isTrusted: true,
    workspaceFolders: [],
    fs: {
      readFile: ({ path }: FileUri) => Promise.resolve(Buffer.from(files.get(path) ?? '')),
      stat: ({ path }: FileUri) => Promise.resolve({ size: files.get(path)?.length ?? 0 }),
    },
    getConfiguration: (section: string) => ({ get: (key: string) => settings[`${section}.${key}`] }),
    openTextDocument: (document: unknown) => Promise.resolve(document),
    registerFileSystemProvider: (scheme: string, files: unknown) => {
      fileSystems.set(scheme, files);
      return nothing();
    },
    registerTextDocumentContentProvider: nothing,
    onDidChangeConfiguration: nothing,
    onDidChangeTextDocument: nothing,
    onDidCloseTextDocument: nothing,
    onDidSaveTextDocument: nothing,
  },
};

type Load = (this: unknown, request: string, ...rest: readonly unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = function (request, ...rest) {
  return request === 'vscode' ? editor : load.call(this, request, ...rest);
};
