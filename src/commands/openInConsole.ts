import * as vscode from 'vscode';
import { accountIdOf } from '../sqs/queueUrl';
import { type Partition, partitionOf } from '../sqs/regions';
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
const consoleDomains: Partial<Readonly<Record<Partition, string>>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** @throws Error for a partition whose console is not on the public internet */
function consoleHost(region: string): string {
  const domain = consoleDomains[partitionOf(region)];
  if (!domain) throw new Error(vscode.l10n.t('{0} has no console on the public internet.', region));
  return `${region}.${domain}`;
}
