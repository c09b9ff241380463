import type { Health } from '../emulator/admin/adminTypes';
import { adminApiVersion } from '../shared/emulatorAdmin';
import { EmulatorClient } from './emulatorClient';

/** What answers on a port of this machine. */
export type Found =
  | { readonly kind: 'nothing' }
  /** Another program, or an emulator that refuses us. */
  | { readonly kind: 'other' }
  /** A Queuescope emulator that does not understand this client, or the other way round. */
  | { readonly kind: 'incompatible'; readonly health: Health }
  | { readonly kind: 'emulator'; readonly health: Health; readonly client: EmulatorClient };

const timeoutMs = 1_500;

/** Looks whether an emulator to attach to answers on an endpoint such as `http://127.0.0.1:9324`. */
export async function findEmulator(endpoint: string): Promise<Found> {
  try {
    const health = await new EmulatorClient(endpoint, { timeoutMs }).health();
    if (health.adminApiVersion !== adminApiVersion) return { kind: 'incompatible', health };
    return { kind: 'emulator', health, client: new EmulatorClient(endpoint) };
  } catch (error) {
    return { kind: isRefusedConnection(error) ? 'nothing' : 'other' };
  }
}

/** The error of `fetch` is two causes away from that of the socket; several addresses make it one of many. */
function isRefusedConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ECONNREFUSED') return true;
  }
  return false;
}
