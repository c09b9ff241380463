import type { PurgeQueueRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { getQueue } from './queueLookup';

export function purgeQueue(input: PurgeQueueRequest, call: ActionCall): void {
  getQueue(input.QueueUrl, call).purge();
}
