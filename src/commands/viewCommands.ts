import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { ConnectionNode, RegionNode } from '../explorer/nodes';
import type { CommandContext } from './commandContext';
import type { CommandRunner } from './runCommand';

/** Refresh and filter the Queues view. */
export function registerViewCommands({ explorer }: CommandContext, runner: CommandRunner): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(
      Commands.queuesRefresh,
      vscode.l10n.t('Could not refresh the queues'),
      (node?: ConnectionNode | RegionNode) => explorer.refresh(node),
    ),
    runner.register(Commands.queuesFilter, vscode.l10n.t('Could not filter the queues'), () =>
      filter(explorer),
    ),
    runner.register(Commands.queuesClearFilter, vscode.l10n.t('Could not clear the filter'), () =>
      explorer.setFilter(''),
    ),
  );
}

async function filter(explorer: CommandContext['explorer']): Promise<void> {
  const before = explorer.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Queues');
  box.prompt = vscode.l10n.t('Part of the name; leave it empty for all queues');
  box.value = before;
  box.onDidChangeValue((text) => explorer.setFilter(text));
  try {
    const isAccepted = await new Promise<boolean>((resolve) => {
      box.onDidAccept(() => resolve(true));
      box.onDidHide(() => resolve(false));
      box.show();
    });
    if (!isAccepted) explorer.setFilter(before);
  } finally {
    box.dispose();
  }
}
