import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { CommandContext, CommandTarget } from './commandContext';
import { pickQueue } from './pickers';
import type { CommandRunner } from './runCommand';

/** Send, receive and delete messages: each by the panel that does it. */
export function registerMessageCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { panels } = context;
  return vscode.Disposable.from(
    runner.register(
      Commands.messageSend,
      vscode.l10n.t('Could not open the message composer'),
      async (target: CommandTarget) =>
        panels.openComposer(await pickQueue(context, target, vscode.l10n.t('Send Message'))),
    ),
    runner.register(
      Commands.messageReceive,
      vscode.l10n.t('Could not open the messages'),
      async (target: CommandTarget) =>
        panels.openMessages(await pickQueue(context, target, vscode.l10n.t('Receive Messages'))),
    ),
    runner.register(Commands.messageDelete, vscode.l10n.t('Could not delete the message'), async () => {
      if (await panels.deleteSelectedMessage()) return;
      const hint = vscode.l10n.t('Receive messages and select the one to delete.');
      const receive = vscode.l10n.t('Receive Messages');
      const chosen = await vscode.window.showInformationMessage(hint, receive);
      if (chosen === receive) await vscode.commands.executeCommand(Commands.messageReceive);
    }),
  );
}
