import type { AccessKeys } from './accessKeys';
import type { Secrets } from './memory';

/** The access keys that were typed in, by connection. They lie in the secret storage of the editor and nowhere else. */
export class ConnectionKeys {
  readonly #secrets: Secrets;
  /** The storage decrypts at every question, and every call asks. */
  readonly #read = new Map<string, Promise<AccessKeys | undefined>>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  read(connectionId: string): Promise<AccessKeys | undefined> {
    const known = this.#read.get(connectionId);
    if (known) return known;
    const reading = Promise.resolve(this.#secrets.get(secretName(connectionId))).then(parseKeys);
    this.#read.set(connectionId, reading);
    reading.catch(() => this.#read.delete(connectionId));
    return reading;
  }

  async write(connectionId: string, keys: AccessKeys): Promise<void> {
    await this.#secrets.store(secretName(connectionId), JSON.stringify(keys));
    this.#read.set(connectionId, Promise.resolve(keys));
  }

  async delete(connectionId: string): Promise<void> {
    await this.#secrets.delete(secretName(connectionId));
    this.#read.delete(connectionId);
  }
}

function secretName(connectionId: string): string {
  return `keys:${connectionId}`;
}

function parseKeys(text: string | undefined): AccessKeys | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as AccessKeys);
}
