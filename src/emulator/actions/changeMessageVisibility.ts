import type { ChangeMessageVisibilityRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { getQueue } from './queueLookup';
import { readVisibilityTimeout, requireReceiptHandle } from './receiptHandle';

export function changeMessageVisibility(input: ChangeMessageVisibilityRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  const receiptHandle = requireReceiptHandle(input.ReceiptHandle);
  queue.changeVisibility(receiptHandle, readVisibilityTimeout(input.VisibilityTimeout));
}
