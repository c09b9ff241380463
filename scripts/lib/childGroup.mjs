// @ts-check
// Ends what a script started, however the script itself ends.
import process from 'node:process';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const children = new Set();

process.on('exit', () => {
  for (const child of children) killTree(child, 'SIGKILL');
});
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/**
 * Makes sure that the child, started with `detached: true` so that it leads a process group, and all that it
 * started end no later than this process.
 * @template {ChildProcess} T
 * @param {T} child
 * @returns {T}
 */
export function endWithMe(child) {
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/**
 * Ends the child and all that it started, and waits for it: politely first, by force after five seconds.
 * @param {ChildProcess} child
 */
export async function endTree(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  killTree(child, 'SIGTERM');
  const timer = setTimeout(() => killTree(child, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function killTree(child, signal) {
  if (child.pid === undefined) return;
  try {
    // A negative id means the whole group; Windows knows none.
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It is gone already.
  }
}
