import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** What the window that has started an emulator tells the other windows of the same user. */
export interface OwnerNote {
  readonly endpoint: string;
  /** Of its admin API, where it wants one. */
  readonly adminToken?: string | undefined;
}

/** Kept as a file that only the user can read. It stays when the emulator ends: nothing answers there then. */
export class OwnerNoteFile {
  readonly #file: string;

  /** @param folder absolute; made when there is none */
  constructor(folder: string) {
    this.#file = path.join(folder, 'emulator.json');
  }

  async write(note: OwnerNote): Promise<void> {
    const draft = `${this.#file}.${process.pid}`;
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
    await rename(draft, this.#file);
  }

  /** undefined when there is none, or none that can be read. */
  async read(): Promise<OwnerNote | undefined> {
    try {
      const note = JSON.parse(await readFile(this.#file, 'utf8')) as Partial<OwnerNote>;
      return typeof note.endpoint === 'string' ? { ...note, endpoint: note.endpoint } : undefined;
    } catch {
      return undefined;
    }
  }
}
