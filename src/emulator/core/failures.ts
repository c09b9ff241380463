import { SqsError } from './sqsError';

export function tooManyInFlight(limit: number): SqsError {
  return new SqsError(
    'OverLimit',
    `The maximum number of messages that can be in flight in this queue is ${limit}.`,
  );
}

export function notAvailable(receiptHandle: string): SqsError {
  return new SqsError(
    'InvalidParameterValueException',
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );
}

export function beyondLimit(visibilityMs: number): SqsError {
  return new SqsError(
    'InvalidParameterValueException',
    `Value ${visibilityMs / 1000} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]`,
  );
}

export function invalidReceiptHandle(receiptHandle: string): SqsError {
  return new SqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
  );
}

/** A receipt of a FIFO queue whose visibility timeout has ended, or that a later receive has replaced. */
export function expiredReceiptHandle(receiptHandle: string): SqsError {
  return new SqsError(
    'InvalidParameterValueException',
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  );
}

export function notInFlight(): SqsError {
  return new SqsError(
    'MessageNotInflight',
    'The message referred to is not in flight: its visibility timeout has ended.',
  );
}

export function purgeInProgress(queueName: string): SqsError {
  return new SqsError(
    'PurgeQueueInProgress',
    `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
  );
}

export function queueDeletedRecently(): SqsError {
  return new SqsError(
    'QueueDeletedRecently',
    'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
  );
}
