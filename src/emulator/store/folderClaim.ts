import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { threadId } from 'node:worker_threads';
import { findStartTime, isRunning } from './processes';
import { StoreError } from './storeError';

/** Who uses a data folder, as written in its `owner.json`. */
interface Owner {
  readonly pid: number;
  /** undefined where the system does not tell. */
  readonly processStartTime: string | undefined;
  /** Of `node:worker_threads`; 0 is the main thread. */
  readonly threadId: number;
  /** ISO 8601, for the sentence to the user. */
  readonly since: string;
}

/** Folders that this thread has open. */
const ownFolders = new Set<string>();

/**
 * The right to use a data folder, for one emulator at a time. It ends with {@link release}, or with the process or
 * thread that has it.
 */
export class FolderClaim {
  readonly #folder: string;
  readonly #file: string;

  /**
   * Makes the folder when there is none.
   * @param endedThreads ids of worker threads of this process that have ended: a claim of theirs counts no more
   * @throws StoreError DATA_IN_USE naming the owner, DATA_FOLDER when it cannot be written
   */
  constructor(folder: string, endedThreads: readonly number[]) {
    this.#folder = path.resolve(folder);
    this.#file = path.join(this.#folder, 'owner.json');
    try {
      mkdirSync(this.#folder, { recursive: true });
      this.#take(endedThreads);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      throw new StoreError(
        'DATA_FOLDER',
        `The data folder ${this.#folder} cannot be used: ${(error as Error).message}`,
      );
    }
    ownFolders.add(this.#folder);
  }

  release(): void {
    ownFolders.delete(this.#folder);
    rmSync(this.#file, { force: true });
  }

  #take(endedThreads: readonly number[]): void {
    if (this.#write()) return;
    const owner = this.#read();
    if (owner && this.#isAlive(owner, endedThreads)) throw inUse(this.#folder, owner);
    this.#setAside(owner);
    if (!this.#write()) throw inUse(this.#folder, this.#read());
  }

  /** False when there is an owner already. */
  #write(): boolean {
    const owner: Owner = {
      pid: process.pid,
      processStartTime: findStartTime(process.pid),
      threadId,
      since: new Date().toISOString(),
    };
    try {
      writeFileSync(this.#file, `${JSON.stringify(owner)}\n`, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** undefined for a file that a killed process left half written. */
  #read(): Owner | undefined {
    try {
      const owner = JSON.parse(readFileSync(this.#file, 'utf8')) as Owner;
      return Number.isInteger(owner.pid) && owner.pid > 0 ? owner : undefined;
    } catch {
      return undefined;
    }
  }

  #isAlive(owner: Owner, endedThreads: readonly number[]): boolean {
    if (!isRunning(owner.pid)) return false;
    if (owner.processStartTime !== undefined && owner.processStartTime !== findStartTime(owner.pid))
      return false;
    if (owner.pid !== process.pid) return true;
    if (owner.threadId === threadId) return ownFolders.has(this.#folder);
    return !endedThreads.includes(owner.threadId);
  }

  /** Takes the dead owner's file away, unless somebody else has just done so and taken its place. */
  #setAside(dead: Owner | undefined): void {
    const aside = `${this.#file}.${process.pid}.${threadId}`;
    renameSync(this.#file, aside);
    const text = readFileSync(aside, 'utf8');
    if (dead && text.trim() !== JSON.stringify(dead)) {
      renameSync(aside, this.#file);
      throw inUse(this.#folder, this.#read());
    }
    rmSync(aside);
  }
}

function inUse(folder: string, owner: Owner | undefined): StoreError {
  const who = owner ? `process ${owner.pid} (since ${owner.since})` : 'another process';
  return new StoreError(
    'DATA_IN_USE',
    `The data folder ${folder} is in use by an emulator in ${who}. Stop that one, or choose another folder.`,
  );
}
