import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { ConnectionNode, RegionNode } from '../explorer/nodes';
import type { CommandContext, CommandTarget } from './commandContext';
import { findQueueInTree, revealQueue } from './findQueue';
import { pinQueue } from './pinQueue';
import type { CommandRunner } from './runCommand';
import { sortByDepth, sortByName } from './sortQueues';

/** Refresh, filter, search and sort the Queues view; pin its rows. */
export function registerViewCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { awsFiles, explorer } = context;
  return vscode.Disposable.from(
    runner.register(
      Commands.queuesRefresh,
      vscode.l10n.t('Could not refresh the queues'),
      async (node?: ConnectionNode | RegionNode) => {
        await awsFiles.forgetRefusals();
        explorer.refresh(node);
      },
    ),
    runner.register(Commands.queuesFilter, vscode.l10n.t('Could not filter the queues'), () =>
      filter(explorer),
    ),
    runner.register(Commands.queuesClearFilter, vscode.l10n.t('Could not clear the filter'), () =>
      explorer.setFilter(''),
    ),
    runner.register(Commands.queuesFind, vscode.l10n.t('Could not find the queue'), (target: CommandTarget) =>
      findQueueInTree(context, target),
    ),
    runner.register(
      Commands.queueReveal,
      vscode.l10n.t('Could not show the queue'),
      (target: CommandTarget) => revealQueue(context, target),
    ),
    runner.register(Commands.rowOpen, vscode.l10n.t('Could not open the row'), () =>
      explorer.openSelectedRow(),
    ),
    runner.register(Commands.queuePin, vscode.l10n.t('Could not pin the queue'), (target: CommandTarget) =>
      pinQueue(context, target, true),
    ),
    runner.register(
      Commands.queueUnpin,
      vscode.l10n.t('Could not unpin the queue'),
      (target: CommandTarget) => pinQueue(context, target, false),
    ),
    runner.register(
      Commands.queuesSortByDepth,
      vscode.l10n.t('Could not sort the queues'),
      (target: CommandTarget) => sortByDepth(context, target),
    ),
    runner.register(
      Commands.queuesSortByName,
      vscode.l10n.t('Could not sort the queues'),
      (target: CommandTarget) => sortByName(context, target),
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
