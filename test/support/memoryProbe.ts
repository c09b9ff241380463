import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmulatorProcess } from './durableEmulator';

/** Bytes after garbage collection, and open connections of clients. */
export interface MemorySample {
  readonly heapUsed: number;
  /** Outside of the heap: buffers, and the memory of WebAssembly. */
  readonly external: number;
  readonly rss: number;
  readonly sockets: number;
}

/** For the environment of a process that `sampleMemory` is to ask. */
export const probed = { NODE_OPTIONS: `--require ${path.resolve('test/support/memoryProbe.cjs')}` };

/**
 * Has a process that was started with `probed` collect its garbage.
 * @throws Error when it does not answer within ten seconds
 */
export async function sampleMemory(emulator: EmulatorProcess): Promise<MemorySample> {
  const before = findSamples(emulator).length;
  process.kill(emulator.pid, 'SIGUSR2');
  for (let tries = 0; tries < 200; tries++) {
    const line = findSamples(emulator)[before];
    if (line !== undefined) return JSON.parse(line) as MemorySample;
    await pause(50);
  }
  throw new Error(`The emulator did not tell its memory: ${emulator.errors()}`);
}

function findSamples(emulator: EmulatorProcess): string[] {
  return [...emulator.errors().matchAll(/^memory (.*)\n/gm)].map(([, json]) => json as string);
}
