import * as vscode from 'vscode';
import { askMfaCode } from './commands/askMfaCode';
import { registerCommands } from './commands/commands';
import { confirmUnlock } from './commands/unlockCommands';
import { Commands, readSetting } from './contributions';
import { MessageDocuments } from './documents/messageDocuments';
import { readEditorProxy } from './editorProxy';
import { EmulatorHost } from './emulator/emulatorHost';
import { Bypasses } from './environment/bypasses';
import { registerDebugEnvironment } from './environment/debugEnvironment';
import { openEmulatorTerminal } from './environment/emulatorTerminal';
import { EnvironmentBridge } from './environment/environmentBridge';
import { Explorer } from './explorer/explorer';
import { CloudWatchHistory } from './history/cloudWatchHistory';
import { LocalEmulator } from './localEmulator/localEmulator';
import { Marks } from './marks/marks';
import { MoveJournal } from './moves/moveJournal';
import { Panels } from './panels/panels';
import { SamplingSettings } from './panels/sampling';
import { markTraffic } from './panels/trafficMarks';
import { Watching } from './panels/watching';
import { DisposableStore } from './shared/disposable';
import { editorAgent } from './shared/editorAgent';
import { createSqsSide } from './sqs/sqsSide';
import type { Features, Startup } from './startup/startup';
import { showEmulator } from './statusBar';
import { SavedTemplates } from './templates/savedTemplates';
import { SentHistory } from './templates/sentHistory';
import { TrafficView } from './trafficView/trafficView';
import { windowText } from './words/ownerText';

/** Builds the services and registers all that the user can do. Loaded by `startup/lateFeatures.ts`. */
export function startFeatures(startup: Startup): Features {
  const { extensionUri, globalState, globalStorageUri, secrets, storageUri, workspaceState } =
    startup.context;
  const disposables = new DisposableStore();
  const log = disposables.add(vscode.window.createOutputChannel('Queuescope', { log: true }));
  const emulatorFolder = vscode.Uri.joinPath(globalStorageUri, 'emulator').fsPath;
  const emulator = createEmulator(extensionUri, emulatorFolder);
  const sampling = disposables.add(new SamplingSettings());
  const emulatorEndpoint = () => (emulator.state.kind === 'running' ? emulator.state.endpoint : undefined);
  const sqs = disposables.add(
    createSqsSide({
      memory: globalState,
      secrets,
      variables: process.env,
      chosenProfile: () => readSetting(vscode.workspace, 'aws.profile'),
      emulatorRegion: () => readSetting(vscode.workspace, 'emulator.region'),
      emulatorEndpoint,
      loadSqs: () => import('./sqs/sqs'),
      userAgent: editorAgent,
      callBudget: () => readSetting(vscode.workspace, 'aws.callBudget'),
      askMfaCode,
      proxy: readEditorProxy,
      askUnlock: confirmUnlock,
      samplingIntervals: () => sampling.intervals,
    }),
  );
  const { onDidChangeQueue } = sqs.services;
  const cloudWatch = disposables.add(new CloudWatchHistory());
  const shared = {
    ...sqs,
    extensionUri,
    emulator,
    log,
    marks: new Marks(),
    memento: workspaceState,
    cloudWatch,
  };
  const folder = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'history').fsPath;
  const watching = disposables.add(
    new Watching({ ...shared, history: sqs.samples, onDidChangeQueue, folder }),
  );
  const history = new SentHistory(workspaceState);
  const templates = new SavedTemplates(workspaceState);
  const journal = new MoveJournal(vscode.Uri.joinPath(globalStorageUri, 'moves').fsPath);
  const documents = new MessageDocuments(startup.context);
  const panels = disposables.add(
    new Panels({ ...shared, history, templates, watching, documents, emulatorEndpoint }),
  );
  const explorer = disposables.add(
    new Explorer({
      ...shared,
      ...startup,
      memory: globalState,
      onDidChangeQueue,
    }),
  );
  const bridge = disposables.add(
    new EnvironmentBridge({
      emulator,
      log,
      collection: startup.context.environmentVariableCollection,
      folder: vscode.Uri.joinPath(globalStorageUri, 'environment').fsPath,
    }),
  );
  disposables.add(registerDebugEnvironment(bridge, emulator, log));
  const bypasses = disposables.add(new Bypasses(bridge));
  const traffic = disposables.add(new TrafficView({ ...shared, ...startup, memory: workspaceState }));
  disposables.add(markTraffic(shared.marks, traffic.book.onDidChange));
  const openTerminal = openEmulatorTerminal;
  disposables.add(
    registerCommands({
      ...shared,
      explorer,
      panels,
      history,
      journal,
      emulatorFolder,
      emulatorRegion: () => readSetting(vscode.workspace, 'emulator.region'),
      openTerminal,
      bridge,
      bypasses,
      traffic,
    }),
  );
  disposables.add(showEmulator(startup.emulatorItem, emulator));
  if (readSetting(vscode.workspace, 'emulator.autoStart'))
    void vscode.commands.executeCommand(Commands.emulatorStart);
  return {
    restorePanel: (panel, state) => panels.restore(panel, state),
    stop: async () => {
      await Promise.all([watching.stop(), journal.dispose(), traffic.stop(), emulator.dispose()]);
    },
    dispose: () => disposables.dispose(),
  };
}

function createEmulator(extensionUri: vscode.Uri, folder: string): LocalEmulator {
  const host = new EmulatorHost(vscode.Uri.joinPath(extensionUri, 'dist', 'emulatorWorker.js').fsPath);
  const windowName = vscode.workspace.name;
  return new LocalEmulator({ host, folder, windowName, clientName: windowText(windowName) });
}
