import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The variables of a process; `process.env` outside tests. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The profile that AWS tools take when they are told none. */
export const DEFAULT_PROFILE = 'default';

/** Variables that give credentials, or say where they are. */
const credentialVariables = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/** The profile in force: the chosen one, else AWS_PROFILE, else `default`. */
export function profileInForce(chosen: string, variables: Variables): string {
  return chosen || variables['AWS_PROFILE'] || DEFAULT_PROFILE;
}

/** The shared config and credentials files: where their variables say, else in `~/.aws`. */
export function sharedFiles(variables: Variables): readonly [config: string, credentials: string] {
  return [
    variables['AWS_CONFIG_FILE'] || path.join(homedir(), '.aws', 'config'),
    variables['AWS_SHARED_CREDENTIALS_FILE'] || path.join(homedir(), '.aws', 'credentials'),
  ];
}

/** True when variables or files show that this machine was set up for AWS; reads no file and asks nobody. */
export function hasAwsSetup(variables: Variables): boolean {
  return (
    credentialVariables.some((name) => variables[name]) ||
    sharedFiles(variables).some((file) => existsSync(file))
  );
}
