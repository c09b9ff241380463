import { readFile } from 'node:fs/promises';
import { SQS, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { type AccessKeys, anyKeys, toCredentials } from './accessKeys';
import { configuredEndpoint } from './configuredEndpoint';
import type { ProxySettings } from './findProxy';
import { type ClientCall, meterClient } from './meteredClient';
import { profileCredentials } from './profileCredentials';
import { proxyAgents } from './proxyAgents';
import { readSections } from './sharedFiles';

// The file by which the AWS SDK is loaded: a bundle of its own, imported on first use. What the editor loads at
// once imports types of it alone.

export type { SQS } from '@aws-sdk/client-sqs';
export type { AccessKeys } from './accessKeys';
export { type ProfileEndpoints, readMetricPages, readProfileEndpoints } from './cloudWatch';
export { type Identity, readIdentity } from './identity';
export { forgetCredentials, forgetRefusals } from './profileCredentials';
export { type AwsProfile, readProfiles } from './sharedFiles';

/** Longer than the longest poll of 20 s, so that only a dead connection runs into it. */
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTION_TIMEOUT_MS = 5_000;
/** Each long poll holds a socket, and a call that waits for one counts as not connecting. The SDK's own limit is 50. */
const MAX_SOCKETS = 256;

/** Whose queues a client asks for. Plain data: it crosses to worker threads. */
export type ClientTarget = TargetQueues & {
  /** Absent: what the variables of the process say. */
  readonly proxy?: ProxySettings | undefined;
};

type TargetQueues =
  /** `endpoint` is `http://host:port`; any credentials do. */
  | { readonly kind: 'emulator'; readonly endpoint: string; readonly region: string }
  | { readonly kind: 'profile'; readonly profile: string; readonly region: string }
  | { readonly kind: 'keys'; readonly keys: AccessKeys; readonly region: string }
  | {
      readonly kind: 'endpoint';
      readonly endpoint: string;
      readonly region: string;
      /** Without keys any do. */
      readonly keys?: AccessKeys | undefined;
      /** Absolute path of a PEM file; undefined for the system's certificates. */
      readonly caFile?: string | undefined;
    };

/** What a client tells and asks of the one that opened it. */
export interface ClientHooks {
  /** Asks the user for the code of an MFA device. Without it, profiles that want one fail. */
  readonly askMfaCode?: ((serial: string, profile: string) => Promise<string>) | undefined;
  /** Product that is added to the user agent. */
  readonly userAgent?: string | undefined;
  /** Told of every call that was answered, each attempt for itself. */
  readonly onCall?: ((call: ClientCall) => void) | undefined;
}

/**
 * Opens an SDK client. It sends nothing until it is called.
 *
 * QueueUrls never redirect a call: with `useQueueUrlAsEndpoint` a URL from elsewhere would receive signed requests.
 * Nor does the SDK look for endpoints itself: it would take those of AWS_PROFILE for every profile.
 * @throws EndpointConfigError
 */
export async function openSqs(target: ClientTarget, hooks: ClientHooks = {}): Promise<SQS> {
  const own = await ownConfig(target, hooks);
  const ca = 'caFile' in target && target.caFile ? { ca: await readCertificates(target.caFile) } : {};
  const agents = proxyAgents(target.proxy ?? {}, { keepAlive: true, maxSockets: MAX_SOCKETS }, ca);
  const sqs = new SQS({
    region: target.region,
    useQueueUrlAsEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    ...(hooks.userAgent && { customUserAgent: hooks.userAgent }),
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      ...agents,
    },
    ...own,
  });
  if (hooks.onCall) meterClient(sqs, hooks.onCall);
  return sqs;
}

async function ownConfig(target: ClientTarget, hooks: ClientHooks): Promise<SQSClientConfig> {
  switch (target.kind) {
    case 'profile': {
      const endpoint = configuredEndpoint('sqs', target.profile, await readSections(), process.env);
      return {
        profile: target.profile,
        credentials: profileCredentials(target, hooks.askMfaCode),
        maxAttempts: 3,
        ...(endpoint ? { endpoint } : {}),
      };
    }
    case 'keys':
      return { credentials: toCredentials(target.keys), maxAttempts: 3 };
    case 'endpoint':
      return {
        endpoint: target.endpoint,
        credentials: toCredentials(target.keys ?? anyKeys),
        maxAttempts: 2,
      };
    case 'emulator':
      return { endpoint: target.endpoint, credentials: toCredentials(anyKeys), maxAttempts: 2 };
  }
}

/** @throws CertificateFileError */
async function readCertificates(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CertificateFileError(`The file with certificates cannot be read: ${reason}`);
  }
}

/** The file that a connection trusts certificates by cannot be read. */
export class CertificateFileError extends Error {
  override readonly name = 'CertificateFileError';
}
