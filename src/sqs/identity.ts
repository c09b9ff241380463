import { STS } from '@aws-sdk/client-sts';
import { toCredentials } from './accessKeys';
import { configuredEndpoint } from './configuredEndpoint';
import { profileCredentials } from './profileCredentials';
import { proxyAgents } from './proxyAgents';
import { readSections } from './sharedFiles';
import type { ClientHooks, ClientTarget } from './sqs';

// Part of the bundle of the AWS SDK.

/** Whose credentials these are. */
export interface Identity {
  /** Twelve digits. */
  readonly account: string;
  /** Such as `arn:aws:iam::123456789012:user/me`. */
  readonly arn: string;
}

/**
 * Asks STS whose credentials a connection to AWS has: GetCallerIdentity, which needs no permission and costs nothing.
 * @throws what the SDK throws; Error for a target that is not AWS
 */
export async function readIdentity(
  target: Extract<ClientTarget, { kind: 'profile' } | { kind: 'keys' }>,
  hooks: ClientHooks,
  signal?: AbortSignal,
): Promise<Identity> {
  const endpoint =
    target.kind === 'profile'
      ? configuredEndpoint('sts', target.profile, await readSections(), process.env)
      : undefined;
  const credentials =
    target.kind === 'profile' ? profileCredentials(target, hooks.askMfaCode) : toCredentials(target.keys);
  const sts = new STS({
    region: target.region,
    credentials,
    ignoreConfiguredEndpointUrls: true,
    maxAttempts: 2,
    requestHandler: proxyAgents(target.proxy ?? {}, { keepAlive: false }),
    ...(endpoint ? { endpoint } : {}),
  });
  try {
    const answer = await sts.getCallerIdentity({}, signal ? { abortSignal: signal } : {});
    return { account: answer.Account ?? '', arn: answer.Arn ?? '' };
  } finally {
    sts.destroy();
  }
}
