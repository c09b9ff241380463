import * as vscode from 'vscode';
import { QUEUE_DOCUMENTS, QUEUES_VIEW, readSetting, TRAFFIC_VIEW } from './contributions';
import { registerMessageDocuments } from './documents/messageDocuments';
import { createEmulatorItem } from './emulatorItem';
import type { ExplorerNode } from './explorer/nodes';
import { isBridgeOn } from './startup/bridgeSetting';
import { LateFeatures } from './startup/lateFeatures';
import { LateTree } from './startup/lateTree';
import { provideTerminalCommand } from './startup/terminalCommand';
import type { TrafficNode } from './trafficView/trafficTree';

let features: LateFeatures | undefined;

/**
 * Shows what is seen at once. Everything else is loaded when it is first used: see `startup/`. Where programs are led
 * to the emulator, VS Code waits for that before it starts a debug session.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const late: LateFeatures = new LateFeatures(context, () => ({
    context,
    queuesTree,
    queuesView,
    trafficTree,
    trafficView,
    emulatorItem,
  }));
  features = late;
  const queuesTree = new LateTree<ExplorerNode>(() => late.load());
  const queuesView = vscode.window.createTreeView(QUEUES_VIEW, {
    treeDataProvider: queuesTree,
    showCollapseAll: true,
  });
  const trafficTree = new LateTree<TrafficNode>(() => late.load());
  const trafficView = vscode.window.createTreeView(TRAFFIC_VIEW, { treeDataProvider: trafficTree });
  const emulatorItem = createEmulatorItem();
  context.subscriptions.push(queuesTree, queuesView, trafficTree, trafficView, emulatorItem, late);
  context.subscriptions.push(registerMessageDocuments(context));
  const isStarting = readSetting(vscode.workspace, 'emulator.autoStart');
  if (isStarting || isQueueDocumentOpen() || hasKeptQueues(context.workspaceState)) void late.load();
  const command = vscode.l10n.t('The command queuescope, at the end of the PATH.');
  void provideTerminalCommand(context, command).catch(() => undefined);
  const loadForBridge = () => (isBridgeOn() ? late.load() : undefined);
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(() => void loadForBridge()));
  await loadForBridge();
}

/** After a reload VS Code waits with such an editor for its file system, which is among the features. */
function isQueueDocumentOpen(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === QUEUE_DOCUMENTS),
  );
}

/** True when queues are to be sampled although nothing shows them. */
function hasKeptQueues(memento: vscode.Memento): boolean {
  return memento.get<readonly { readonly isKept: boolean }[]>('watchList', []).some(({ isKept }) => isKept);
}

/** Stops the emulator of this window, or leaves the one that it is attached to, within two seconds. */
export async function deactivate(): Promise<void> {
  await features?.stop();
}
