import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { cloneQueue } from './cloneQueue';
import type { CommandContext, CommandTarget } from './commandContext';
import { copyQueueAs } from './copyAs';
import { createQueue } from './createQueue';
import { deleteQueue, purgeQueue } from './deleteQueue';
import { editAsJson, editAttributes } from './editAttributes';
import { exportQueues } from './exportQueues';
import { MinuteRules } from './minuteRules';
import { openInConsole } from './openInConsole';
import { pickQueue } from './pickers';
import { checkQueueCommand } from './queueCheck';
import { registerQueueDocuments } from './queueDocuments';
import { type CommandRunner, withProgress } from './runCommand';

/** Create, delete and purge a queue, and what can be copied of it. */
export function registerQueueCommands(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const rules = new MinuteRules();
  return vscode.Disposable.from(
    registerQueueDocuments(context),
    runner.register(
      Commands.queueCreate,
      vscode.l10n.t('Could not create the queue'),
      (target: CommandTarget) => createQueue(context, target, rules),
    ),
    runner.register(
      Commands.queueDelete,
      vscode.l10n.t('Could not delete the queue'),
      (target: CommandTarget) => deleteQueue(context, target, rules),
    ),
    runner.register(
      Commands.queuePurge,
      vscode.l10n.t('Could not purge the queue'),
      (target: CommandTarget) => purgeQueue(context, target, rules),
    ),
    runner.register(
      Commands.queueClone,
      vscode.l10n.t('Could not clone the queue'),
      (target: CommandTarget) => cloneQueue(context, target),
    ),
    runner.register(
      Commands.queueCheck,
      vscode.l10n.t('Could not check the queue'),
      (target: CommandTarget) => checkQueueCommand(context, target),
    ),
    runner.register(Commands.queueCopyAs, vscode.l10n.t('Could not copy'), (target: CommandTarget) =>
      copyQueueAs(context, target),
    ),
    runner.register(
      Commands.queueOpenInConsole,
      vscode.l10n.t('Could not open the console'),
      (target: CommandTarget) => openInConsole(context, target),
    ),
    runner.register(
      Commands.queuesExport,
      vscode.l10n.t('Could not export the queues'),
      (target: CommandTarget) => exportQueues(context, target),
    ),
    runner.register(
      Commands.queueEditAttributes,
      vscode.l10n.t('Could not edit the attributes'),
      (target: CommandTarget) => editAttributes(context, target),
    ),
    runner.register(
      Commands.queueEditAsJson,
      vscode.l10n.t('Could not open the queue as JSON'),
      (target: CommandTarget) => editAsJson(context, target, 'queue'),
    ),
    runner.register(
      Commands.queueEditPolicy,
      vscode.l10n.t('Could not open the access policy'),
      (target: CommandTarget) => editAsJson(context, target, 'Policy'),
    ),
    runner.register(
      Commands.queueEditTags,
      vscode.l10n.t('Could not open the tags'),
      (target: CommandTarget) => editAsJson(context, target, 'tags'),
    ),
    runner.register(Commands.queueCopyUrl, vscode.l10n.t('Could not copy the URL'), (target: CommandTarget) =>
      copyUrl(context, target),
    ),
    runner.register(Commands.queueCopyArn, vscode.l10n.t('Could not copy the ARN'), (target: CommandTarget) =>
      copyArn(context, target),
    ),
    runner.register(
      Commands.dashboardOpen,
      vscode.l10n.t('Could not open the dashboard'),
      async (target: CommandTarget) =>
        context.panels.openDashboard(await pickQueue(context, target, vscode.l10n.t('Open Dashboard'))),
    ),
  );
}

async function copyUrl(context: CommandContext, target: CommandTarget): Promise<void> {
  const { queueUrl } = await pickQueue(context, target, vscode.l10n.t('Copy Queue URL'));
  await copy(queueUrl, vscode.l10n.t('Queue URL copied'));
}

async function copyArn(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Copy ARN'));
  const attributes = await withProgress(vscode.l10n.t('Reading the ARN …'), (signal) =>
    context.services.get(queue.connectionId, queue.region).readAttributes(queue, signal),
  );
  const arn = attributes['QueueArn'];
  if (!arn) throw new Error(vscode.l10n.t('The endpoint does not tell the ARN of {0}.', queue.queueName));
  await copy(arn, vscode.l10n.t('ARN copied'));
}

async function copy(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 3_000);
}
