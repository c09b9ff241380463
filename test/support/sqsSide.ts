import { createSqsSide, type SqsSide, type SqsSideSources } from '../../src/sqs/sqsSide';

/** Remembers for the length of a test. */
export class MemoryMemento {
  readonly #values = new Map<string, unknown>();

  get<T>(key: string, defaultValue: T): T {
    return this.#values.has(key) ? (this.#values.get(key) as T) : defaultValue;
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    await Promise.resolve();
  }
}

/** Keeps secrets for the length of a test. */
export class MemorySecrets {
  readonly #values = new Map<string, string>();

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
    await Promise.resolve();
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key);
    await Promise.resolve();
  }
}

/** Everything that talks to SQS, on an emulator, with the real SDK. `endpoint` undefined: it is stopped. */
export function sqsSideOn(endpoint: () => string | undefined, more: Partial<SqsSideSources> = {}): SqsSide {
  return createSqsSide({
    loadSqs: () => import('../../src/sqs/sqs'),
    emulatorEndpoint: endpoint,
    memory: new MemoryMemento(),
    secrets: new MemorySecrets(),
    variables: { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' },
    chosenProfile: () => '',
    emulatorRegion: () => 'us-east-1',
    ...more,
  });
}
