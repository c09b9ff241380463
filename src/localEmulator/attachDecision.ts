import type { Health } from '../emulator/admin/adminTypes';
import { type Found, findEmulator } from '../emulatorClient/findEmulator';

/** What answers on the wanted port and is no emulator to attach to. */
export type Obstacle =
  | { readonly kind: 'otherProgram' }
  /** A Queuescope emulator with another version of the admin API. */
  | { readonly kind: 'otherVersion'; readonly version: string };

export type AttachDecision =
  | { readonly kind: 'attach'; readonly endpoint: string; readonly health: Health }
  | { readonly kind: 'start'; readonly obstacle: Obstacle | undefined };

/**
 * Whether there is an emulator on this machine to attach to, so that none is started.
 * @param wanted endpoint that the settings ask for
 * @param noted endpoint of the emulator that a window started last, which may have had to take another port
 */
export async function decideAttach(
  wanted: string,
  noted: string | undefined,
  find: (endpoint: string) => Promise<Found> = findEmulator,
): Promise<AttachDecision> {
  const onWanted = await find(wanted);
  if (onWanted.kind === 'emulator') return { kind: 'attach', endpoint: wanted, health: onWanted.health };
  if (noted !== undefined && noted !== wanted) {
    const onNoted = await find(noted);
    if (onNoted.kind === 'emulator') return { kind: 'attach', endpoint: noted, health: onNoted.health };
  }
  return { kind: 'start', obstacle: toObstacle(onWanted) };
}

function toObstacle(found: Exclude<Found, { kind: 'emulator' }>): Obstacle | undefined {
  if (found.kind === 'nothing') return undefined;
  if (found.kind === 'other') return { kind: 'otherProgram' };
  return { kind: 'otherVersion', version: found.health.version };
}
