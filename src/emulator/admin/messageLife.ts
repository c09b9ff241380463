import type { Clock } from '../core/clock';
import type { CoreListener } from '../core/coreListener';
import type { Message } from '../core/message';
import type { Queue } from '../core/queue';
import type { Receiver } from '../core/receive';
import type { LifeEvent, LifeEventKind, LifePage } from './adminTypes';
import { Ring, type Slot } from './ring';

interface LifeSlot extends Slot {
  at: number;
  kind: LifeEventKind;
  queueArn: string;
  messageId: string | undefined;
  receiveCount: number | undefined;
  by: Receiver | undefined;
  targetArn: string | undefined;
  targetMessageId: string | undefined;
}

export interface LifeFilter {
  readonly messageId: string | undefined;
  readonly queueArn: string | undefined;
}

/** What happened to messages lately. Holds ids, never the messages themselves. */
export class MessageLife implements CoreListener {
  readonly #ring: Ring<LifeSlot>;
  readonly #clock: Clock;
  /** Whose request is being executed. */
  client: Receiver | undefined;
  /** Told after every event. */
  onDidRecord: (() => void) | undefined;

  constructor(capacity: number, clock: Clock) {
    this.#ring = new Ring(capacity, newSlot);
    this.#clock = clock;
  }

  get capacity(): number {
    return this.#ring.capacity;
  }

  get latest(): number {
    return this.#ring.latest;
  }

  /** At most `limit` events after a sequence number, oldest first. */
  read(after: number, limit: number, filter: LifeFilter): LifePage {
    const lost = this.#ring.countLost(after);
    const events: LifeEvent[] = [];
    let cursor = Math.max(after, this.#ring.latest);
    for (const slot of this.#ring.after(after)) {
      if (filter.messageId !== undefined && !isAbout(slot, filter.messageId)) continue;
      if (filter.queueArn !== undefined && !isIn(slot, filter.queueArn)) continue;
      events.push({ ...slot });
      if (events.length < limit) continue;
      cursor = slot.sequence;
      break;
    }
    return { events, cursor, lost };
  }

  clear(): void {
    this.#ring.clear();
  }

  messageSent(queue: Queue, message: Message): void {
    this.#record('sent', queue, message, this.client, message.sentAt);
  }

  messageReceived(queue: Queue, message: Message): void {
    const { delivery } = message;
    this.#record('received', queue, message, delivery?.receivedBy, delivery?.receivedAt);
  }

  visibilityChanged(queue: Queue, message: Message): void {
    const isReleased = (message.delivery?.visibleAt ?? 0) <= this.#clock.now();
    this.#record(isReleased ? 'released' : 'extended', queue, message, this.client);
  }

  messageReleased(queue: Queue, message: Message): void {
    // What a client released was told of already.
    const { newest } = this.#ring;
    if (newest?.kind === 'released' && newest.messageId === message.id) return;
    this.#record(message.receiveCount === 0 ? 'delayEnded' : 'timedOut', queue, message, undefined);
  }

  messageDeleted(queue: Queue, message: Message): void {
    this.#record('deleted', queue, message, this.client);
  }

  messageExpired(queue: Queue, message: Message): void {
    this.#record('expired', queue, message, undefined);
  }

  messageDeadLettered(source: Queue, message: Message, target: Queue, moved: Message): void {
    this.#recordMove('deadLettered', source, message, target, moved);
  }

  messageRedriven(source: Queue, message: Message, target: Queue, moved: Message): void {
    this.#recordMove('redriven', source, message, target, moved);
  }

  queuePurged(queue: Queue): void {
    this.#record('purged', queue, undefined, this.client);
  }

  queueDeleted(queue: Queue): void {
    this.#record('queueDeleted', queue, undefined, this.client);
  }

  queueCreated(): void {}
  queueChanged(): void {}
  deduplicationIdTaken(): void {}
  moveTaskChanged(): void {}
  accountReplaced(): void {}

  #record(
    kind: LifeEventKind,
    queue: Queue,
    message: Message | undefined,
    by: Receiver | undefined,
    at = this.#clock.now(),
  ): void {
    this.#fill(kind, at, queue, message, by, undefined, undefined);
  }

  #recordMove(kind: LifeEventKind, source: Queue, message: Message, target: Queue, moved: Message): void {
    this.#fill(kind, this.#clock.now(), source, message, undefined, target.arn, moved.id);
  }

  #fill(
    kind: LifeEventKind,
    at: number,
    queue: Queue,
    message: Message | undefined,
    by: Receiver | undefined,
    targetArn: string | undefined,
    targetMessageId: string | undefined,
  ): void {
    const slot = this.#ring.next();
    slot.at = at;
    slot.kind = kind;
    slot.queueArn = queue.arn;
    slot.messageId = message?.id;
    slot.receiveCount = message?.receiveCount;
    slot.by = by;
    slot.targetArn = targetArn;
    slot.targetMessageId = targetMessageId;
    this.onDidRecord?.();
  }
}

/** A message that a move gave a new id goes on under that one. */
function isAbout(slot: LifeSlot, messageId: string): boolean {
  return slot.messageId === messageId || slot.targetMessageId === messageId;
}

function isIn(slot: LifeSlot, queueArn: string): boolean {
  return slot.queueArn === queueArn || slot.targetArn === queueArn;
}

function newSlot(): LifeSlot {
  return {
    sequence: 0,
    at: 0,
    kind: 'sent',
    queueArn: '',
    messageId: undefined,
    receiveCount: undefined,
    by: undefined,
    targetArn: undefined,
    targetMessageId: undefined,
  };
}
