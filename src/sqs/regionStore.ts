import type { Disposable } from '../shared/disposable';
import { Emitter } from '../shared/event';
import type { Variables } from './awsEnvironment';
import type { AwsFiles } from './awsFiles';
import type { Connection, ProfileConnection } from './connection';
import type { Memory } from './memory';
import { DEFAULT_REGION } from './regions';

/** Where the store learns the region that a connection starts with. */
export interface RegionSources {
  readonly memory: Memory;
  /** The region that the emulator's queues are shown for when no other was added. */
  readonly emulatorRegion: () => string;
  readonly awsFiles: Pick<AwsFiles, 'findProfile'>;
  readonly variables: Variables;
}

/**
 * The regions that each connection shows: its own, and those that the user added.
 *
 * SQS lists the queues of one region at a time, so somebody has to say which ones.
 */
export class RegionStore implements Disposable {
  readonly #onDidChange = new Emitter<Connection>();
  readonly onDidChange = this.#onDidChange.event;
  readonly #sources: RegionSources;

  constructor(sources: RegionSources) {
    this.#sources = sources;
  }

  /** Region codes, the connection's own first. Reads the shared config file for a profile; asks nobody. */
  async readRegions(connection: Connection): Promise<readonly string[]> {
    const own = await this.#ownRegion(connection);
    return [...new Set([own, ...this.added(connection)])];
  }

  /** Those that the user added and can take away again. */
  added(connection: Connection): readonly string[] {
    return this.#sources.memory.get<readonly string[]>(memoryKey(connection), []);
  }

  async add(connection: Connection, region: string): Promise<void> {
    const added = this.added(connection);
    if (added.includes(region)) return;
    await this.#update(connection, [...added, region]);
  }

  async remove(connection: Connection, region: string): Promise<void> {
    await this.#update(
      connection,
      this.added(connection).filter((other) => other !== region),
    );
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  async #update(connection: Connection, added: readonly string[]): Promise<void> {
    await this.#sources.memory.update(memoryKey(connection), added);
    this.#onDidChange.fire(connection);
  }

  #ownRegion(connection: Connection): string | Promise<string> {
    switch (connection.kind) {
      case 'emulator':
        return this.#sources.emulatorRegion();
      case 'profile':
        return this.#profileRegion(connection);
      case 'keys':
      case 'endpoint':
        return connection.region;
    }
  }

  /** As AWS tools decide: variables first, then the profile. */
  async #profileRegion({ profile }: ProfileConnection): Promise<string> {
    const { variables, awsFiles } = this.#sources;
    const fromVariables = variables['AWS_REGION'] || variables['AWS_DEFAULT_REGION'];
    if (fromVariables) return fromVariables;
    return (await awsFiles.findProfile(profile))?.region ?? DEFAULT_REGION;
  }
}

function memoryKey(connection: Connection): string {
  return `regions:${connection.id}`;
}
