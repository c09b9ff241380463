import * as vscode from 'vscode';
import type { QueueRef } from '../shared/queue';
import type { CommandContext } from './commandContext';
import { withProgress } from './runCommand';

export type Attributes = Readonly<Record<string, string>>;

/** All attributes of a queue, with progress. */
export function readQueue({ services }: CommandContext, queue: QueueRef): Promise<Attributes> {
  return withProgress(vscode.l10n.t('Reading {0} …', queue.queueName), (signal) =>
    services.get(queue.connectionId, queue.region).readAttributes(queue, signal),
  );
}

/** The ARN among the attributes. @throws Error when the endpoint does not tell */
export function arnOf(queue: QueueRef, attributes: Attributes): string {
  const arn = attributes['QueueArn'];
  if (!arn) throw new Error(vscode.l10n.t('The endpoint does not tell the ARN of {0}.', queue.queueName));
  return arn;
}
