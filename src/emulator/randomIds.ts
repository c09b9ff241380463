import { randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from './core/ids';

/** Ids of a running server: unguessable enough for tests, different in every run. */
export class RandomIds implements Ids {
  readonly #run = randomBytes(6).toString('hex');
  #count = 0;

  uuid(): string {
    return randomUUID();
  }

  nonce(): string {
    this.#count++;
    return this.#run + this.#count.toString(36);
  }
}
