import type { AdminErrorCode } from './adminTypes';

const statuses: Readonly<Record<AdminErrorCode, number>> = {
  notFound: 404,
  methodNotAllowed: 405,
  invalid: 400,
  tokenRequired: 401,
  tooLarge: 413,
  internal: 500,
};

/** What an admin route answers instead of a result. The message says what is wrong and what is allowed. */
export class AdminError extends Error {
  constructor(
    readonly code: AdminErrorCode,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return statuses[this.code];
  }
}

export function invalid(message: string): AdminError {
  return new AdminError('invalid', message);
}
