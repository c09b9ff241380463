import type { Variables } from '../sqs/awsEnvironment';
import type { AwsInForce } from './awsFiles';
import { toEmulatorUrl } from './awsUrls';
import { DUMMY_CREDENTIALS } from './emulatorEnvironment';

/**
 * How a folder's programs are led to the emulator.
 *
 * - `sqsOnly`: credentials in force stay, so that calls to other AWS services work
 * - `dummyCredentials`: nothing that gets past the variables is let in by AWS
 */
export type BridgeMode = 'sqsOnly' | 'dummyCredentials';

export interface BridgeSources {
  /** The variables that programs have without the bridge, those of `.env` files included. */
  readonly variables: Variables;
  readonly inForce: AwsInForce;
  readonly mode: BridgeMode;
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  /** The region where none is in force. */
  readonly region: string;
  readonly accountId: string;
  /** A credentials file whose profile `queuescope` has the dummy credentials. */
  readonly credentialsFile: string;
}

/** The variables to set, and what to say of them. */
export interface BridgeVariables {
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string;
  /** `dummy`: there were none; `replaced`: dummy ones hide those in force. */
  readonly credentials: 'kept' | 'dummy' | 'replaced';
  /** Variables that named a queue at AWS and now name the emulator's of the same name. */
  readonly queueUrls: readonly string[];
}

/** What the dummy credentials file holds. */
export const dummyCredentialsFile = [
  `[${DUMMY_CREDENTIALS}]`,
  `aws_access_key_id = ${DUMMY_CREDENTIALS}`,
  `aws_secret_access_key = ${DUMMY_CREDENTIALS}`,
  '',
].join('\n');

/** Decides what leads programs to the emulator. A variable cannot be taken away, only set. */
export function bridgeVariables(sources: BridgeSources): BridgeVariables {
  const { variables, inForce, mode, endpoint } = sources;
  const queueUrls = emulatorQueueUrls(sources);
  const credentials = !inForce.hasCredentials ? 'dummy' : mode === 'sqsOnly' ? 'kept' : 'replaced';
  const region =
    variables['AWS_REGION'] || variables['AWS_DEFAULT_REGION'] || inForce.profileRegion || sources.region;
  return {
    region,
    credentials,
    queueUrls: Object.keys(queueUrls),
    variables: {
      AWS_ENDPOINT_URL_SQS: endpoint,
      ...endpointSwitch(variables, inForce),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      ...(credentials === 'kept' ? {} : dummyCredentials(sources)),
      ...queueUrls,
    },
  };
}

/** Else the endpoint would be overlooked. */
function endpointSwitch(variables: Variables, { ignoresEndpoints }: AwsInForce): Record<string, string> {
  const isIgnored = variables['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? String(ignoresEndpoints);
  return isIgnored.toLowerCase() === 'true' ? { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' } : {};
}

/** A profile wins over keys in some SDKs, and no tool takes an empty name of one, so it is pointed elsewhere. */
function dummyCredentials({ variables, credentialsFile }: BridgeSources): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS,
    ...(variables['AWS_SESSION_TOKEN'] ? { AWS_SESSION_TOKEN: '' } : {}),
    ...(variables['AWS_PROFILE']
      ? { AWS_PROFILE: DUMMY_CREDENTIALS, AWS_SHARED_CREDENTIALS_FILE: credentialsFile }
      : {}),
  };
}

function emulatorQueueUrls({ variables, endpoint, accountId }: BridgeSources): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(variables)) {
    const url = toEmulatorUrl(value, endpoint, accountId);
    if (url) found[name] = url;
  }
  return found;
}
