import * as vscode from 'vscode';
import type { LocalEmulatorState } from '../localEmulator/localEmulator';
import type { Connection } from '../sqs/connection';
import type { BudgetUse } from '../sqs/requestMeter';
import { connectionLabel, connectionMarksText } from '../words/connectionLabel';
import { idleStateText } from '../words/idleStateText';
import { budgetText, budgetWarning } from '../words/meterText';
import { ownerText } from '../words/ownerText';

/** The row of a connection. */
export function connectionItem(
  connection: Connection,
  emulator: LocalEmulatorState,
  use: BudgetUse | undefined,
): vscode.TreeItem {
  const label = connectionLabel(connection);
  const isIdle = isIdleEmulator(connection, emulator);
  const item = new vscode.TreeItem(label, collapsibleState(connection, isIdle));
  // VS Code keeps a row that it knows open or closed as it is: an emulator that starts is a new one, which opens.
  item.id = isIdle ? `${connection.id} idle` : connection.id;
  const description = [
    ...connectionMarksText(connection),
    use && budgetWarning(use),
    placeText(connection, emulator),
  ]
    .filter(Boolean)
    .join(' · ');
  item.description = description || false;
  item.iconPath = new vscode.ThemeIcon(iconName(connection, emulator), colourOf(connection));
  item.contextValue = contextValue(connection, emulator);
  item.tooltip = tooltip(connection, emulator, use);
  item.accessibilityInformation = { label: [label, description].filter(Boolean).join(', ') };
  return item;
}

function isIdleEmulator({ kind }: Connection, emulator: LocalEmulatorState): boolean {
  return kind === 'emulator' && (emulator.kind === 'stopped' || emulator.kind === 'stopping');
}

function collapsibleState({ kind }: Connection, isIdle: boolean): vscode.TreeItemCollapsibleState {
  const isClosed = kind !== 'emulator' || isIdle;
  return isClosed ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}

function iconName({ kind, isReadOnly, isProduction }: Connection, emulator: LocalEmulatorState): string {
  if (kind === 'emulator' && emulator.kind === 'failed') return 'error';
  if (isReadOnly) return 'lock';
  if (isProduction) return 'shield';
  if (kind === 'emulator') return 'server-environment';
  return kind === 'endpoint' ? 'plug' : 'cloud';
}

function colourOf({ colour }: Connection): vscode.ThemeColor | undefined {
  return colour && new vscode.ThemeColor(`charts.${colour}`);
}

/** `connection.`, the kind, then the state of the emulator, or `added` for what can be taken away. */
function contextValue(connection: Connection, emulator: LocalEmulatorState): string {
  if (connection.kind === 'emulator') return `connection.emulator.${emulator.kind}`;
  return connection.isAdded ? `connection.${connection.kind}.added` : `connection.${connection.kind}`;
}

function placeText(connection: Connection, emulator: LocalEmulatorState): string | undefined {
  if (connection.kind === 'emulator') return emulatorDescription(emulator);
  return 'url' in connection ? connection.url : undefined;
}

function tooltip(connection: Connection, emulator: LocalEmulatorState, use: BudgetUse | undefined): string {
  const lines = [connection.kind === 'emulator' ? emulatorTooltip(emulator) : connectionTooltip(connection)];
  if (connection.account) lines.push(vscode.l10n.t('Account: {0}', connection.account));
  if (connection.identity) lines.push(vscode.l10n.t('Identity: {0}', connection.identity));
  const warning = use && budgetWarning(use);
  if (use) lines.push(budgetText(use));
  if (warning) lines.push(warning);
  return [...lines, ...connectionMarksText(connection)].join('\n');
}

function connectionTooltip(connection: Exclude<Connection, { kind: 'emulator' }>): string {
  const label = connectionLabel(connection);
  if (connection.kind === 'endpoint') return vscode.l10n.t('{0} answers on {1}', label, connection.url);
  if ('url' in connection && connection.url)
    return vscode.l10n.t('Calls of {0} go to {1}', label, connection.url);
  return vscode.l10n.t('{0}: nothing is asked of AWS before you expand a region.', label);
}

function emulatorTooltip(emulator: LocalEmulatorState): string {
  if (emulator.kind !== 'running')
    return vscode.l10n.t('The SQS emulator of this machine. Expand it to start it.');
  const { endpoint, attachedTo } = emulator;
  return attachedTo
    ? vscode.l10n.t('The emulator of {0} answers on {1}', ownerText(attachedTo), endpoint)
    : vscode.l10n.t('The emulator answers on {0}', endpoint);
}

/** The emulator's state in a few words. */
function emulatorDescription(emulator: LocalEmulatorState): string {
  if (emulator.kind !== 'running') return idleStateText(emulator.kind);
  return emulator.attachedTo
    ? vscode.l10n.t('attached to {0}, port {1}', ownerText(emulator.attachedTo), String(emulator.port))
    : vscode.l10n.t('port {0}', String(emulator.port));
}
