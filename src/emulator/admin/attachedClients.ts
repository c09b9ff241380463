import type { Clock } from '../core/clock';
import { AdminError } from './adminError';
import type { AttachedClient, Attachment } from './adminTypes';

const heartbeatMs = 10_000;
/** Three heartbeats may be missed: a sleeping laptop is forgiven one. */
const forgottenAfterMs = 35_000;
const mostClients = 1_000;

/** The windows and programs that work with this emulator. They vanish when they are not heard of. */
export class AttachedClients {
  readonly #clients = new Map<string, AttachedClient>();
  readonly #wallClock: Clock;
  readonly #newId: () => string;

  constructor(wallClock: Clock, newId: () => string) {
    this.#wallClock = wallClock;
    this.#newId = newId;
  }

  attach(name: string): Attachment {
    this.#forgetSilent();
    if (this.#clients.size >= mostClients) {
      throw new AdminError('invalid', `At most ${mostClients} clients can be attached.`);
    }
    const now = this.#wallClock.now();
    const client = { id: this.#newId(), name, attachedAt: now, seenAt: now };
    this.#clients.set(client.id, client);
    return { ...client, heartbeatMs };
  }

  /** @throws AdminError notFound for one that was forgotten: it attaches again */
  hear(id: string): AttachedClient {
    this.#forgetSilent();
    const client = this.#clients.get(id);
    if (!client) throw new AdminError('notFound', 'This client is not attached any more.');
    const heard = { ...client, seenAt: this.#wallClock.now() };
    this.#clients.set(id, heard);
    return heard;
  }

  detach(id: string): void {
    this.#clients.delete(id);
  }

  /** In the order in which they came. */
  list(): AttachedClient[] {
    this.#forgetSilent();
    return [...this.#clients.values()];
  }

  #forgetSilent(): void {
    const heardSince = this.#wallClock.now() - forgottenAfterMs;
    for (const { id, seenAt } of this.#clients.values()) {
      if (seenAt < heardSince) this.#clients.delete(id);
    }
  }
}
