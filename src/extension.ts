import * as vscode from 'vscode';
import { registerCommands } from './commands/commands';
import { Commands, readSetting } from './contributions';
import { EmulatorHost } from './emulator/emulatorHost';
import { openEmulatorTerminal } from './environment/emulatorTerminal';
import { Explorer } from './explorer/explorer';
import { LocalEmulator } from './localEmulator/localEmulator';
import { Panels } from './panels/panels';
import { createSqsSide } from './sqs/sqsSide';
import { registerStatusBar } from './statusBar';
import { windowText } from './words/ownerText';

let emulator: LocalEmulator | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalState, workspaceState, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Queuescope', { log: true });
  const emulatorFolder = vscode.Uri.joinPath(context.globalStorageUri, 'emulator').fsPath;
  const local = createEmulator(extensionUri, emulatorFolder);
  emulator = local;
  const sqs = createSqsSide({
    memory: globalState,
    variables: process.env,
    chosenProfile: () => readSetting(vscode.workspace, 'aws.profile'),
    emulatorRegion: () => readSetting(vscode.workspace, 'emulator.region'),
    emulatorEndpoint: () => (local.state.kind === 'running' ? local.state.endpoint : undefined),
    loadSqs: () => import('./sqs/sqs'),
  });
  const shared = { ...sqs, extensionUri, emulator: local, log };
  const explorer = new Explorer({ ...shared, onDidChangeQueue: sqs.services.onDidChangeQueue });
  const panels = new Panels({ ...shared, memento: workspaceState });
  const openTerminal = openEmulatorTerminal;
  subscriptions.push(log, sqs, panels, explorer);
  subscriptions.push(registerCommands({ ...shared, explorer, panels, emulatorFolder, openTerminal }));
  subscriptions.push(registerStatusBar(local));
  if (readSetting(vscode.workspace, 'emulator.autoStart'))
    void vscode.commands.executeCommand(Commands.emulatorStart);
}

function createEmulator(extensionUri: vscode.Uri, folder: string): LocalEmulator {
  const host = new EmulatorHost(vscode.Uri.joinPath(extensionUri, 'dist', 'emulatorWorker.js').fsPath);
  const windowName = vscode.workspace.name;
  return new LocalEmulator({ host, folder, windowName, clientName: windowText(windowName) });
}

/** Stops the emulator of this window, or leaves the one that it is attached to, within two seconds. */
export async function deactivate(): Promise<void> {
  await emulator?.dispose();
}
