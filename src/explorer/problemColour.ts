import * as vscode from 'vscode';

/** The colour that every theme has for the icons of problems. */
export function problemColour(severity: 'error' | 'warning'): vscode.ThemeColor {
  return new vscode.ThemeColor(
    severity === 'error' ? 'problemsErrorIcon.foreground' : 'problemsWarningIcon.foreground',
  );
}
