import type { NewMessage } from './message';

/** May refuse new messages when there is no room for them. Messages that are moved between queues are not asked about. */
export interface MessageAdmission {
  /** @throws SqsError OverLimit */
  check(message: NewMessage): void;
}
