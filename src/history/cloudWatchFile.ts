import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CLOUD_WATCH_COLUMNS } from '../shared/cloudWatch';
import type { Disposable } from '../shared/disposable';
import type { CloudWatchHistory, CloudWatchRecord } from './cloudWatchHistory';
import { formatRecord, readRecords, replaceFile } from './recordFile';

const NAME = 'cloudwatch.bin';
/** Of what a record looks like, with the columns of its rows. */
const VERSION = 1;
/** A queue has 280 KB when 24 hours and 7 days of it were read. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Keeps what CloudWatch said over a reload of the window, in a file of a folder: each answer has cost money, so it is
 * written as soon as it is there.
 *
 * What cannot be read is left out; when there is too much, what was read longest ago is.
 */
export class CloudWatchFile implements Disposable {
  readonly #folder: string;
  readonly #history: CloudWatchHistory;
  readonly #onError: (error: unknown) => void;
  readonly #maxBytes: number;
  readonly #changes: Disposable;
  /** Writes happen one after the other. */
  #writing: Promise<void> = Promise.resolve();
  #isLoaded = false;
  #isChanged = false;

  /** @param folder absolute; made when there is none @param maxBytes of the file */
  constructor(
    folder: string,
    history: CloudWatchHistory,
    onError: (error: unknown) => void,
    maxBytes = MAX_BYTES,
  ) {
    this.#folder = folder;
    this.#history = history;
    this.#onError = onError;
    this.#maxBytes = maxBytes;
    this.#changes = history.onDidChange(() => {
      this.#isChanged = true;
      void this.save();
    });
  }

  /** Reads what was stored into the history; to be called once. @param now epoch milliseconds */
  async load(now: number): Promise<void> {
    const records = await readRecords(path.join(this.#folder, NAME), VERSION);
    const wasChanged = this.#isChanged;
    this.#history.restore(records.filter(isRecord), now);
    // What is put back is on disk already.
    this.#isChanged = wasChanged;
    this.#isLoaded = true;
    await this.save();
  }

  /** Resolves when all that was read is on disk. */
  save(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#save()).catch(this.#onError);
    return this.#writing;
  }

  dispose(): void {
    this.#changes.dispose();
  }

  async #save(): Promise<void> {
    if (!this.#isLoaded || !this.#isChanged) return;
    this.#isChanged = false;
    try {
      await mkdir(this.#folder, { recursive: true });
      await replaceFile(path.join(this.#folder, NAME), this.#format());
    } catch (error) {
      this.#isChanged = true;
      throw error;
    }
  }

  #format(): Buffer {
    const kept: Buffer[] = [];
    let size = 0;
    for (const record of [...this.#history.records].reverse()) {
      const bytes = formatRecord(VERSION, record);
      size += bytes.length;
      if (size > this.#maxBytes) break;
      kept.unshift(bytes);
    }
    return Buffer.concat(kept);
  }
}

/** A file that was changed by hand must not break a page. */
function isRecord(record: unknown): record is CloudWatchRecord {
  const { queue, rows } = record as Partial<CloudWatchRecord>;
  const isQueue = [queue?.connectionId, queue?.region, queue?.queueUrl, queue?.queueName].every(
    (part) => typeof part === 'string',
  );
  return (
    isQueue &&
    rows?.at instanceof Float64Array &&
    Array.isArray(rows.values) &&
    rows.values.length === CLOUD_WATCH_COLUMNS.length &&
    rows.values.every((column) => column instanceof Float64Array && column.length === rows.at.length)
  );
}
