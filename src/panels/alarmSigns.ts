import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type { QueueRef } from '../shared/queue';
import { queueOfUri, queueUri } from '../words/queueUri';
import type { AlarmChange, Alarms } from './alarms';
import { alarmsText } from './alarmText';
import type { WatchList } from './watchList';

export interface AlarmSignSources {
  readonly alarms: Alarms;
  readonly watchList: WatchList;
  readonly openDashboard: (queue: QueueRef) => void;
}

/** Shows which queues are beyond a threshold: a mark on their rows in the tree, and one notification at a time. */
export function showAlarms(sources: AlarmSignSources): Disposable {
  const disposables = new DisposableStore();
  const decorations = disposables.add(new AlarmDecorations(sources.alarms));
  disposables.add(vscode.window.registerFileDecorationProvider(decorations));
  const notify = createNotifier(sources);
  disposables.add(sources.alarms.onDidChange((change) => void notify(change)));
  return disposables;
}

class AlarmDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #alarms: Alarms;
  readonly #disposables = new DisposableStore();
  readonly #onDidChange = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChangeFileDecorations = this.#onDidChange.event;

  constructor(alarms: Alarms) {
    this.#alarms = alarms;
    this.#disposables.add(alarms.onDidChange(({ queue }) => this.#onDidChange.fire(queueUri(queue))));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const queue = queueOfUri(uri);
    const alarms = queue ? this.#alarms.of(queue) : [];
    if (alarms.length === 0) return undefined;
    return new vscode.FileDecoration(
      '!',
      alarmsText(alarms),
      new vscode.ThemeColor('list.warningForeground'),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function createNotifier({ watchList, openDashboard }: AlarmSignSources) {
  let isShowing = false;
  return async ({ queue, added }: AlarmChange): Promise<void> => {
    if (isShowing || added.length === 0 || watchList.find(queue)?.isSilenced) return;
    isShowing = true;
    const open = vscode.l10n.t('Open Dashboard');
    const silence = vscode.l10n.t('Silence This Queue');
    const text = vscode.l10n.t('{0} ({1}): {2}', queue.queueName, queue.region, alarmsText(added));
    const chosen = await vscode.window.showWarningMessage(text, open, silence);
    isShowing = false;
    if (chosen === open) openDashboard(queue);
    if (chosen === silence) await watchList.set(queue, { isSilenced: true });
  };
}
