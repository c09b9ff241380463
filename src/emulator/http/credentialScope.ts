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
