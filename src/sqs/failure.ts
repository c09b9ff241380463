/** Why a call to SQS failed, in the six ways that the editor tells apart. */
export type FailureKind = 'notFound' | 'denied' | 'throttled' | 'invalid' | 'unreachable' | 'expired';

/** A failed call to SQS. `message` is what the service or the network said, to be shown behind a colon. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The name of the SDK's exception, such as `QueueDoesNotExist`. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
