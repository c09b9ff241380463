import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import { hasAwsSetup, profileInForce, type Variables } from './awsEnvironment';
import { type Connection, emulatorConnection, profileConnection } from './connection';

/** Where the store learns what the user chose and how the machine is set up. */
export interface ConnectionSources {
  /** The profile that the user chose in the settings; empty for the one in force. */
  readonly chosenProfile: () => string;
  readonly variables: Variables;
}

/** All connections: the emulator, and the AWS profile in force on a machine that is set up for AWS. */
export class ConnectionStore implements Disposable {
  readonly #onDidChange = new Emitter<void>();
  readonly onDidChange = this.#onDidChange.event;
  readonly #sources: ConnectionSources;

  constructor(sources: ConnectionSources) {
    this.#sources = sources;
  }

  get connections(): readonly Connection[] {
    const { chosenProfile, variables } = this.#sources;
    const chosen = chosenProfile();
    if (!chosen && !hasAwsSetup(variables)) return [emulatorConnection];
    return [emulatorConnection, profileConnection(profileInForce(chosen, variables))];
  }

  /** Undefined for a connection that is gone, such as a profile that is no longer in force. */
  find(connectionId: string): Connection | undefined {
    return this.connections.find(({ id }) => id === connectionId);
  }

  /** To be called when the chosen profile or the files of AWS have changed. */
  refresh(): void {
    this.#onDidChange.fire();
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}
