/** Why the stored queues cannot be used, as a sentence for the user. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    /** `DATA_IN_USE`: another emulator has the folder; `DATA_NEWER`, `DATA_ACCOUNT`, `DATA_FOLDER`: see the message. */
    readonly code: 'DATA_IN_USE' | 'DATA_NEWER' | 'DATA_ACCOUNT' | 'DATA_FOLDER',
    message: string,
  ) {
    super(message);
  }
}
