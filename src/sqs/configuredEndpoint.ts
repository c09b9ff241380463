import type { Variables } from './awsEnvironment';

/** Sections of the shared config file by name, with subsections as `sqs.endpoint_url`. */
export type ConfigSections = Readonly<
  Record<string, Readonly<Record<string, string | undefined>> | undefined>
>;

/** Services whose endpoints are looked up, by the names of their `endpoint_url` in a `services` section. */
export type ConfiguredService = 'sqs' | 'sts' | 'cloudwatch';

/** A profile says where calls go in a way that cannot be followed. */
export class EndpointConfigError extends Error {
  override readonly name = 'EndpointConfigError';
}

/**
 * Where the calls of a profile go instead of AWS, in the order that AWS's tools share: AWS_ENDPOINT_URL_SQS,
 * AWS_ENDPOINT_URL, the profile's `services` section, the profile's own `endpoint_url`; nothing of it counts with
 * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or `ignore_configured_endpoint_urls`.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * @throws EndpointConfigError for a missing section and for what is no URL of http or https
 */
export function configuredEndpoint(
  service: ConfiguredService,
  profile: string,
  sections: ConfigSections,
  variables: Variables,
): string | undefined {
  const settings = sections[profile] ?? {};
  if (isTrue(variables['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])) return undefined;
  const fromVariables =
    variables[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || variables['AWS_ENDPOINT_URL'];
  if (fromVariables) return checked(fromVariables);
  if (isTrue(settings['ignore_configured_endpoint_urls'])) return undefined;
  const url = ofServices(service, settings['services'], sections) || settings['endpoint_url'];
  return url ? checked(url) : undefined;
}

function ofServices(
  service: ConfiguredService,
  name: string | undefined,
  sections: ConfigSections,
): string | undefined {
  if (!name) return undefined;
  const section = sections[`services.${name}`];
  if (!section) throw new EndpointConfigError(`There is no section [services ${name}] in the config file.`);
  return section[`${service}.endpoint_url`];
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}

function checked(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new EndpointConfigError(`${text} is no endpoint. One looks like http://localhost:4566.`);
}
