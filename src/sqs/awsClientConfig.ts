import type { STSClientConfig } from '@aws-sdk/client-sts';
import { toCredentials } from './accessKeys';
import { type ConfiguredService, configuredEndpoint } from './configuredEndpoint';
import { profileCredentials } from './profileCredentials';
import { proxyAgents } from './proxyAgents';
import { readSections } from './sharedFiles';
import type { ClientHooks, ClientTarget } from './sqs';

// Part of the bundle of the AWS SDK.

/** A connection to AWS: what other services than SQS are asked of. */
export type AwsTarget = Extract<ClientTarget, { kind: 'profile' } | { kind: 'keys' }>;

/** What every client of the SDK takes. */
export interface AwsClientConfig {
  readonly region: string;
  readonly ignoreConfiguredEndpointUrls: true;
  readonly credentials: NonNullable<STSClientConfig['credentials']>;
  readonly endpoint?: string;
  /** With the way through the proxy, if there is one. */
  readonly requestHandler: ReturnType<typeof proxyAgents>;
}

/**
 * What the client of another service of AWS is made with: region, credentials, proxy, and the endpoint that the profile names.
 * @throws EndpointConfigError
 */
export async function awsClientConfig(
  service: ConfiguredService,
  target: AwsTarget,
  hooks: ClientHooks,
): Promise<AwsClientConfig> {
  const endpoint =
    target.kind === 'profile'
      ? configuredEndpoint(service, target.profile, await readSections(), process.env)
      : undefined;
  return {
    region: target.region,
    ignoreConfiguredEndpointUrls: true,
    credentials:
      target.kind === 'profile' ? profileCredentials(target, hooks.askMfaCode) : toCredentials(target.keys),
    requestHandler: proxyAgents(target.proxy ?? {}, { keepAlive: false }),
    ...(endpoint ? { endpoint } : {}),
  };
}
