import { existsSync } from 'node:fs';
import path from 'node:path';
import { debuglog } from 'node:util';
import type { Database } from 'node-sqlite3-wasm';
import type { Account } from '../core/account';
import type { Clock } from '../core/clock';
import type { CoreListener } from '../core/coreListener';
import type { Message } from '../core/message';
import type { MessageMemory } from '../core/messageMemory';
import { Changes } from './changes';
import type { CommitFailure, Store, StoreOptions } from './durability';
import type { FolderClaim } from './folderClaim';
import { type OpenFile, openFile } from './openFile';
import { findLatestTime, type StoredAccount, type StoredMessageRecord } from './reader';
import { Reserve } from './reserve';
import { type WriteOptions, Writer } from './writer';

/** `NODE_DEBUG=queuescope-store` prints how many answers waited for each commit. */
const debug = debuglog('queuescope-store');
const fileName = 'queues.db';
const reserveName = 'reserve';
/** How soon messages that found no room, or changes that could not be written, are tried again. */
const retryMs = 500;
/** How soon after the start a file is made where there is none, when nothing is to be written before. */
const openAfterMs = 250;
/** How soon after the file was opened room is kept on the disk: the first answer need not wait for it. */
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
 * A damaged file is renamed, and the store starts empty. Where there is no file, none is made before the first change
 * or a quarter of a second without one: making it takes longer than all else of a start.
 * @param claim on the folder; the store lets go of it when it is closed
 * @throws StoreError when the file was written by a newer version or for another account
 */
export function openStore(
  options: StoreOptions,
  accountId: string,
  clock: Clock,
  claim: Pick<FolderClaim, 'release'>,
): Store {
  const file = path.join(path.resolve(options.folder), fileName);
  const open = () => openFile(file, accountId, options);
  return new SqliteStore(existsSync(file) ? open() : undefined, open, claim, clock, options);
}

/** A file as the store uses it. */
interface WrittenFile {
  readonly database: Database;
  readonly writer: Writer;
  readonly reserve: Reserve;
}

/**
 * Commits what the core reports, all changes of one turn of the event loop in one transaction, and lets the answers of
 * that turn go afterwards.
 *
 * When there is no room for new messages, everything else is still written: those messages stay in memory, their
 * senders get an error, and new ones are refused until they have found room.
 */
class SqliteStore implements Store {
  readonly #open: () => OpenFile;
  readonly #claim: Pick<FolderClaim, 'release'>;
  readonly #clock: Clock;
  readonly #options: StoreOptions;
  readonly #changes: Changes;
  #file: WrittenFile | undefined;
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
  #openTimer: NodeJS.Timeout | undefined;
  #reserveTimer: NodeJS.Timeout | undefined;
  #isRetryDue = false;

  /** @param opened undefined where there is no file yet, which `open` makes */
  constructor(
    opened: OpenFile | undefined,
    open: () => OpenFile,
    claim: Pick<FolderClaim, 'release'>,
    clock: Clock,
    options: StoreOptions,
  ) {
    this.#open = open;
    this.#claim = claim;
    this.#clock = clock;
    this.#options = options;
    this.#changes = new Changes(clock, () => this.#schedule());
    this.#content = opened?.content;
    if (opened) {
      this.#changes.lastQueueId = opened.content.lastQueueId;
      this.#file = this.#use(opened);
      return;
    }
    this.#openTimer = setTimeout(() => this.#schedule(), openAfterMs);
    this.#openTimer.unref();
  }

  #use({ database, content }: OpenFile): WrittenFile {
    const { folder, maxPages, smallLogBytes } = this.#options;
    const reserve = new Reserve(database, path.join(path.resolve(folder), reserveName), maxPages);
    const writer = new Writer(database, this.#clock, content.extent, smallLogBytes);
    this.#reserveTimer = setTimeout(() => reserve.take(), reserveAfterMs);
    this.#reserveTimer.unref();
    return { database, reserve, writer };
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
    if (this.#file || this.isPending) this.#commit();
    this.#isClosed = true;
    clearTimeout(this.#openTimer);
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#cleaningTimer);
    clearTimeout(this.#reserveTimer);
    this.#file?.writer.close();
    this.#file?.database.close();
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
      if (this.#isFull) this.#file?.reserve.take();
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
      this.#file?.reserve.release();
    } catch (error) {
      if (!this.#isFull) this.#options.onError(error);
    }
    return this.#tryWrite({ withSent: false, isTight: true });
  }

  #tryWrite(options: WriteOptions): boolean {
    try {
      this.#file ??= this.#use(this.#open());
      this.#file.writer.write(this.#changes, options);
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
    else if (this.#file?.writer.isCleaning) this.#cleanLater();
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
