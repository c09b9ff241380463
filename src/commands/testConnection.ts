import * as vscode from 'vscode';
import { Commands } from '../contributions';
import type { Connection } from '../sqs/connection';
import { type TestResult, testConnection } from '../sqs/connectionTest';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext } from './commandContext';
import { describeFailure, isCancellation } from './commandFailure';
import { ensureReachable } from './emulatorStart';
import { withProgress } from './runCommand';

/** Tests a connection in its first region and says what came of it. */
export async function testAndTell(context: CommandContext, connection: Connection): Promise<void> {
  await ensureReachable(context, connection);
  await context.awsFiles.forgetRefusals();
  const label = connectionLabel(connection);
  const [region = ''] = await context.regions.readRegions(connection);
  try {
    const result = await withProgress(vscode.l10n.t('Testing {0} …', label), (signal) =>
      testConnection(context.services, context.clients, connection, region, signal),
    );
    const { account, identity } = result;
    if (account) context.connections.found(connection.id, { account, identity });
    context.connections.refresh();
    void vscode.window.showInformationMessage(resultText(label, result));
  } catch (error) {
    if (isCancellation(error)) throw error;
    await tellFailure(context, connection, error);
  }
}

function resultText(label: string, { ms, account, queues, isMore, region, identity }: TestResult): string {
  const count = isMore ? vscode.l10n.t('more than {0} queues', queues) : queuesText(queues);
  const parts = [
    vscode.l10n.t('{0} answered in {1} ms: {2} in {3}', label, ms, count, region),
    ...(account ? [vscode.l10n.t('account {0}', account)] : []),
    ...(identity ? [identity] : []),
  ];
  return parts.join(', ');
}

function queuesText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 queue') : vscode.l10n.t('{0} queues', count);
}

/** What was typed in is kept: an endpoint may not be up yet. */
async function tellFailure(context: CommandContext, connection: Connection, error: unknown): Promise<void> {
  const { sentence, logged, action } = describeFailure(error);
  context.log.error(`Test Connection: ${logged}`);
  const edit = { command: Commands.connectionEdit, title: vscode.l10n.t('Edit Connection') };
  const { command, title, argument } =
    connection.kind === 'endpoint' ? { ...edit, argument: { connection } } : action;
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('{0} does not work: {1}', connectionLabel(connection), sentence),
    title,
  );
  if (chosen === title)
    await vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
}
