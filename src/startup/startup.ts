import type * as vscode from 'vscode';
import type { ExplorerNode } from '../explorer/nodes';
import type { TrafficNode } from '../trafficView/trafficTree';
import type { LateTree } from './lateTree';

/** What the activated extension shows before its features are loaded, for these to fill. */
export interface Startup {
  readonly context: vscode.ExtensionContext;
  readonly queuesTree: Pick<LateTree<ExplorerNode>, 'serve'>;
  readonly queuesView: vscode.TreeView<ExplorerNode>;
  readonly trafficTree: Pick<LateTree<TrafficNode>, 'serve'>;
  readonly trafficView: vscode.TreeView<TrafficNode>;
  readonly emulatorItem: vscode.StatusBarItem;
}

/** The features, as the activated extension sees them. */
export interface Features extends vscode.Disposable {
  /** Fills a panel that VS Code brings back after a reload of the window. */
  restorePanel(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Stops what runs outside this thread; resolves within two seconds. */
  stop(): Promise<void>;
}
