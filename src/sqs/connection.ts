/**
 * A set of credentials plus an endpoint.
 *
 * - `emulator`: Queuescope's own; its endpoint is known only while it runs
 * - `profile`: an AWS profile of the shared config and credentials files, or the default provider chain
 * - `keys`: an access key that the user typed in, for AWS
 * - `endpoint`: whatever speaks SQS at a URL that the user typed in
 *
 * The store keeps one object for a connection as long as it exists, and its properties are always current.
 */
export type Connection = EmulatorConnection | ProfileConnection | KeysConnection | EndpointConnection;

export type ConnectionKind = Connection['kind'];

/** What the user marked a connection as, and what is known of whose it is. */
interface Traits {
  /** Unique, and the same in every window and session. */
  readonly id: string;
  /** What the user calls it: the profile's name, or the name that was typed in. */
  readonly label: string;
  /** Twelve digits; undefined until a call was answered. */
  readonly account: string | undefined;
  /** The ARN that AWS knows the credentials by; undefined until it was asked, and where nobody knows. */
  readonly identity: string | undefined;
  /** Calls that change anything are refused. */
  readonly isReadOnly: boolean;
  /** Others live by these queues: confirmations ask more, and receiving needs an unlock. */
  readonly isProduction: boolean;
  readonly colour: ConnectionColour | undefined;
  /** The user added it and can take it away. */
  readonly isAdded: boolean;
}

export interface EmulatorConnection extends Traits {
  readonly kind: 'emulator';
  readonly id: 'emulator';
}

export interface ProfileConnection extends Traits {
  readonly kind: 'profile';
  readonly profile: string;
  /** Where calls go instead of AWS, as profile and variables say; undefined until it was read, and for AWS. */
  readonly url: string | undefined;
  /** `aws sso login` renews its credentials; false until the files were read. */
  readonly usesSso: boolean;
}

export interface KeysConnection extends Traits {
  readonly kind: 'keys';
  /** The region that it starts with. */
  readonly region: string;
}

export interface EndpointConnection extends Traits {
  readonly kind: 'endpoint';
  /** `http://host:port` or `https://…`. */
  readonly url: string;
  /** The region that it starts with. */
  readonly region: string;
  /** Absolute path of a PEM file with the certificates that its HTTPS is trusted by; undefined for the system's. */
  readonly caFile: string | undefined;
}

/** The colours that a connection's row can have: `charts.red` … `charts.purple` of the theme. */
export const connectionColours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type ConnectionColour = (typeof connectionColours)[number];

/** The id of the emulator's connection, of which there is one. */
export const EMULATOR_ID = 'emulator';

/** A connection about which nothing is known and that is not marked. */
export const unmarked = {
  account: undefined,
  identity: undefined,
  isReadOnly: false,
  isProduction: false,
  colour: undefined,
  isAdded: false,
} as const;

export const emulatorConnection: EmulatorConnection = {
  ...unmarked,
  kind: 'emulator',
  id: EMULATOR_ID,
  label: 'Emulator',
};

const PROFILE_PREFIX = 'profile:';

export function profileId(profile: string): string {
  return PROFILE_PREFIX + profile;
}

export function profileConnection(profile: string): ProfileConnection {
  const id = profileId(profile);
  return { ...unmarked, kind: 'profile', id, label: profile, profile, url: undefined, usesSso: false };
}

/** True when calls of the connection go to AWS, where they cost money and others may live by the queues. */
export function isAws(connection: Connection): boolean {
  if (connection.kind === 'keys') return true;
  return connection.kind === 'profile' && connection.url === undefined;
}
