import type { DeleteMessageRequest } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { getQueue } from './queueLookup';
import { requireReceiptHandle } from './receiptHandle';

export function deleteMessage(input: DeleteMessageRequest, call: ActionCall): void {
  const queue = getQueue(input.QueueUrl, call);
  queue.deleteMessage(requireReceiptHandle(input.ReceiptHandle));
}
