import type { DeleteQueueRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { getQueue } from './queueLookup';

export function deleteQueue(input: DeleteQueueRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  call.account.getRegion(queue.region).deleteQueue(queue);
}
