/** The dummy credentials of the emulator: name and both keys. They open nothing at AWS. */
export const DUMMY_CREDENTIALS = 'queuescope';

/**
 * Variables that lead AWS SDKs and the AWS CLI to the emulator; null takes a variable away.
 *
 * A profile or session token of the user's would win over the dummy keys, or make them a bad pair.
 */
export function emulatorEnvironment(
  endpoint: string,
  region: string,
): Readonly<Record<string, string | null>> {
  return {
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS,
    AWS_PROFILE: null,
    AWS_SESSION_TOKEN: null,
  };
}
