/**
 * Every error an SQS action can answer, as `[query code, HTTP status, namespace]`.
 *
 * `sqs` errors are shapes of the service model (`com.amazonaws.sqs#…`), `coral` ones come from the service
 * framework (`com.amazon.coral.service#…`). Codes and statuses: SQS service model and recorded answers.
 */
export const sqsErrors = {
  BatchEntryIdsNotDistinct: ['AWS.SimpleQueueService.BatchEntryIdsNotDistinct', 400, 'sqs'],
  BatchRequestTooLong: ['AWS.SimpleQueueService.BatchRequestTooLong', 400, 'sqs'],
  EmptyBatchRequest: ['AWS.SimpleQueueService.EmptyBatchRequest', 400, 'sqs'],
  InvalidAddress: ['InvalidAddress', 404, 'sqs'],
  InvalidAttributeName: ['InvalidAttributeName', 400, 'sqs'],
  InvalidAttributeValue: ['InvalidAttributeValue', 400, 'sqs'],
  InvalidBatchEntryId: ['AWS.SimpleQueueService.InvalidBatchEntryId', 400, 'sqs'],
  InvalidMessageContents: ['InvalidMessageContents', 400, 'sqs'],
  InvalidSecurity: ['InvalidSecurity', 403, 'sqs'],
  MessageNotInflight: ['AWS.SimpleQueueService.MessageNotInflight', 400, 'sqs'],
  OverLimit: ['OverLimit', 403, 'sqs'],
  PurgeQueueInProgress: ['AWS.SimpleQueueService.PurgeQueueInProgress', 403, 'sqs'],
  QueueDeletedRecently: ['AWS.SimpleQueueService.QueueDeletedRecently', 400, 'sqs'],
  QueueDoesNotExist: ['AWS.SimpleQueueService.NonExistentQueue', 400, 'sqs'],
  QueueNameExists: ['QueueAlreadyExists', 400, 'sqs'],
  ReceiptHandleIsInvalid: ['ReceiptHandleIsInvalid', 404, 'sqs'],
  RequestThrottled: ['RequestThrottled', 403, 'sqs'],
  ResourceNotFoundException: ['ResourceNotFoundException', 404, 'sqs'],
  TooManyEntriesInBatchRequest: ['AWS.SimpleQueueService.TooManyEntriesInBatchRequest', 400, 'sqs'],
  UnsupportedOperation: ['AWS.SimpleQueueService.UnsupportedOperation', 400, 'sqs'],
  AccessDeniedException: ['AccessDenied', 403, 'coral'],
  ExpiredTokenException: ['ExpiredToken', 403, 'coral'],
  IncompleteSignatureException: ['IncompleteSignature', 400, 'coral'],
  InvalidParameterValueException: ['InvalidParameterValue', 400, 'coral'],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403, 'coral'],
  MissingRequiredParameterException: ['MissingParameter', 400, 'coral'],
  SerializationException: ['MalformedInput', 400, 'coral'],
  UnknownOperationException: ['InvalidAction', 400, 'coral'],
  UnrecognizedClientException: ['InvalidClientTokenId', 403, 'coral'],
  InternalFailure: ['InternalFailure', 500, 'coral'],
  ServiceUnavailable: ['ServiceUnavailable', 503, 'coral'],
} as const satisfies Record<string, readonly [queryCode: string, status: number, namespace: 'sqs' | 'coral']>;

/** The shape name of an error, as it stands behind the `#` of `__type`. */
export type SqsErrorName = keyof typeof sqsErrors;

/** An error that SQS itself would answer. Anything else thrown in the emulator is a bug. */
export class SqsError extends Error {
  override readonly name: SqsErrorName;

  constructor(name: SqsErrorName, message: string) {
    super(message);
    this.name = name;
  }

  /** The code of the Query protocol and of the header `x-amzn-query-error`. */
  get queryCode(): string {
    return sqsErrors[this.name][0];
  }

  get status(): number {
    return sqsErrors[this.name][1];
  }

  get isSenderFault(): boolean {
    return this.status < 500;
  }

  /** The full `__type` of the JSON protocol. */
  get jsonType(): string {
    return sqsErrors[this.name][2] === 'sqs'
      ? `com.amazonaws.sqs#${this.name}`
      : `com.amazon.coral.service#${this.name}`;
  }
}
