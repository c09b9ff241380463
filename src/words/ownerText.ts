import * as vscode from 'vscode';
import type { EmulatorOwner } from '../emulator/admin/adminTypes';

/** Whose emulator it is, as it stands inside a sentence. */
export function ownerText({ kind, name }: EmulatorOwner): string {
  switch (kind) {
    case 'window':
      return name === undefined ? vscode.l10n.t('another window') : windowText(name);
    case 'shell':
      return vscode.l10n.t('a shell');
    case 'program':
      return vscode.l10n.t('another program');
  }
}

/** How this window is called in lists of windows. */
export function windowText(name: string | undefined): string {
  return name === undefined
    ? vscode.l10n.t('a window without a folder')
    : vscode.l10n.t('the window “{0}”', name);
}
