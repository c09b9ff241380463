import type { Account } from '../core/account';
import type { CoreListener } from '../core/coreListener';
import type { MessageMemory } from '../core/messageMemory';
import type { Synchronous } from './database';

export type CommitFailure = 'noRoom' | 'notStored';

/** How an emulator keeps its queues on disk. */
export interface StoreOptions {
  /** The folder, made when there is none. One emulator at a time may use it. */
  readonly folder: string;
  /** `normal` (the default) survives a killed process, `full` a power cut as well. */
  readonly synchronous?: Synchronous | undefined;
  /** Ids of worker threads of this process that have ended without closing their store. */
  readonly endedThreads?: readonly number[] | undefined;
  /** Most pages of 4 KiB of the file; no limit by default. */
  readonly maxPages?: number | undefined;
  /** Bytes of the file below which what is gone is left in it; 4 MiB by default. */
  readonly smallLogBytes?: number | undefined;
  /** Told what the user has to know, as a sentence: a damaged file was set aside, the disk is full. */
  readonly onNotice: (sentence: string) => void;
  /** Told of what must not happen: a bug, or a disk that fails. */
  readonly onError: (error: unknown) => void;
}

/**
 * The durable copy of an account.
 *
 * It is a bundle of its own, so that no class of the core crosses this interface: `instanceof` would not know it.
 */
export interface Store {
  /** Hears of everything that the account does. */
  readonly listener: CoreListener;
  /**
   * Fills the new account with what is stored. To be called once, before anything else.
   * @returns the latest time that the stored queues have seen: the clock must not be behind it
   */
  load(account: Account, memory: MessageMemory | undefined): number;
  /** Whether something was changed that is not on disk yet. */
  readonly isPending: boolean;
  /** Messages wait for room on the disk: no others may be taken in. */
  readonly isFull: boolean;
  /**
   * Calls back after the commit at the end of this turn of the event loop.
   *
   * The failures: `noRoom` for an action that sends when the disk takes no new messages, while all else was written;
   * `notStored` for an action that changes something when nothing was written.
   */
  afterCommit(action: string, callback: (failure: CommitFailure | undefined) => void): void;
  /** Writes the rest, and lets go of the folder. */
  close(): void;
}
