import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { MessageSelection } from '../shared/message';
import type { CommandContext, CommandTarget } from './commandContext';
import { editAndResend, moveMessages, resendMessages } from './messageMoves';
import { showUnfinishedMoves } from './moveRun';
import { pickQueue } from './pickers';
import { quickSend } from './quickSend';
import { repairDeadLetters } from './repairDeadLetters';
import { registerReportDocuments } from './reportDocuments';
import { reproduceLocally } from './reproduceLocally';
import type { CommandRunner } from './runCommand';
import { sendFromFile, sendSelection } from './sendFromFile';

/** Send, receive and delete messages: each by the panel that does it. */
export function registerMessageCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { panels } = context;
  return vscode.Disposable.from(
    registerSends(context, runner),
    registerMoves(context, runner),
    registerReportDocuments(),
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

function registerSends(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { panels } = context;
  return vscode.Disposable.from(
    runner.register(
      Commands.messageSend,
      vscode.l10n.t('Could not open the message composer'),
      async (target: CommandTarget) =>
        panels.openComposer(await pickQueue(context, target, vscode.l10n.t('Send Message'))),
    ),
    runner.register(
      Commands.messageQuickSend,
      vscode.l10n.t('Could not send the message'),
      (target: CommandTarget) => quickSend(context, target),
    ),
    runner.register(
      Commands.messageSendFromFile,
      vscode.l10n.t('Could not send the messages'),
      (target: CommandTarget) => sendFromFile(context, target),
    ),
    runner.register(Commands.messageSendSelection, vscode.l10n.t('Could not open the message composer'), () =>
      sendSelection(context),
    ),
  );
}

/** What is done with messages that were received: those given, else those selected in the messages panel. */
function registerMoves(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  return vscode.Disposable.from(
    runner.register(
      Commands.messageMove,
      vscode.l10n.t('Could not move the messages'),
      (selection?: MessageSelection) => moveMessages(context, selection),
    ),
    runner.register(
      Commands.messageResend,
      vscode.l10n.t('Could not resend the messages'),
      (selection?: MessageSelection) => resendMessages(context, selection),
    ),
    runner.register(
      Commands.messageEditAndResend,
      vscode.l10n.t('Could not open the message composer'),
      (selection?: MessageSelection) => editAndResend(context, selection),
    ),
    runner.register(
      Commands.messageReproduceLocally,
      vscode.l10n.t('Could not copy the messages to the emulator'),
      (selection?: MessageSelection) => reproduceLocally(context, selection),
    ),
    runner.register(
      Commands.queueRepair,
      vscode.l10n.t('Could not repair the dead letters'),
      (target: CommandTarget) => repairDeadLetters(context, target),
    ),
    runner.register(Commands.movesShowUnfinished, vscode.l10n.t('Could not read the unfinished moves'), () =>
      showUnfinishedMoves(context, context.journal),
    ),
  );
}
