import { randomBytes, randomFillSync } from 'node:crypto';
import type { Ids } from './core/ids';

const poolSize = 4096;
const uuidBytes = 16;
const hexDigits = Buffer.from('0123456789abcdef');
const dash = 0x2d;

/** Ids of a running server: random from the system's own source, drawn in blocks. */
export class RandomIds implements Ids {
  readonly #pool = Buffer.alloc(poolSize);
  readonly #text = Buffer.alloc(36);
  readonly #run = randomBytes(6).toString('hex');
  #used = poolSize;
  #nonces = 0;

  /**
   * Version 4. A flat string: the one of `crypto.randomUUID` is joined from 20 pieces, which a waiting message would
   * keep alive at three times its size.
   */
  uuid(): string {
    const start = this.#draw(uuidBytes);
    const pool = this.#pool;
    pool[start + 6] = ((pool[start + 6] as number) & 0x0f) | 0x40;
    pool[start + 8] = ((pool[start + 8] as number) & 0x3f) | 0x80;
    const text = this.#text;
    let at = 0;
    for (let index = 0; index < uuidBytes; index++) {
      if (index === 4 || index === 6 || index === 8 || index === 10) text[at++] = dash;
      const byte = pool[start + index] as number;
      text[at++] = hexDigits[byte >> 4] as number;
      text[at++] = hexDigits[byte & 15] as number;
    }
    return text.toString('latin1');
  }

  /** Different in every run and every time; what is random in a receipt handle is the message id. */
  nonce(): string {
    this.#nonces++;
    return this.#run + this.#nonces.toString(36);
  }

  #draw(length: number): number {
    if (this.#used + length > poolSize) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += length;
    return start;
  }
}
