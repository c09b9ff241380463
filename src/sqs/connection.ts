/**
 * A set of credentials plus an endpoint.
 *
 * - `emulator`: Queuescope's own; its endpoint is known only while it runs
 * - `profile`: an AWS profile of the shared config and credentials files, or the default provider chain
 */
export type Connection = EmulatorConnection | ProfileConnection;

export interface EmulatorConnection {
  readonly kind: 'emulator';
  readonly id: 'emulator';
}

export interface ProfileConnection {
  readonly kind: 'profile';
  /** `profile:` and the profile's name. */
  readonly id: string;
  readonly profile: string;
}

/** The id of the emulator's connection, of which there is one. */
export const EMULATOR_ID = 'emulator';

export const emulatorConnection: EmulatorConnection = { kind: 'emulator', id: EMULATOR_ID };

const PROFILE_PREFIX = 'profile:';

export function profileConnection(profile: string): ProfileConnection {
  return { kind: 'profile', id: PROFILE_PREFIX + profile, profile };
}

/** The connection that an id stands for. */
export function connectionOfId(id: string): Connection {
  return id.startsWith(PROFILE_PREFIX)
    ? profileConnection(id.slice(PROFILE_PREFIX.length))
    : emulatorConnection;
}
