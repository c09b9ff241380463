import type { UntagQueueRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { missingParameter } from './failures';
import { getQueue } from './queueLookup';

/** Keys that the queue does not have are ignored. */
export function untagQueue(input: UntagQueueRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  if (!input.TagKeys?.length) throw missingParameter('TagKeys');
  call.account.getRegion(queue.region).changeTags(queue, [], input.TagKeys);
}
