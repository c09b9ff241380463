import type { Connection } from './connection';

/** Why a call to SQS failed, in the ways that the editor tells apart. `refused`: by a guard, so nothing was asked. */
export type FailureKind =
  | 'notFound'
  | 'denied'
  | 'throttled'
  | 'invalid'
  | 'unreachable'
  | 'expired'
  | 'refused';

/** A failed call to SQS, or to another service of AWS. `message` is what the service or the network said, to be shown behind a colon. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  /** What the identity needs to be allowed, such as `sqs:ListQueues`; of `denied` alone. */
  iamAction?: string;
  /** The connection that was asked. */
  connection?: Connection;
  /** Who was asked, as AWS calls it. */
  service: 'SQS' | 'CloudWatch' = 'SQS';

  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The name of the SDK's exception, such as `QueueDoesNotExist`, or a code of Node such as `ECONNREFUSED`. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The code of a failure that says: the emulator is not running, so nothing was asked. */
export const EMULATOR_STOPPED = 'EmulatorStopped';

/** The code of a failure that says: the user gave no MFA code. */
export const NO_MFA_CODE = 'MfaCodeMissing';

/** The code of a failure that says: the connection has no credentials. Named as the SDK names it. */
export const NO_CREDENTIALS = 'CredentialsProviderError';

/**
 * Exceptions of SQS, of the AWS service framework and of the SDK's credential providers.
 *
 * Where the model has no exception of that name, the SDK takes the code of the Query protocol for it, such as
 * `AccessDenied` for `AccessDeniedException`: both are here.
 */
const kindsByName: Readonly<Record<string, FailureKind>> = {
  QueueDoesNotExist: 'notFound',
  ResourceNotFoundException: 'notFound',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidClientTokenId: 'denied',
  InvalidSignatureException: 'denied',
  SignatureDoesNotMatch: 'denied',
  IncompleteSignatureException: 'denied',
  IncompleteSignature: 'denied',
  InvalidSecurity: 'denied',
  KmsAccessDenied: 'denied',
  [NO_CREDENTIALS]: 'denied',
  [NO_MFA_CODE]: 'denied',
  RequestThrottled: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  KmsThrottled: 'throttled',
  OverLimit: 'throttled',
  PurgeQueueInProgress: 'throttled',
  QueueDeletedRecently: 'throttled',
  ExpiredTokenException: 'expired',
  ExpiredToken: 'expired',
  RequestExpired: 'expired',
  TokenProviderError: 'expired',
  TimeoutError: 'unreachable',
  ProxyError: 'unreachable',
  EndpointConfigError: 'invalid',
  CertificateFileError: 'invalid',
};

/** Failures of `denied` that say that the identity lacks a permission, in contrast to wrong keys. */
const permissionCodes: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'KmsAccessDenied',
]);

/** True when the identity is known and an IAM policy would help. */
export function lacksPermission({ code }: Failure): boolean {
  return permissionCodes.has(code);
}

/** True when a login would help, where credentials come of one: they have lapsed, or there are none. */
export function isLapsed({ kind, code }: Failure): boolean {
  return kind === 'expired' || code === NO_CREDENTIALS;
}

/** Codes that Node gives to a connection that could not be made or broke. */
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EPROTO',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Turns what the SDK throws into a `Failure`, by name and never by text.
 * @returns undefined for what is neither an answer of a service nor a broken connection: a bug
 */
export function toFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return undefined;
  const code = networkCode(error);
  if (code) return new Failure('unreachable', error.message || code, code, { cause: error });
  const kind = kindsByName[error.name] ?? kindByFault(error);
  return kind && new Failure(kind, error.message, error.name, { cause: error });
}

function networkCode(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' && networkCodes.has(error.code)
    ? error.code
    : undefined;
}

function kindByFault(error: Error): FailureKind | undefined {
  if (!('$fault' in error)) return undefined;
  return error.$fault === 'server' ? 'unreachable' : 'invalid';
}
