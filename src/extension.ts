import * as vscode from 'vscode';
import { registerCommands } from './commands/commands';
import { Commands, readSetting } from './contributions';
import { EmulatorHost } from './emulator/emulatorHost';
import { openEmulatorTerminal } from './environment/emulatorTerminal';
import { Explorer } from './explorer/explorer';
import { Panels } from './panels/panels';
import { createSqsSide } from './sqs/sqsSide';
import { registerStatusBar } from './statusBar';

let emulator: EmulatorHost | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalState, workspaceState, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Queuescope', { log: true });
  const host = new EmulatorHost(vscode.Uri.joinPath(extensionUri, 'dist', 'emulatorWorker.js').fsPath);
  emulator = host;
  const sqs = createSqsSide({
    memory: globalState,
    variables: process.env,
    chosenProfile: () => readSetting(vscode.workspace, 'aws.profile'),
    emulatorRegion: () => readSetting(vscode.workspace, 'emulator.region'),
    emulatorEndpoint: () => (host.state.kind === 'running' ? host.state.endpoint : undefined),
    loadSqs: () => import('./sqs/sqs'),
  });
  const shared = { ...sqs, extensionUri, emulator: host, log };
  const explorer = new Explorer({ ...shared, onDidChangeQueue: sqs.services.onDidChangeQueue });
  const panels = new Panels({ ...shared, memento: workspaceState });
  subscriptions.push(log, sqs, panels, explorer);
  subscriptions.push(registerCommands({ ...shared, explorer, panels, openTerminal: openEmulatorTerminal }));
  subscriptions.push(registerStatusBar(host));
  if (readSetting(vscode.workspace, 'emulator.autoStart'))
    void vscode.commands.executeCommand(Commands.emulatorStart);
}

/** Stops the emulator's worker, within two seconds. */
export async function deactivate(): Promise<void> {
  await emulator?.dispose();
}
