import * as vscode from 'vscode';
import type { LocalEmulatorState } from '../localEmulator/localEmulator';

/** The state of an emulator that does not answer, in a word or two. */
export function idleStateText(kind: Exclude<LocalEmulatorState['kind'], 'running'>): string {
  switch (kind) {
    case 'starting':
      return vscode.l10n.t('starting …');
    case 'stopping':
      return vscode.l10n.t('stopping …');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'failed':
      return vscode.l10n.t('failed');
  }
}
