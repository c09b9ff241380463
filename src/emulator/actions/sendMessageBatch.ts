import type {
  SendMessageBatchRequest,
  SendMessageBatchRequestEntry,
  SendMessageBatchResultEntry,
} from '@aws-sdk/client-sqs';
import { SqsError } from '../core/sqsError';
import type { ActionCall } from './actionCall';
import { BatchEntryError, type BatchResult, checkBatch, runBatch } from './batch';
import { invalidParameter } from './failures';
import { findMissingFifoParameter, getMessageSize, sendMessageTo } from './newMessage';
import { getQueue } from './queueLookup';

/** All entries together, whatever the queue's own maximum is. */
const maxBatchBytes = 1_048_576;

export function sendMessageBatch(
  input: SendMessageBatchRequest,
  call: ActionCall,
): BatchResult<SendMessageBatchResultEntry> {
  const queue = getQueue(input.QueueUrl, call);
  const entries = checkBatch(input.Entries, 'SendMessageBatchRequestEntry', (all) => {
    for (const entry of all) {
      const missing = findMissingFifoParameter(queue, entry);
      if (missing) throw invalidParameter(missing.message);
    }
  });
  const sizes = entries.map(getMessageSize);
  checkTotal(sizes);
  let index = 0;
  return runBatch(entries, (entry, id) => {
    const size = sizes[index++] as number;
    checkNotEmpty(entry);
    const sent = sendMessageTo(queue, entry, call, size, 'One or more parameters cannot be validated.');
    return Object.assign({ Id: id }, sent);
  });
}

function checkNotEmpty(entry: SendMessageBatchRequestEntry): void {
  if (!entry.MessageBody) throw new BatchEntryError('EmptyValue', 'The message body must not be empty.');
}

function checkTotal(sizes: readonly number[]): void {
  let total = 0;
  for (const size of sizes) total += size;
  if (total <= maxBatchBytes) return;
  throw new SqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maxBatchBytes} bytes. You have sent ${total} bytes.`,
  );
}
