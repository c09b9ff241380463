import { STS } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { DEFAULT_PROFILE } from './awsEnvironment';
import { configuredEndpoint } from './configuredEndpoint';
import { NO_MFA_CODE } from './failure';
import { proxyAgents } from './proxyAgents';
import { readSections } from './sharedFiles';
import type { ClientTarget } from './sqs';

// Part of the bundle of the AWS SDK.

type Provider = ReturnType<typeof fromIni>;
type Credentials = Awaited<ReturnType<Provider>>;
type RoleAssumer = NonNullable<NonNullable<Parameters<typeof fromIni>[0]>['roleAssumer']>;
type ProfileTarget = Extract<ClientTarget, { kind: 'profile' }>;
type AskMfaCode = (serial: string, profile: string) => Promise<string>;

/** Credentials are renewed this long before they lapse, as the SDK does. */
const RENEW_BEFORE_MS = 300_000;

const providers = new Map<string, SharedCredentials>();

/**
 * The credentials of a profile, shared by its clients in all regions, so that an MFA code is asked for once.
 *
 * A named profile gives its own credentials or none. Only the default one, where AWS_PROFILE names no other, may
 * have them from variables, a container or an instance: these belong to whoever runs the editor, not to a profile.
 */
export function profileCredentials(
  { profile, region, proxy = {} }: ProfileTarget,
  askMfaCode?: AskMfaCode,
): Provider {
  const key = JSON.stringify([profile, proxy]);
  const known = providers.get(key);
  if (known) return known.provide;
  const requestHandler = proxyAgents(proxy, { keepAlive: false });
  // The SDK would take the endpoints of AWS_PROFILE for the calls that fetch credentials of any profile.
  const clientConfig = { ignoreConfiguredEndpointUrls: true, requestHandler };
  const options = {
    clientConfig,
    ignoreCache: true,
    roleAssumer: roleAssumer(profile, region, requestHandler),
    ...(askMfaCode ? { mfaCodeProvider: mfaCodeProvider(profile, askMfaCode) } : {}),
  };
  const isDefault = profile === DEFAULT_PROFILE && !process.env['AWS_PROFILE'];
  const made = new SharedCredentials(
    isDefault ? fromNodeProviderChain(options) : fromIni({ ...options, profile }),
  );
  providers.set(key, made);
  return made.provide;
}

/** The user gave no MFA code. Remembered, so that what refreshes by itself does not ask again. */
class MfaCodeMissing extends Error {
  override readonly name = NO_MFA_CODE;
}

function mfaCodeProvider(profile: string, ask: AskMfaCode) {
  return async (serial: string): Promise<string> => {
    try {
      return await ask(serial, profile);
    } catch (cause) {
      throw new MfaCodeMissing('No MFA code was given.', { cause });
    }
  };
}

/** Reads the credentials anew at the next call: after a login, and when the files have changed. */
export function forgetCredentials(): void {
  for (const known of providers.values()) known.forget();
}

/** Asks again for an MFA code that was not given. */
export function forgetRefusals(): void {
  for (const known of providers.values()) if (known.isRefused) known.forget();
}

/** AssumeRole at the endpoint that the profile itself names for STS, else at AWS. */
function roleAssumer(
  profile: string,
  region: string,
  requestHandler: ReturnType<typeof proxyAgents>,
): RoleAssumer {
  return async (sourceCredentials, input) => {
    const sections = await readSections();
    const endpoint = configuredEndpoint('sts', profile, sections, process.env);
    const sts = new STS({
      region: sections[profile]?.['region'] ?? region,
      credentials: sourceCredentials,
      ignoreConfiguredEndpointUrls: true,
      requestHandler,
      ...(endpoint ? { endpoint } : {}),
    });
    try {
      const { Credentials: credentials } = await sts.assumeRole(input);
      return {
        accessKeyId: credentials?.AccessKeyId ?? '',
        secretAccessKey: credentials?.SecretAccessKey ?? '',
        ...(credentials?.SessionToken ? { sessionToken: credentials.SessionToken } : {}),
        ...(credentials?.Expiration ? { expiration: credentials.Expiration } : {}),
      };
    } finally {
      sts.destroy();
    }
  };
}

/** Asks once for callers that come together, and keeps what came until it is about to lapse. */
class SharedCredentials {
  readonly #provider: Provider;
  #asked: Promise<Credentials> | undefined;
  #isRefused = false;

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /** The user was asked for something and did not give it; the answer is kept. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  readonly provide: Provider = async (options) => {
    if (this.#asked) {
      const { expiration } = await this.#asked;
      if (!expiration || expiration.getTime() - Date.now() > RENEW_BEFORE_MS) return this.#asked;
    }
    const asking = this.#provider(options);
    this.#asked = asking;
    asking.catch((error: unknown) => {
      if (this.#asked !== asking) return;
      this.#isRefused = error instanceof MfaCodeMissing;
      if (!this.#isRefused) this.#asked = undefined;
    });
    return asking;
  };

  forget(): void {
    this.#asked = undefined;
    this.#isRefused = false;
  }
}
