import * as vscode from 'vscode';
import { regionName } from '../sqs/regions';
import type { RegionNode } from './nodes';

/** What is known of how many queues a region has. */
export interface RegionCount {
  readonly count: number;
  readonly isListing: boolean;
}

/** The row of a region. */
export function regionItem(
  { connection, region }: RegionNode,
  queues: RegionCount | undefined,
): vscode.TreeItem {
  const state =
    connection.kind === 'emulator'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(region, state);
  const count = queues && queuesText(queues);
  item.id = `${connection.id} ${region}`;
  item.description = [count, regionName(region)].filter(Boolean).join(' · ') || false;
  item.iconPath = new vscode.ThemeIcon('globe');
  item.contextValue = `region.${connection.kind}`;
  item.tooltip = [region, regionName(region), count].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [region, vscode.l10n.t('region'), regionName(region), count].filter(Boolean).join(', '),
  };
  return item;
}

function queuesText({ count, isListing }: RegionCount): string {
  const number = count.toLocaleString();
  if (isListing) return vscode.l10n.t('{0} queues so far …', number);
  return count === 1 ? vscode.l10n.t('1 queue') : vscode.l10n.t('{0} queues', number);
}
