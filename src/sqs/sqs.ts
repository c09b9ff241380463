import { SQS } from '@aws-sdk/client-sqs';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { DEFAULT_PROFILE } from './awsEnvironment';

// The one file that loads the AWS SDK: a bundle of its own, imported on first use. All others import types of it.

export type { SQS } from '@aws-sdk/client-sqs';

/** Longer than the longest poll of 20 s, so that only a dead connection runs into it. */
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTION_TIMEOUT_MS = 5_000;
/** Each long poll holds a socket, and a call that waits for one counts as not connecting. The SDK's own limit is 50. */
const MAX_SOCKETS = 256;

/** Whose queues a client asks for. */
export type ClientTarget =
  /** `endpoint` is `http://host:port`; any credentials do. */
  | { readonly kind: 'emulator'; readonly endpoint: string; readonly region: string }
  | { readonly kind: 'profile'; readonly profile: string; readonly region: string };

/**
 * Makes an SDK client. It sends nothing until it is called.
 *
 * QueueUrls never redirect a call: with `useQueueUrlAsEndpoint` a URL from elsewhere would receive signed requests.
 */
export function createSqs(target: ClientTarget): SQS {
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const shared = {
    region: target.region,
    useQueueUrlAsEndpoint: false,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  };
  if (target.kind === 'profile') {
    const { profile } = target;
    return new SQS({
      ...shared,
      profile,
      credentials: fromNodeProviderChain(chainOptions(profile)),
      maxAttempts: 3,
    });
  }
  const credentials = { accessKeyId: 'queuescope', secretAccessKey: 'queuescope' };
  return new SQS({ ...shared, endpoint: target.endpoint, credentials, maxAttempts: 2 });
}

/** Credentials from variables count only where no profile was named: a named one would never be asked otherwise. */
function chainOptions(profile: string): { profile?: string } {
  return profile === DEFAULT_PROFILE && !process.env['AWS_PROFILE'] ? {} : { profile };
}

/** What the shared config and credentials files say of one profile. */
export interface AwsProfile {
  readonly name: string;
  readonly region?: string | undefined;
}

/** All profiles of the shared config and credentials files, by name; empty when there are none. */
export async function readProfiles(): Promise<readonly AwsProfile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return [...names]
    .filter((name) => !/^(sso-session|services)[. ]/.test(name))
    .sort((a, b) => a.localeCompare(b))
    .map((name) => ({ name, region: configFile[name]?.['region'] ?? credentialsFile[name]?.['region'] }));
}
