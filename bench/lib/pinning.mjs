// @ts-check
// Keeps server and load off each other's core, where the system can.
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const canPin = availableParallelism() > 1 && hasTaskset();

function hasTaskset() {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a command is started through. */
export const serverPin = canPin ? ['taskset', '-c', '0'] : [];
export const loadPin = canPin ? ['taskset', '-c', '1'] : [];
