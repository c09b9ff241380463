import type { Variables } from '../sqs/awsEnvironment';
import { findAwsUrls } from './awsUrls';

/** The part of a debug configuration that says how the program is started. */
export interface LaunchConfiguration {
  readonly request?: unknown;
  /** Names with values; null takes a variable away. */
  readonly env?: unknown;
  /** As the debuggers for C++ want it: `[{ name, value }]`. */
  readonly environment?: unknown;
  readonly [key: string]: unknown;
}

/** How a debug type takes variables. */
export type VariablesKey = 'env' | 'environment';

interface DebuggerContribution {
  readonly type?: unknown;
  readonly configurationAttributes?: { readonly launch?: { readonly properties?: Record<string, unknown> } };
}

/**
 * How the extensions that are installed say that a debug type takes variables; undefined where it takes none.
 * @param manifests the package.json of each
 */
export function findVariablesKey(manifests: readonly unknown[], type: string): VariablesKey | undefined {
  const debuggers = manifests.flatMap(debuggersOf).filter((contribution) => contribution.type === type);
  const properties = debuggers.map(
    ({ configurationAttributes }) => configurationAttributes?.launch?.properties,
  );
  return (['env', 'environment'] as const).find((key) => properties.some((known) => known?.[key]));
}

function debuggersOf(manifest: unknown): readonly DebuggerContribution[] {
  const { contributes } = (manifest ?? {}) as { contributes?: { debuggers?: unknown } };
  const debuggers = contributes?.debuggers;
  return Array.isArray(debuggers) ? (debuggers as readonly DebuggerContribution[]) : [];
}

/** The variables that a configuration sets itself; those that it takes away are undefined. */
export function ownVariables(configuration: LaunchConfiguration, key: VariablesKey): Variables {
  const { env, environment } = configuration;
  const entries: readonly (readonly [unknown, unknown])[] =
    key === 'env'
      ? Object.entries(typeof env === 'object' && env !== null ? env : {})
      : (Array.isArray(environment)
          ? (environment as readonly { name?: unknown; value?: unknown }[])
          : []
        ).map(({ name, value }) => [name, value]);
  return Object.fromEntries(
    entries.map(([name, value]) => [String(name), typeof value === 'string' ? value : undefined]),
  );
}

/** True for a configuration that names an endpoint other than AWS and the emulator: it is meant to go there. */
export function hasOwnEndpoint(own: Variables, emulatorEndpoint: string): boolean {
  const endpoint = own['AWS_ENDPOINT_URL_SQS'];
  if (!endpoint || endpoint === emulatorEndpoint) return false;
  return findAwsUrls(endpoint).length === 0;
}

/** The configuration with the variables in it, which win over its own of the same name. */
export function withVariables<T extends LaunchConfiguration>(
  configuration: T,
  key: VariablesKey,
  variables: Readonly<Record<string, string>>,
): T {
  const { env, environment } = configuration;
  if (key === 'env') return { ...configuration, env: { ...(env as object | undefined), ...variables } };
  const own = (Array.isArray(environment) ? environment : []) as readonly { readonly name?: unknown }[];
  const kept = own.filter(({ name }) => !(String(name) in variables));
  const added = Object.entries(variables).map(([name, value]) => ({ name, value }));
  return { ...configuration, environment: [...kept, ...added] };
}
