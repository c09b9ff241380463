import * as vscode from 'vscode';
import type { FollowerNews } from '../history/emulatorFollower';
import type { Marks } from '../marks/marks';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { QueueChange } from '../sqs/sqsService';

export interface MarkSources {
  readonly onDidChangeQueue: Event<QueueChange>;
  readonly onDidHappen: Event<FollowerNews>;
}

/** Marks what this window does to queues, what happens in the emulator, and debug sessions. */
export function markWhatHappens(marks: Marks, sources: MarkSources): Disposable {
  const disposables = new DisposableStore();
  disposables.add(sources.onDidChangeQueue((change) => markChange(marks, change)));
  disposables.add(
    sources.onDidHappen(({ detailMs, target, ...news }) =>
      marks.add({ ...news, text: detailMs === undefined ? target : durationText(detailMs) }),
    ),
  );
  disposables.add(
    vscode.debug.onDidStartDebugSession(({ name }) =>
      marks.add({ at: Date.now(), kind: 'debugStarted', text: name }),
    ),
  );
  disposables.add(
    vscode.debug.onDidTerminateDebugSession(({ name }) =>
      marks.add({ at: Date.now(), kind: 'debugStopped', text: name }),
    ),
  );
  return disposables;
}

function markChange(marks: Marks, { queue, deed }: QueueChange): void {
  if (!deed) return;
  const text = deed.kind === 'attributesChanged' ? deed.names.join(', ') : undefined;
  const count = 'count' in deed ? deed.count : undefined;
  marks.add({ queue, at: Date.now(), kind: deed.kind, count, text });
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return vscode.l10n.t('by {0} s', seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 120
    ? vscode.l10n.t('by {0} min', minutes)
    : vscode.l10n.t('by {0} h', Math.round(minutes / 6) / 10);
}
