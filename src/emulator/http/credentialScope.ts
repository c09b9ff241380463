/** Who calls, and for which region, as the credential of a signed request says. The signature is not checked. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
}

const scope = /Credential=([^/,\s&]+)\/\d{8}\/([a-z0-9-]{1,64})\//i;
const presigned = /(?:^|&)X-Amz-Credential=([^&]*)/i;

/**
 * Scope of the `Authorization` header, else of `X-Amz-Credential` in the query string (presigned requests).
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function findCredentialScope(
  authorization: string | undefined,
  query: string,
): CredentialScope | undefined {
  // One client signs many requests: all but the signature is the same from one to the next.
  if (latest && authorization?.startsWith(latest.prefix)) return latest.scope;
  const match = scope.exec(authorization ?? presignedCredential(query));
  if (!match?.[1] || !match[2]) return undefined;
  const found = { accessKeyId: match[1], region: match[2] };
  if (authorization) latest = { prefix: authorization.slice(0, match.index + match[0].length), scope: found };
  return found;
}

/** What the latest `Authorization` header began with, up to the end of its region. */
let latest: { readonly prefix: string; readonly scope: CredentialScope } | undefined;

function presignedCredential(query: string): string {
  const encoded = presigned.exec(query)?.[1];
  return encoded === undefined ? '' : `Credential=${encoded.replaceAll(/%2f/gi, '/')}`;
}

const regionInUrl =
  /^https?:\/\/(?:sqs\.([a-z0-9-]+)\.|([a-z]{2}(?:-[a-z]+)+-\d)\.queue\.)|^https?:\/\/[^/]+\/queue\/([a-z0-9-]+)\//i;

/** The region that a queue URL names in its host or its path, if it does. */
export function regionOfQueueUrl(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  const match = regionInUrl.exec(url);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
