import * as vscode from 'vscode';

/** `345600` seconds as `345600 s (4 days)`. */
export function durationText(seconds: number): string {
  const units = [
    [86_400, vscode.l10n.t('days')],
    [3_600, vscode.l10n.t('hours')],
    [60, vscode.l10n.t('minutes')],
  ] as const;
  const unit = units.find(([length]) => seconds > length && seconds % length === 0);
  return unit ? `${seconds} s (${seconds / unit[0]} ${unit[1]})` : `${seconds} s`;
}
