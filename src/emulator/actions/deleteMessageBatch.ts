import type { DeleteMessageBatchRequest, DeleteMessageBatchResultEntry } from '@aws-sdk/client-sqs';
import type { ActionCall } from './actionCall';
import { type BatchResult, checkBatch, runBatch } from './batch';
import { getQueue } from './queueLookup';
import { requireReceiptHandle } from './receiptHandle';

export function deleteMessageBatch(
  input: DeleteMessageBatchRequest,
  call: ActionCall,
): BatchResult<DeleteMessageBatchResultEntry> {
  const queue = getQueue(input.QueueUrl, call);
  const entries = checkBatch(input.Entries, 'DeleteMessageBatchRequestEntry');
  return runBatch(entries, (entry, id) => {
    queue.deleteMessage(requireReceiptHandle(entry.ReceiptHandle));
    return { Id: id };
  });
}
