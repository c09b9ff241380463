import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { QueueRef } from '../shared/queue';

/** A move as the journal knows it. No body is written down. */
export interface JournalMove {
  readonly id: string;
  readonly source: QueueRef;
  readonly target: QueueRef;
  /** Of the message in the source queue. */
  readonly messageId: string;
  /** FIFO targets only: a retry within five minutes of `at` with the same ID adds no second message. */
  readonly deduplicationId?: string | undefined;
  /** When it was begun, epoch milliseconds. */
  readonly at: number;
}

/**
 * What is known of a move that was begun and not finished.
 *
 * - `sending`: it was to be sent, and no answer came: the message may be in both queues
 * - `sent`: it was sent and may not be deleted: the message is in both queues
 * - `twice`: it was moved, but a call was repeated: the message may be in the target queue twice
 */
export type MoveState = 'sending' | 'sent' | 'twice';

export interface UnfinishedMove extends JournalMove {
  readonly state: MoveState;
  /** Of the message in the target queue, where it is known. */
  readonly newMessageId?: string | undefined;
  /** The process that began it is still there, and may be at it. */
  readonly isRunning: boolean;
}

type Line =
  | ({ readonly type: 'sending' } & JournalMove)
  | { readonly type: 'sent' | 'twice'; readonly id: string; readonly newMessageId: string }
  | { readonly type: 'end'; readonly id: string };

/**
 * Where moves are written down, so that after a crash it is known which messages may be in two queues.
 *
 * Every window writes a file of its own, named after its process; reading looks at the files of all. A line is on
 * the disk before the call that it is about is made.
 */
export class MoveJournal {
  readonly #folder: string;
  readonly #file: string;
  #handle: Promise<FileHandle> | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param folder made when it is missing, at the first line */
  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, `${process.pid}-${randomUUID()}.jsonl`);
  }

  /** Before the message is sent. */
  begin(move: JournalMove): Promise<void> {
    return this.#write({ type: 'sending', ...move }, true);
  }

  /** Sent, and not deleted yet. */
  didSend(id: string, newMessageId: string): Promise<void> {
    return this.#write({ type: 'sent', id, newMessageId }, true);
  }

  /** Deleted, but the target may have the message twice. */
  mayBeTwice(id: string, newMessageId: string): Promise<void> {
    return this.#write({ type: 'twice', id, newMessageId }, true);
  }

  /** Finished, or certainly never sent, or settled by the user. A lost line lists one too many, so no sync is waited for. */
  end(id: string): Promise<void> {
    return this.#write({ type: 'end', id }, false);
  }

  /** Moves of all windows that were begun and not ended, oldest first. Removes files that have none. */
  async readUnfinished(): Promise<readonly UnfinishedMove[]> {
    await this.#writing;
    const files = await this.#readFiles();
    const ended = new Set(
      files.flatMap(({ lines }) => lines.filter(({ type }) => type === 'end').map(({ id }) => id)),
    );
    const unfinished = files.map((file) => ({ file, moves: unfinishedOf(file, ended) }));
    const done = unfinished.filter(({ moves }) => moves.length === 0).map(({ file }) => file);
    await Promise.all(
      done.filter((file) => isDisposable(file, files)).map(({ file }) => rm(file, { force: true })),
    );
    return unfinished.flatMap(({ moves }) => moves).sort((a, b) => a.at - b.at);
  }

  async dispose(): Promise<void> {
    await this.#writing;
    await (await this.#handle)?.close();
    this.#handle = undefined;
  }

  #write(line: Line, isSynced: boolean): Promise<void> {
    const written = this.#writing.then(async () => {
      const handle = await this.#open();
      await handle.appendFile(`${JSON.stringify(line)}\n`);
      if (isSynced) await handle.datasync();
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  #open(): Promise<FileHandle> {
    if (!this.#handle) {
      mkdirSync(this.#folder, { recursive: true });
      this.#handle = open(this.#file, 'a');
    }
    return this.#handle;
  }

  async #readFiles(): Promise<readonly JournalFile[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const files = names
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => path.join(this.#folder, name));
    return Promise.all(files.map(readJournalFile));
  }
}

interface JournalFile {
  readonly file: string;
  readonly isRunning: boolean;
  readonly lines: readonly Line[];
}

/** A file that nobody writes to, and that ends no move of another file. */
function isDisposable({ file, isRunning, lines }: JournalFile, files: readonly JournalFile[]): boolean {
  const ended = new Set(lines.filter(({ type }) => type === 'end').map(({ id }) => id));
  const begunElsewhere = files
    .filter((other) => other.file !== file)
    .some((other) => other.lines.some(({ type, id }) => type === 'sending' && ended.has(id)));
  return !isRunning && !begunElsewhere;
}

async function readJournalFile(file: string): Promise<JournalFile> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(path.basename(file).split('-')[0]);
  return { file, isRunning: isAlive(pid), lines: text.split('\n').flatMap(parseLine) };
}

/** The last line of a process that was killed may be cut off: what it was about had not begun. */
function parseLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}

function unfinishedOf({ lines, isRunning }: JournalFile, ended: ReadonlySet<string>): UnfinishedMove[] {
  const moves = new Map<string, UnfinishedMove>();
  for (const line of lines) {
    if (line.type === 'end' || ended.has(line.id)) continue;
    if (line.type === 'sending') {
      const { type: state, ...move } = line;
      moves.set(line.id, { ...move, state, isRunning });
      continue;
    }
    const move = moves.get(line.id);
    if (move) moves.set(line.id, { ...move, state: line.type, newMessageId: line.newMessageId });
  }
  return [...moves.values()];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
