import type { RemovePermissionRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { invalidValue, missingParameter } from './failures';
import { readPolicy } from './policy';
import { getQueue } from './queueLookup';

/** Without its last statement the policy is gone as well (recorded from AWS). */
export function removePermission(input: RemovePermissionRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  const label = input.Label;
  if (!label) throw missingParameter('Label');
  const policy = readPolicy(queue);
  const rest = policy.Statement.filter(({ Sid }) => Sid !== label);
  if (rest.length === policy.Statement.length) throw invalidValue(label, 'Label', "can't find label.");
  const text = rest.length === 0 ? undefined : JSON.stringify({ ...policy, Statement: rest });
  call.account.getRegion(queue.region).changeSettings(queue, { ...queue.settings, policy: text });
}
