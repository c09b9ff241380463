import { invalidParameter, invalidValue, missingParameter } from './failures';

const maxVisibilitySeconds = 43_200;

/** @throws SqsError MissingRequiredParameterException */
export function requireReceiptHandle(receiptHandle: string | undefined): string {
  if (!receiptHandle) throw missingParameter('ReceiptHandle');
  return receiptHandle;
}

/** The new visibility timeout in milliseconds. @throws SqsError */
export function readVisibilityTimeout(seconds: number | undefined): number {
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  if (seconds < 0 || seconds > maxVisibilitySeconds) {
    throw invalidValue(seconds, 'VisibilityTimeout', `Must be between 0 and ${maxVisibilitySeconds}.`);
  }
  return seconds * 1000;
}

/** The same for an entry of a batch, which has its own sentence. @throws SqsError */
export function readEntryVisibilityTimeout(seconds: number | undefined): number {
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  if (seconds < 0 || seconds > maxVisibilitySeconds) {
    throw invalidParameter(`VisibilityTimeout must be an integer between 0 and ${maxVisibilitySeconds}.`);
  }
  return seconds * 1000;
}
