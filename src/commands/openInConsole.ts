import * as vscode from 'vscode';
import { accountIdOf } from '../sqs/queueUrl';
import type { CommandContext, CommandTarget } from './commandContext';
import { findConnection, pickQueue } from './pickers';

/** Opens a queue of AWS in the AWS Management Console. */
export async function openInConsole(context: CommandContext, target: CommandTarget): Promise<void> {
  const queue = await pickQueue(context, target, vscode.l10n.t('Open in AWS Console'));
  const connection = findConnection(context, queue.connectionId);
  const isAws = connection.kind === 'keys' || (connection.kind === 'profile' && connection.url === undefined);
  if (!isAws || accountIdOf(queue.queueUrl) === undefined)
    throw new Error(
      vscode.l10n.t('{0} is not a queue of AWS, so its console does not know it.', queue.queueName),
    );
  const { region, queueUrl } = queue;
  const url = `https://${consoleHost(region)}/sqs/v3/home?region=${region}#/queues/${encodeURIComponent(queueUrl)}`;
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

/** Each partition has a console of its own. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  return region.startsWith('us-gov-')
    ? `${region}.console.amazonaws-us-gov.com`
    : `${region}.console.aws.amazon.com`;
}
