import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { ConnectionNode, NoteNode, RegionNode } from '../explorer/nodes';
import type { CommandContext, CommandTarget } from './commandContext';
import { findByPrefix } from './findByPrefix';
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
      async (node?: ConnectionNode | RegionNode | NoteNode) => {
        await awsFiles.forgetRefusals();
        explorer.refresh(node?.kind === 'note' ? node.parent : node);
      },
    ),
    runner.register(Commands.queuesFilter, vscode.l10n.t('Could not filter the queues'), () =>
      filter(context),
    ),
    runner.register(Commands.queuesClearFilter, vscode.l10n.t('Could not clear the filter'), () =>
      explorer.setFilter(''),
    ),
    runner.register(Commands.queuesFind, vscode.l10n.t('Could not find the queue'), (target: CommandTarget) =>
      findQueueInTree(context, target),
    ),
    runner.register(
      Commands.queuesFindByPrefix,
      vscode.l10n.t('Could not find the queue'),
      (target: CommandTarget) => findByPrefix(context, target),
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

async function filter(context: CommandContext): Promise<void> {
  const { explorer } = context;
  const before = explorer.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Queues');
  box.prompt = vscode.l10n.t('Part of the name; leave it empty for all queues');
  box.value = before;
  box.buttons = [
    { iconPath: new vscode.ThemeIcon('search'), tooltip: vscode.l10n.t('Find Queue by Prefix in SQS…') },
  ];
  box.onDidChangeValue((text) => explorer.setFilter(text));
  try {
    const end = await new Promise<'accepted' | 'hidden' | 'prefix'>((resolve) => {
      box.onDidAccept(() => resolve('accepted'));
      box.onDidTriggerButton(() => resolve('prefix'));
      box.onDidHide(() => resolve('hidden'));
      box.show();
    });
    if (end !== 'accepted') explorer.setFilter(before);
    if (end === 'prefix') await findByPrefix(context, undefined, box.value);
  } finally {
    box.dispose();
  }
}
