import type { Health } from '../emulator/admin/adminTypes';
import type { EmulatorClient } from '../emulatorClient/emulatorClient';
import { EmulatorRequestError } from '../emulatorClient/errors';
import { findEmulator } from '../emulatorClient/findEmulator';

export interface PresenceOptions {
  /** The emulator's, with the token as it is known now. */
  readonly readClient: () => Promise<EmulatorClient>;
  /** By which the other clients know this one. */
  readonly name: string;
  /** The emulator knows this client; also called again when it was started anew. */
  readonly onJoin: (health: Health) => void;
  /** Called with every answer. */
  readonly onBeat: (health: Health) => void;
  /** Nothing answers any more, or another program does. */
  readonly onEnd: () => void;
}

/** Shorter than the emulator asks for, so that its end is soon noticed. */
const beatMs = 2_000;
/** An emulator that does not answer in time may be busy, or the machine asleep. */
const mostFailures = 3;

/** Keeps this window among the clients of an emulator, and notices when the emulator ends. */
export class Presence {
  readonly #options: PresenceOptions;
  #id: string | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
    void this.#run();
  }

  /** Among the clients of the emulator; undefined before it has answered. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Says nothing to the emulator: for one that ends. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  /** Tells the emulator that this client goes. Never rejects. */
  async leave(): Promise<void> {
    this.end();
    if (this.#id === undefined) return;
    const client = await this.#options.readClient();
    // An emulator that does not answer forgets silent clients by itself.
    await client.detach(this.#id).catch(() => undefined);
  }

  async #run(): Promise<void> {
    const client = await this.#options.readClient();
    try {
      await this.#beat(client);
      this.#failures = 0;
    } catch (error) {
      await this.#failed(error, client);
    }
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#run(), beatMs);
  }

  async #beat(client: EmulatorClient): Promise<void> {
    const isKnown = this.#id !== undefined;
    if (this.#id === undefined) this.#id = (await client.attach(this.#options.name)).id;
    else await client.sendHeartbeat(this.#id);
    const health = await client.health();
    if (this.#isOver) return;
    if (!isKnown) this.#options.onJoin(health);
    this.#options.onBeat(health);
  }

  async #failed(error: unknown, client: EmulatorClient): Promise<void> {
    if (error instanceof EmulatorRequestError) {
      // It lives, and has forgotten us or wants a token.
      this.#id = undefined;
      this.#failures = 0;
      return;
    }
    const { kind } = await findEmulator(client.endpoint);
    if (kind === 'emulator' || this.#isOver) return;
    this.#failures++;
    if (kind !== 'nothing' && this.#failures < mostFailures) return;
    this.end();
    this.#options.onEnd();
  }
}
