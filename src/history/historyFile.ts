import { appendFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from '../shared/disposable';
import type { HistoryRecord, QueueHistory } from './queueHistory';
import { formatRecord, readRecords, replaceFile } from './recordFile';

/** Chunks that are complete, each written once. */
const CLOSED = 'history-closed.bin';
/** The rows after them, written anew every time. */
const OPEN = 'history-open.bin';
/** Of what a record looks like. */
const VERSION = 1;
/** The file of closed chunks is written anew when it has become this much larger than what is still wanted of it. */
const SLACK_BYTES = 8 * 1024 * 1024;

/**
 * Keeps the history over a reload of the window, in two files of a folder.
 *
 * What cannot be read is left out: samples are worth nothing that would keep the editor from starting.
 */
export class HistoryFile implements Disposable {
  readonly #folder: string;
  readonly #history: QueueHistory;
  readonly #onError: (error: unknown) => void;
  readonly #closing: Disposable;
  /** Writes happen one after the other. */
  #writing: Promise<void> = Promise.resolve();
  #isLoaded = false;
  #unsaved: HistoryRecord[] = [];
  #savedOpen = '';

  /** @param folder absolute; made when there is none */
  constructor(folder: string, history: QueueHistory, onError: (error: unknown) => void) {
    this.#folder = folder;
    this.#history = history;
    this.#onError = onError;
    this.#closing = history.onDidClose((record) => this.#unsaved.push(record));
  }

  /** Reads what was stored into the history; to be called once, before the first sample. */
  async load(now: number): Promise<void> {
    const closed = await this.#read(CLOSED);
    const open = await this.#read(OPEN);
    this.#history.restore([...closed, ...open], now);
    // What was open is open no more: the next rows begin chunks of their own.
    this.#unsaved.push(...open);
    this.#isLoaded = true;
  }

  async #read(name: string): Promise<readonly HistoryRecord[]> {
    return (await readRecords(path.join(this.#folder, name), VERSION)) as readonly HistoryRecord[];
  }

  /** Writes what is new. */
  save(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#save()).catch(this.#onError);
    return this.#writing;
  }

  dispose(): void {
    this.#closing.dispose();
  }

  async #save(): Promise<void> {
    if (!this.#isLoaded) return;
    const open = [...this.#history.records('open')];
    const state = open.map(({ chunk }) => chunk.lastAt).join();
    if (state === this.#savedOpen && this.#unsaved.length === 0) return;
    await mkdir(this.#folder, { recursive: true });
    await this.#saveClosed();
    await this.#replace(OPEN, open);
    this.#savedOpen = state;
  }

  async #saveClosed(): Promise<void> {
    const records = this.#unsaved;
    if (records.length === 0) return;
    this.#unsaved = [];
    const file = path.join(this.#folder, CLOSED);
    await appendFile(file, formatRecords(records));
    const { size } = await stat(file);
    if (size > this.#history.bytes + SLACK_BYTES)
      await this.#replace(CLOSED, [...this.#history.records('closed')]);
  }

  #replace(name: string, records: readonly HistoryRecord[]): Promise<void> {
    return replaceFile(path.join(this.#folder, name), formatRecords(records));
  }
}

function formatRecords(records: readonly HistoryRecord[]): Buffer {
  return Buffer.concat(records.map((record) => formatRecord(VERSION, record)));
}
