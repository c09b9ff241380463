import { STS } from '@aws-sdk/client-sts';
import { type AwsTarget, awsClientConfig } from './awsClientConfig';
import type { ClientHooks } from './sqs';

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
  target: AwsTarget,
  hooks: ClientHooks,
  signal?: AbortSignal,
): Promise<Identity> {
  const sts = new STS({ ...(await awsClientConfig('sts', target, hooks)), maxAttempts: 2 });
  try {
    const answer = await sts.getCallerIdentity({}, signal ? { abortSignal: signal } : {});
    return { account: answer.Account ?? '', arn: answer.Arn ?? '' };
  } finally {
    sts.destroy();
  }
}
