import type { Variables } from './awsEnvironment';
import { type Connection, isAws } from './connection';
import { isLocalUrl } from './connectionChecks';
import type { MeterReading } from './requestMeter';

/** What diagnostics are made of. */
export interface DiagnosticsSources {
  readonly versions: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly variables: Variables;
  readonly connections: readonly { readonly connection: Connection; readonly reading: MeterReading }[];
}

/** Variables that decide where calls go; of all but these not even the presence is told. */
const tellingVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_CONFIG_FILE',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SQS',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_SESSION_TOKEN',
  'AWS_SHARED_CREDENTIALS_FILE',
  'HTTPS_PROXY',
  'NODE_EXTRA_CA_CERTS',
] as const;

/** For the report of a bug, in English: no key, token, message, account, nor a name that anybody gave to anything. */
export function diagnosticsText({ versions, facts, variables, connections }: DiagnosticsSources): string {
  const set = tellingVariables.filter((name) => variables[name]);
  return [
    ...Object.entries({ ...versions, ...facts }).map(([name, value]) => `${name}: ${value}`),
    `Variables that are set: ${set.join(', ') || 'none'}`,
    ...connections.map(({ connection, reading }, index) => describe(connection, reading, index + 1)),
    '',
  ].join('\n');
}

function describe(connection: Connection, reading: MeterReading, number: number): string {
  const { kind, isReadOnly, isProduction, account } = connection;
  const url = 'url' in connection ? connection.url : undefined;
  const parts = [
    kind,
    ...(isAws(connection) ? ['AWS'] : []),
    ...(url ? [`${new URL(url).protocol}//${isLocalUrl(url) ? 'this machine' : 'another machine'}`] : []),
    ...(isReadOnly ? ['read-only'] : []),
    ...(isProduction ? ['production'] : []),
    account === undefined ? 'account not known' : 'account known',
    `${reading.calls} calls`,
  ];
  return `Connection ${number}: ${parts.join(', ')}`;
}
