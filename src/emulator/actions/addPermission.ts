import type { AddPermissionRequest } from '@aws-sdk/client-sqs';
import type { Queue } from '../core/queue';
import { SqsError } from '../core/sqsError';
import type { ActionCall } from './actionCall';
import { invalidValue, missingParameter } from './failures';
import { readPolicy, type Statement } from './policy';
import { getQueue } from './queueLookup';

const maxActions = 7;

/** What other accounts can be allowed (AddPermission, API reference). */
const sharedActions = new Set([
  '*',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'DeleteMessage',
  'DeleteMessageBatch',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
  'SendMessageBatch',
]);

const ownerActions = new Set([
  'AddPermission',
  'CancelMessageMoveTask',
  'CreateQueue',
  'DeleteQueue',
  'ListMessageMoveTasks',
  'ListQueues',
  'ListQueueTags',
  'RemovePermission',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
]);

/** Writes a statement into the queue's policy, which the emulator keeps but does not enforce. */
export function addPermission(input: AddPermissionRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  const label = readLabel(input.Label);
  if (!input.AWSAccountIds?.length) throw missingParameter('AWSAccountIds');
  if (!input.Actions?.length) throw missingParameter('Actions');
  checkActions(input.Actions);
  const policy = readPolicy(queue);
  if (policy.Statement.some(({ Sid }) => Sid === label))
    throw invalidValue(label, 'Label', 'Already exists.');
  const statement = toStatement(queue, label, input.AWSAccountIds, input.Actions);
  const text = JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
  call.account.getRegion(queue.region).changeSettings(queue, { ...queue.settings, policy: text });
}

function readLabel(label: string | undefined): string {
  if (!label) throw missingParameter('Label');
  if (/^[\w-]{1,80}$/.test(label)) return label;
  throw invalidValue(
    label,
    'Label',
    'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
  );
}

function checkActions(actions: readonly string[]): void {
  if (actions.length > maxActions) {
    throw new SqsError(
      'OverLimit',
      `${actions.length} Actions were found, maximum allowed is ${maxActions}.`,
    );
  }
  for (const action of actions) {
    if (sharedActions.has(action)) continue;
    const reason = ownerActions.has(action)
      ? 'Only the queue owner is allowed to invoke this action.'
      : 'Please refer to the appropriate WSDL for a list of valid actions.';
    throw invalidValue(`SQS:${action}`, 'ActionName', reason);
  }
}

function toStatement(
  queue: Queue,
  label: string,
  accountIds: readonly string[],
  actions: readonly string[],
): Statement {
  return {
    Sid: label,
    Effect: 'Allow',
    Principal: { AWS: oneOrMany(accountIds.map((id) => `arn:aws:iam::${id}:root`)) },
    Action: oneOrMany(actions.map((action) => `SQS:${action}`)),
    Resource: queue.arn,
  };
}

function oneOrMany(texts: readonly string[]): string | readonly string[] | undefined {
  return texts.length === 1 ? texts[0] : texts;
}
