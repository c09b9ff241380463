import type { AdminErrorCode } from '../emulator/admin/adminTypes';

/** The emulator refused a request; the message says why. */
export class EmulatorRequestError extends Error {
  override readonly name = 'EmulatorRequestError';

  constructor(
    readonly code: AdminErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** No emulator of Queuescope answers: nothing does, not in time, or another program does. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
