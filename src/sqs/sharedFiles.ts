import { loadSharedConfigFiles } from '@smithy/core/config';
import { type ConfigSections, configuredEndpoint, EndpointConfigError } from './configuredEndpoint';

// Part of the bundle of the AWS SDK: the SDK's own parser reads the files, so that it and we never disagree.

/** What the shared config and credentials files say of one profile. */
export interface AwsProfile {
  readonly name: string;
  readonly region?: string | undefined;
  /** Where its calls go instead of AWS. */
  readonly url?: string | undefined;
  /** `aws sso login` renews its credentials. */
  readonly usesSso?: boolean | undefined;
}

/** The sections of both files; the credentials file wins, as with AWS's tools. */
export async function readSections(): Promise<ConfigSections> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  );
}

/** All profiles of the shared config and credentials files, by name; empty when there are none. */
export async function readProfiles(): Promise<readonly AwsProfile[]> {
  const sections = await readSections();
  return Object.keys(sections)
    .filter((name) => !/^(sso-session|services)[. ]/.test(name))
    .sort((a, b) => a.localeCompare(b))
    .map((name) => ({
      name,
      region: sections[name]?.['region'],
      ...(usesSso(sections, name) ? { usesSso: true } : {}),
      ...endpointOf(sections, name),
    }));
}

/** By itself, or by the profile whose credentials it takes a role with. */
function usesSso(sections: ConfigSections, name: string, visited: readonly string[] = []): boolean {
  const section = sections[name];
  if (!section || visited.includes(name)) return false;
  if (section['sso_session'] || section['sso_start_url']) return true;
  const source = section['source_profile'];
  return source !== undefined && usesSso(sections, source, [...visited, name]);
}

/** A wrong endpoint is told by the first call, not by the list of profiles. */
function endpointOf(sections: ConfigSections, name: string): { readonly url?: string } {
  try {
    const url = configuredEndpoint('sqs', name, sections, process.env);
    return url ? { url } : {};
  } catch (error) {
    if (error instanceof EndpointConfigError) return {};
    throw error;
  }
}
