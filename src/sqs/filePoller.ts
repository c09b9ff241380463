import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from '../shared/disposable';
import type { Timers } from './timers';

/**
 * Calls when one of the files, or a file directly in one of the folders, came, went or was written.
 *
 * By asking for their times: a watcher of the system misses what is not there yet, links, and network drives.
 */
export function pollFiles(
  paths: readonly string[],
  everyMs: number,
  timers: Timers,
  onDidChange: () => void,
): Disposable {
  let isDisposed = false;
  let timer: Disposable | undefined;
  let before: string | undefined;
  const look = async () => {
    const now = (await Promise.all(paths.map(trace))).join('\n');
    if (isDisposed) return;
    if (before !== undefined && now !== before) onDidChange();
    before = now;
    timer = timers.after(everyMs, () => void look());
  };
  void look();
  return {
    dispose: () => {
      isDisposed = true;
      timer?.dispose();
    },
  };
}

/** Another text after every change; empty for what is not there or may not be read. */
async function trace(file: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(file);
    const names = await readdir(file).catch(() => []);
    const inside = await Promise.all(names.map((name) => timeOf(path.join(file, name))));
    return [mtimeMs, size, ...inside].join(' ');
  } catch {
    return '';
  }
}

async function timeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
