import type { Move } from './move';

export interface RunOptions {
  /** Moves in a second at most; as fast as it goes when left out. */
  readonly perSecond?: number | undefined;
  /** Moves at the same time: 1 keeps their order. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  /** Called after each one. */
  readonly onDone: (move: Move, done: number) => void;
  readonly now: () => number;
  /** Waits; ends at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs moves, at a rate if one is given. Each move that was begun is brought to its end; a cancelled run begins no more.
 * @returns the moves that were begun
 */
export async function runMoves(moves: readonly Move[], options: RunOptions): Promise<readonly Move[]> {
  const startedAt = options.now();
  const begun: Move[] = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    for (let at = next++; at < moves.length; at = next++) {
      await keepPace(options, startedAt, at);
      const move = moves[at];
      if (!move || options.signal.aborted) return;
      begun.push(move);
      await move.run();
      done += 1;
      options.onDone(move, done);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  return begun;
}

async function keepPace(options: RunOptions, startedAt: number, before: number): Promise<void> {
  if (options.perSecond === undefined) return;
  const wait = startedAt + (before / options.perSecond) * 1_000 - options.now();
  if (wait > 0) await options.sleep(wait, options.signal);
}
