import path from 'node:path';
import { debuglog } from 'node:util';
import type { Database } from 'node-sqlite3-wasm';
import type { Account } from '../core/account';
import type { Clock } from '../core/clock';
import type { CoreListener } from '../core/coreListener';
import type { Message } from '../core/message';
import type { MessageMemory } from '../core/messageMemory';
import { Changes } from './changes';
import { isDamage, openDatabase, setAside } from './database';
import type { CommitFailure, Store, StoreOptions } from './durability';
import { FolderClaim } from './folderClaim';
import { findLatestTime, readAccount, type StoredAccount, type StoredMessageRecord } from './reader';
import { Reserve } from './reserve';
import { StoreError } from './storeError';
import { type WriteOptions, Writer } from './writer';

/** `NODE_DEBUG=queuescope-store` prints how many answers waited for each commit. */
const debug = debuglog('queuescope-store');
const fileName = 'queues.db';
const reserveName = 'reserve';
/** How soon messages that found no room, or changes that could not be written, are tried again. */
const retryMs = 500;
/** How soon after the start room is kept on the disk: the first answer need not wait for it. */
const reserveAfterMs = 1_000;
/** How soon the next step of a cleaning round comes when nothing else is to be written. */
const cleaningPauseMs = 10;

interface HeldAnswer {
  readonly action: string;
  readonly callback: (failure: CommitFailure | undefined) => void;
}

/**
 * Opens the store of a folder.
 *
 * A damaged file is renamed, and the store starts empty.
 * @throws StoreError when the folder is in use, not writable, or written by a newer version or for another account
 */
export function openStore(options: StoreOptions, accountId: string, clock: Clock): Store {
  const claim = new FolderClaim(options.folder, options.endedThreads ?? []);
  try {
    const file = path.join(path.resolve(options.folder), fileName);
    const { database, content } = openFile(file, options);
    checkAccount(database, file, accountId);
    return new SqliteStore(database, content, claim, clock, options);
  } catch (error) {
    claim.release();
    throw error;
  }
}

interface OpenFile {
  readonly database: Database;
  readonly content: StoredAccount;
}

