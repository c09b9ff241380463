import * as vscode from 'vscode';
import type { ProxySettings } from './sqs/findProxy';

/**
 * The proxy that the user has told the editor of. A folder cannot name one: it would see where messages go.
 */
export function readEditorProxy(): ProxySettings {
  const settings = vscode.workspace.getConfiguration('http');
  if (settings.get('proxySupport') === 'off') return { isOff: true };
  return {
    url: settings.inspect<string>('proxy')?.globalValue,
    directHosts: settings.inspect<readonly string[]>('noProxy')?.globalValue,
  };
}
