import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { CommandContext, CommandTarget } from './commandContext';
import { pickQueue } from './pickers';
import type { CommandRunner } from './runCommand';

/** The overview of watched queues. */
export function registerOverviewCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { panels } = context;
  return vscode.Disposable.from(
    runner.register(Commands.overviewOpen, vscode.l10n.t('Could not open the overview'), () =>
      panels.openOverview(),
    ),
    runner.register(
      Commands.overviewAdd,
      vscode.l10n.t('Could not add the queue to the overview'),
      async (target: CommandTarget) =>
        panels.addToOverview(await pickQueue(context, target, vscode.l10n.t('Add Queue to Overview'))),
    ),
  );
}
