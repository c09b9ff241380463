import { readFileSync } from 'node:fs';
import { profileInForce, sharedFiles, type Variables } from '../sqs/awsEnvironment';
import { DUMMY_CREDENTIALS } from './emulatorEnvironment';

/** What AWS tools find on this machine when a program starts with some variables. */
export interface AwsInForce {
  /** Something gives credentials, or says where they are; whether they are valid nobody has asked. */
  readonly hasCredentials: boolean;
  /** Of the profile in force, from the shared config file. */
  readonly profileRegion: string | undefined;
  /** The profile in force tells AWS tools to overlook endpoints from variables. */
  readonly ignoresEndpoints: boolean;
}

const credentialVariables = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const credentialKeys =
  /^\s*(aws_access_key_id|credential_process|sso_session|sso_start_url|role_arn|web_identity_token_file|login_session)\s*=/m;

/** Reads the shared config and credentials files; asks nobody. */
export function readAwsInForce(variables: Variables): AwsInForce {
  const [config, credentials] = sharedFiles(variables).map(readText) as [string, string];
  const profile = profileInForce('', variables);
  const section = sectionOf(
    config,
    profile === 'default' ? ['default', 'profile default'] : [`profile ${profile}`],
  );
  return {
    hasCredentials:
      credentialVariables.some((name) => variables[name] && variables[name] !== DUMMY_CREDENTIALS) ||
      credentialKeys.test(config) ||
      credentialKeys.test(credentials),
    profileRegion: settingOf(section, 'region') ?? settingOf(sectionOf(credentials, [profile]), 'region'),
    ignoresEndpoints: settingOf(section, 'ignore_configured_endpoint_urls')?.toLowerCase() === 'true',
  };
}

/** Empty for a file that is not there or cannot be read. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The lines of the first section with one of these names. */
function sectionOf(text: string, names: readonly string[]): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => names.includes(/^\s*\[\s*([^\]]*?)\s*\]/.exec(line)?.[1] ?? ''));
  if (start < 0) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^\s*\[/.test(line));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
}

function settingOf(lines: readonly string[], key: string): string | undefined {
  const pattern = new RegExp(String.raw`^${key}\s*=\s*(\S+)`);
  for (const line of lines) {
    const value = pattern.exec(line)?.[1];
    if (value) return value;
  }
  return undefined;
}
