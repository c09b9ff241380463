import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { isAffected, readSetting, setContext } from '../contributions';
import { endpointOf, type LocalEmulator } from '../localEmulator/localEmulator';
import { DisposableStore } from '../shared/disposable';
import { readAwsInForce } from './awsFiles';
import { bridgeDescription } from './bridgeTexts';
import { type BridgeVariables, bridgeVariables, dummyCredentialsFile } from './bridgeVariables';
import { bridgedEnvFiles, readEnvFiles, readTerminalVariables } from './folderVariables';

export interface BridgeServices {
  readonly emulator: LocalEmulator;
  readonly collection: vscode.GlobalEnvironmentVariableCollection;
  /** For the file of dummy credentials; made when it is needed. */
  readonly folder: string;
  readonly log: Pick<vscode.LogOutputChannel, 'info' | 'error'>;
}

/** A workspace folder, or undefined for a window without one. */
export type BridgeScope = vscode.WorkspaceFolder | undefined;

/**
 * Leads programs of terminals and tasks to the emulator, folder by folder, as the setting says.
 *
 * The variables stay while the emulator does not run, so that nothing reaches AWS then either: a program that
 * finds nobody at the endpoint fails.
 */
export class EnvironmentBridge implements vscode.Disposable {
  readonly #services: BridgeServices;
  readonly #disposables = new DisposableStore();
  /** What was set, by folder, as JSON: the same again would mark every open terminal as out of date. */
  readonly #applied = new Map<BridgeScope, string>();
  #endpoint: string | undefined;
  #refreshing: Promise<void> = Promise.resolve();

  constructor(services: BridgeServices) {
    this.#services = services;
    // An emulator may be on another port next time.
    services.collection.persistent = false;
    this.#listen();
    void this.refresh();
  }

  /** The workspace folders, or a window without one. */
  get scopes(): readonly BridgeScope[] {
    return vscode.workspace.workspaceFolders ?? [undefined];
  }

  isOn(scope: BridgeScope): boolean {
    return readSetting(vscode.workspace, 'environment.useEmulator', scope) !== 'off';
  }

  /**
   * What leads the programs of a folder to the emulator, whether the switch is on or not.
   * @param mode instead of the setting's
   * @param own variables that a program is started with besides those of the folder
   */
  async read(
    scope: BridgeScope,
    {
      mode,
      own = {},
    }: { mode?: 'sqsOnly' | 'dummyCredentials'; own?: Readonly<Record<string, string | undefined>> } = {},
  ): Promise<BridgeVariables> {
    const variables = {
      ...process.env,
      ...readTerminalVariables(scope),
      ...(await readEnvFiles(scope)),
      ...own,
    };
    const setting = readSetting(vscode.workspace, 'environment.useEmulator', scope);
    return bridgeVariables({
      variables,
      inForce: readAwsInForce(variables),
      mode: mode ?? (setting === 'off' ? 'dummyCredentials' : setting),
      endpoint: this.endpoint,
      region: readSetting(vscode.workspace, 'emulator.region'),
      accountId: readSetting(vscode.workspace, 'emulator.accountId'),
      credentialsFile: this.#writeCredentials(),
    });
  }

  /** What programs of a folder are given, in sentences. */
  async describe(scope: BridgeScope): Promise<string> {
    return bridgeDescription(this.endpoint, await this.read(scope));
  }

  /** Where the emulator answers, or did last, or will when it is started. */
  get endpoint(): string {
    const { state } = this.#services.emulator;
    if (state.kind === 'running') this.#endpoint = state.endpoint;
    const [host, port] = [
      readSetting(vscode.workspace, 'emulator.host'),
      readSetting(vscode.workspace, 'emulator.port'),
    ];
    return this.#endpoint ?? endpointOf({ host, port });
  }

  /** Resolves when terminals and tasks that start from now on have the variables that the settings want. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing
      .then(() => this.#refresh())
      .catch((error: unknown) => this.#services.log.error(error instanceof Error ? error : String(error)));
    return this.#refreshing;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listen(): void {
    const { emulator } = this.#services;
    const refresh = () => void this.refresh();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${bridgedEnvFiles.join(',')}}`);
    for (const listener of [
      emulator.onDidChangeState(refresh),
      vscode.workspace.onDidChangeWorkspaceFolders(refresh),
      vscode.workspace.onDidChangeConfiguration((event) => {
        const isOurs = (
          ['environment.useEmulator', 'emulator.region', 'emulator.port', 'emulator.host'] as const
        ).some((key) => isAffected(event, key));
        if (isOurs || event.affectsConfiguration('terminal.integrated.env')) refresh();
      }),
      watcher,
      watcher.onDidChange(refresh),
      watcher.onDidCreate(refresh),
      watcher.onDidDelete(refresh),
    ]) {
      this.#disposables.add(listener);
    }
  }

  async #refresh(): Promise<void> {
    const scopes = this.scopes;
    for (const scope of this.#applied.keys()) if (!scopes.includes(scope)) this.#clear(scope);
    for (const scope of scopes) {
      if (this.isOn(scope)) this.#apply(scope, await this.read(scope));
      else this.#clear(scope);
    }
    const isOn = scopes.some((scope) => this.isOn(scope));
    await setContext(vscode.commands, 'queuescope.usesEmulator', isOn);
  }

  #apply(scope: BridgeScope, bridged: BridgeVariables): void {
    if (this.#disposables.isDisposed) return;
    const text = JSON.stringify(bridged);
    if (this.#applied.get(scope) === text) return;
    this.#clear(scope);
    const collection = this.#collectionOf(scope);
    for (const [name, value] of Object.entries(bridged.variables)) collection.replace(name, value);
    collection.description = bridgeDescription(this.endpoint, bridged);
    this.#applied.set(scope, text);
    this.#services.log.info(
      `Terminals, tasks and debug sessions of ${scope?.name ?? 'this window'}:`,
      Object.entries(bridged.variables)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    );
  }

  #clear(scope: BridgeScope): void {
    const text = this.#applied.get(scope);
    if (text === undefined) return;
    this.#applied.delete(scope);
    const { variables } = JSON.parse(text) as BridgeVariables;
    const collection = this.#collectionOf(scope);
    // A window without a folder has the PATH to the command there too.
    for (const name of Object.keys(variables)) collection.delete(name);
    collection.description = undefined;
  }

  #collectionOf(scope: BridgeScope): vscode.EnvironmentVariableCollection {
    const { collection } = this.#services;
    return scope ? collection.getScoped({ workspaceFolder: scope }) : collection;
  }

  #writeCredentials(): string {
    const { folder } = this.#services;
    const file = path.join(folder, 'dummyCredentials');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, dummyCredentialsFile);
    return file;
  }
}
