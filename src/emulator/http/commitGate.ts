import { SqsError } from '../core/sqsError';

/** `noRoom`: the disk takes no new messages, all else was written. `notStored`: nothing could be written. */
export type CommitFailure = 'noRoom' | 'notStored';

/** Holds answers back until what they promise is on disk. */
export interface CommitGate {
  /** Whether something was changed that is not on disk yet. */
  readonly isPending: boolean;
  /** Calls back at the end of this turn of the event loop, with what went wrong for this action, if anything did. */
  afterCommit(action: string, callback: (failure: CommitFailure | undefined) => void): void;
}

export function toCommitError(failure: CommitFailure): SqsError {
  if (failure === 'notStored') {
    return new SqsError(
      'ServiceUnavailable',
      'The emulator could not write the change to its disk. Try again.',
    );
  }
  return new SqsError(
    'OverLimit',
    'The emulator has no room on its disk for new messages. Free disk space, or delete or purge messages.',
  );
}