function openFile(file: string, options: StoreOptions): OpenFile {
  try {
    return readFile(file, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const name = setAside(file);
    options.onNotice(
      `The stored queues could not be read (${(error as Error).message}). The emulator starts empty; the damaged file was kept as ${name}.`,
    );
    return readFile(file, options);
  }
}

function readFile(file: string, { synchronous = 'normal' }: StoreOptions): OpenFile {
  const database = openDatabase(file, synchronous);
  try {
    return { database, content: readAccount(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** ARNs hold the account id: queues of another account would point nowhere. */
function checkAccount(database: Database, file: string, accountId: string): void {
  const stored = database.get("SELECT value FROM property WHERE name = 'accountId'")?.['value'] as
    | string
    | undefined;
  if (stored === accountId) return;
  if (stored === undefined) {
    database.run("INSERT INTO property VALUES ('accountId', ?)", [accountId]);
    return;
  }
  database.close();
  throw new StoreError(
    'DATA_ACCOUNT',
    `The stored queues in ${file} belong to account ${stored}, not ${accountId}. Use that account id, or choose another folder.`,
  );
}

/**
 * Commits what the core reports, all changes of one turn of the event loop in one transaction, and lets the answers of
 * that turn go afterwards.
 *
 * When there is no room for new messages, everything else is still written: those messages stay in memory, their
 * senders get an error, and new ones are refused until they have found room.
 */
class SqliteStore implements Store {
  readonly #database: Database;
  readonly #claim: FolderClaim;
  readonly #options: StoreOptions;
  readonly #changes: Changes;
  readonly #writer: Writer;
  readonly #reserve: Reserve;
  #content: StoredAccount | undefined;
  #held: HeldAnswer[] = [];
  #isScheduled = false;
  #isClosed = false;
  /** Sent messages wait for room. */
  #isFull = false;
  /** The last commit wrote nothing at all. */
  #hasFailed = false;
  #retryTimer: NodeJS.Timeout | undefined;
  #cleaningTimer: NodeJS.Timeout | undefined;
  readonly #reserveTimer: NodeJS.Timeout;
  #isRetryDue = false;

  constructor(
    database: Database,
    content: StoredAccount,
    claim: FolderClaim,
    clock: Clock,
    options: StoreOptions,
  ) {
    this.#database = database;
    this.#content = content;
    this.#claim = claim;
    this.#options = options;
    this.#changes = new Changes(clock, () => this.#schedule());
    this.#changes.lastQueueId = content.lastQueueId;
    this.#reserve = new Reserve(
      database,
      path.join(path.resolve(options.folder), reserveName),
      options.maxPages,
    );
    this.#reserveTimer = setTimeout(() => this.#reserve.take(), reserveAfterMs);
    this.#reserveTimer.unref();
    this.#writer = new Writer(database, clock, content.extent, options.smallLogBytes);
  }

  get listener(): CoreListener {
    return this.#changes;
  }

  get isPending(): boolean {
    return this.#isScheduled || this.#hasFailed;
  }

  load(account: Account, memory: MessageMemory | undefined): number {
    const content = this.#content;
    if (!content) return 0;
    // Its texts live on in the account.
    this.#content = undefined;
    for (const record of content.queues) {
      const numbers: [Message, number][] = [];
      const queue = account.restoreQueue(record, (message, restored) => {
        numbers.push([message, (restored as StoredMessageRecord).number]);
      });
      const stored = this.#changes.addStored(queue, record.id);
      stored.reservedOrder = record.lastOrder;
      stored.emptiedAt = record.emptiedAt;
      for (const [message, number] of numbers.sort(([, a], [, b]) => a - b)) {
        stored.numbers.set(message, number);
        memory?.add(queue, message);
      }
    }
    for (const deleted of content.deletedQueues) {
      const region = account.getRegion(deleted.region);
      if (!region.findQueue(deleted.name)) region.restoreDeletedQueue(deleted);
    }
    for (const task of content.moveTasks) account.restoreMoveTask(task);
    return findLatestTime(content);
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  afterCommit(action: string, callback: (failure: CommitFailure | undefined) => void): void {
    this.#held.push({ action, callback });
    this.#schedule();
  }

  close(): void {
    this.#isRetryDue = true;
    this.#commit();
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#cleaningTimer);
    clearTimeout(this.#reserveTimer);
    this.#writer.close();
    this.#database.close();
    this.#claim.release();
  }

  #schedule(): void {
    // A move task of a stopped emulator may have a timer left.
    if (this.#isScheduled || this.#isClosed) return;
    this.#isScheduled = true;
    setImmediate(() => {
      if (this.#isScheduled) this.#commit();
    });
  }

  #commit(): void {
    this.#isScheduled = false;
    clearTimeout(this.#cleaningTimer);
    const withSent = !this.#isFull || this.#isRetryDue;
    if (withSent && this.#tryWrite({ withSent: true, isTight: this.#isFull })) {
      this.#changes.clearWritten();
      this.#changes.clearSent();
      if (this.#isFull) this.#reserve.take();
      this.#settle({ isFull: false, hasFailed: false });
      return;
    }
    if (this.#tryWrite({ withSent: false, isTight: false }) || this.#tryWithReserve()) {
      this.#changes.clearWritten();
      this.#settle({
        isFull: this.#changes.sent.size > 0 || this.#changes.firstSends.length > 0,
        hasFailed: false,
      });
      return;
    }
    this.#settle({ isFull: true, hasFailed: true });
  }

  #tryWithReserve(): boolean {
    try {
      this.#reserve.release();
    } catch (error) {
      if (!this.#isFull) this.#options.onError(error);
    }
    return this.#tryWrite({ withSent: false, isTight: true });
  }

  #tryWrite(options: WriteOptions): boolean {
    try {
      this.#writer.write(this.#changes, options);
      return true;
    } catch (error) {
      if (!this.#isFull) this.#options.onError(error);
      return false;
    }
  }

  #settle({ isFull, hasFailed }: { isFull: boolean; hasFailed: boolean }): void {
    if (isFull !== this.#isFull) {
      this.#options.onNotice(
        isFull
          ? 'The disk takes no more messages: new ones are refused until there is room.'
          : 'There is room on the disk again: new messages are taken.',
      );
    }
    this.#isFull = isFull;
    this.#hasFailed = hasFailed;
    this.#isRetryDue = false;
    if (isFull) this.#retryLater();
    else if (this.#writer.isCleaning) this.#cleanLater();
    const held = this.#held;
    this.#held = [];
    if (debug.enabled) debug('commit for %d answers', held.length);
    for (const { action, callback } of held) callback(this.#findFailure(action));
  }

  #findFailure(action: string): CommitFailure | undefined {
    if (this.#hasFailed) return isRead(action) ? undefined : 'notStored';
    return this.#isFull && isSend(action) ? 'noRoom' : undefined;
  }

  #cleanLater(): void {
    this.#cleaningTimer = setTimeout(() => this.#schedule(), cleaningPauseMs);
    this.#cleaningTimer.unref();
  }

  #retryLater(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#isRetryDue = true;
      this.#schedule();
    }, retryMs);
    this.#retryTimer.unref();
  }
}

function isSend(action: string): boolean {
  return action === 'SendMessage' || action === 'SendMessageBatch';
}

function isRead(action: string): boolean {
  return action.startsWith('Get') || action.startsWith('List');
}
