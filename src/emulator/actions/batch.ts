import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { SqsError } from '../core/sqsError';

const maxEntries = 10;
const codePrefix = 'AWS.SimpleQueueService.';

/** What a batch answers: empty lists are left out (recorded from AWS). */
export interface BatchResult<Success> {
  Successful?: Success[];
  Failed?: BatchResultErrorEntry[];
}

interface Entry {
  readonly Id: string | undefined;
}

/**
 * Checks the entries of a batch as such: their number and their ids.
 * @param entryName name of the entries in the service model, for the sentence about an empty batch
 * @param checkEntries what else fails the whole request; runs where SQS does it, before repeated ids
 * @throws SqsError
 */
export function checkBatch<T extends Entry>(
  entries: readonly T[] | undefined,
  entryName: string,
  checkEntries?: (entries: readonly T[]) => void,
): readonly T[] {
  if (!entries?.length) {
    throw new SqsError('EmptyBatchRequest', `There should be at least one ${entryName} in the request.`);
  }
  if (entries.length > maxEntries) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${maxEntries}. You have sent ${entries.length}.`,
    );
  }
  for (const { Id } of entries) checkId(Id);
  checkEntries?.(entries);
  checkDistinct(entries);
  return entries;
}

/** Runs every entry on its own; an {@link SqsError} fails only its entry. */
export function runBatch<T extends Entry, Success>(
  entries: readonly T[],
  run: (entry: T, id: string) => Success,
): BatchResult<Success> {
  const result: BatchResult<Success> = {};
  for (const entry of entries) {
    const id = entry.Id as string;
    try {
      const success = run(entry, id);
      (result.Successful ??= []).push(success);
    } catch (error) {
      (result.Failed ??= []).push(toFailure(id, error));
    }
  }
  return result;
}

/** An error that only entries of a batch can have. */
export class BatchEntryError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function toFailure(id: string, error: unknown): BatchResultErrorEntry {
  if (error instanceof BatchEntryError) {
    return { Id: id, Code: error.code, Message: error.message, SenderFault: true };
  }
  if (!(error instanceof SqsError)) throw error;
  const { queryCode, message, isSenderFault } = error;
  const code = queryCode.startsWith(codePrefix) ? queryCode.slice(codePrefix.length) : queryCode;
  return { Id: id, Code: code, Message: message, SenderFault: isSenderFault };
}

function checkId(id: string | undefined): void {
  if (id !== undefined && /^[\w-]{1,80}$/.test(id)) return;
  throw new SqsError(
    'InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
  );
}

function checkDistinct(entries: readonly Entry[]): void {
  for (let index = 1; index < entries.length; index++) {
    const id = entries[index]?.Id;
    for (let other = 0; other < index; other++) {
      if (entries[other]?.Id === id) {
        throw new SqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
      }
    }
  }
}
