import type { Message } from './message';
import type { MoveTask } from './moveTask';
import type { Queue } from './queue';
import type { FirstSendRecord } from './queueState';

/**
 * Told of every change of state, right after it, within the call that made it.
 *
 * Whoever writes these down can rebuild the account. A listener must not call back into the core and must not throw.
 */
export interface CoreListener {
  queueCreated(queue: Queue): void;
  /** Attributes or tags have changed. */
  queueChanged(queue: Queue): void;
  queueDeleted(queue: Queue): void;
  /** All messages (and the deduplication ids of a FIFO queue) are gone. */
  queuePurged(queue: Queue, messageCount: number): void;
  /** Sent by a client. */
  messageSent(queue: Queue, message: Message): void;
  messageReceived(queue: Queue, message: Message): void;
  /** A client changed the visibility timeout; 0 made it visible. */
  visibilityChanged(queue: Queue, message: Message): void;
  /** The delay or the visibility timeout ended. Noticed at the next access to the queue. */
  messageReleased(queue: Queue, message: Message): void;
  messageDeleted(queue: Queue, message: Message): void;
  /** The retention period ended. Noticed at the next access to the queue. */
  messageExpired(queue: Queue, message: Message): void;
  /** A FIFO queue will not take this deduplication ID again for five minutes. */
  deduplicationIdTaken(queue: Queue, firstSend: FirstSendRecord): void;
  /** Received too often: `message` left `source`, `moved` (another object) is what the dead-letter queue took in. */
  messageDeadLettered(source: Queue, message: Message, target: Queue, moved: Message): void;
  /** A move task took `message` out of `source`; `moved` is what `target` took in. */
  messageRedriven(source: Queue, message: Message, target: Queue, moved: Message): void;
  moveTaskChanged(task: MoveTask): void;
  /** The account was emptied or filled from a record; this is all that it has now. Nothing else told of it. */
  accountReplaced(queues: readonly Queue[], moveTasks: readonly MoveTask[]): void;
}
