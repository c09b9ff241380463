import type { MessageAttribute } from '../shared/message';
import type { QueueRef } from '../shared/queue';

/** `blocked`: visible, but an earlier message of its FIFO group is in flight or delayed. */
export type PeekedState = 'visible' | 'inFlight' | 'delayed' | 'blocked';

/** A message as it lies in its queue. Times are epoch milliseconds of the queue's clock. */
export interface PeekedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  readonly systemAttributes: Readonly<Record<string, string>>;
  readonly state: PeekedState;
  /** When a message in flight or delayed becomes visible; undefined where it is not told. */
  readonly visibleAt?: number | undefined;
  /** In flight: the program that holds it, as far as it is told. */
  readonly receivedBy?: string | undefined;
  /** When the retention period ends; undefined where it is not told. */
  readonly expiresAt?: number | undefined;
}

export interface PeekSnapshot {
  /** The queue's clock. */
  readonly now: number;
  /** In the order of the queue. */
  readonly messages: readonly PeekedMessage[];
  /** False when there are more than were asked for. */
  readonly isWhole: boolean;
}

/** Where messages can be looked at without any effect on them. */
export interface PeekSource {
  /** The first `limit` messages of a queue. Rejects with an `Error` whose message is a sentence. */
  read(queue: QueueRef, limit: number): Promise<PeekSnapshot>;
}
