import type { Health } from '../emulator/admin/adminTypes';

/** What an emulator does that SQS does not, as far as a window has to say so. */
export interface EmulatorPowers {
  readonly areFaultsOn: boolean;
  readonly isClockPaused: boolean;
  /** How far its clock is ahead of the machine's, in milliseconds of whole seconds; less than 0 when it is behind. */
  readonly aheadMs: number;
}

export function powersOf({ areFaultsOn, clock }: Health): EmulatorPowers {
  return { areFaultsOn, isClockPaused: clock.isPaused, aheadMs: Math.round(clock.aheadMs / 1_000) * 1_000 };
}

/** Whether they look the same: a paused clock falls behind all the time. */
export function areSamePowers(a: EmulatorPowers | undefined, b: EmulatorPowers | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.areFaultsOn !== b.areFaultsOn || a.isClockPaused !== b.isClockPaused) return false;
  return a.isClockPaused || a.aheadMs === b.aheadMs;
}
