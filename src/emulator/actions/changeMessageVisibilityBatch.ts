import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResultEntry,
} from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { type BatchResult, checkBatch, runBatch } from './batch';
import { getQueue } from './queueLookup';
import { readEntryVisibilityTimeout, requireReceiptHandle } from './receiptHandle';

export function changeMessageVisibilityBatch(
  input: ChangeMessageVisibilityBatchRequest,
  call: ActionCall,
): BatchResult<ChangeMessageVisibilityBatchResultEntry> {
  const queue = getQueue(input.QueueUrl, call);
  const entries = checkBatch(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry');
  return runBatch(entries, (entry, id) => {
    const receiptHandle = requireReceiptHandle(entry.ReceiptHandle);
    queue.changeVisibility(receiptHandle, readEntryVisibilityTimeout(entry.VisibilityTimeout));
    return { Id: id };
  });
}
