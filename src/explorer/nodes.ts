import { isFifoQueueName, type QueueCounts, type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { Failure } from '../sqs/failure';
import { toCounts } from '../sqs/queueCounts';

/** A row of the Queues view. The same object stands for the same row until the row goes. */
export type ExplorerNode = ConnectionNode | RegionNode | QueueNode | NoteNode;

export class ConnectionNode {
  readonly kind = 'connection';

  constructor(readonly connection: Connection) {}
}

export class RegionNode {
  readonly kind = 'region';

  constructor(
    readonly connection: Connection,
    readonly region: string,
  ) {}
}

/** What a queue is drawn as. A FIFO queue can be a dead-letter queue too; that is what matters then. */
export type QueueType = 'standard' | 'fifo' | 'deadLetter';

export class QueueNode {
  readonly kind = 'queue';
  /** As GetQueueAttributes gave them last; undefined until it has. */
  attributes: Readonly<Record<string, string>> | undefined;
  /** Why the attributes could not be read last time. */
  failure: Failure | undefined;
  /** Another queue of the region names it in its RedrivePolicy. */
  isDeadLetterQueue = false;

  constructor(readonly queue: QueueRef) {}

  get counts(): QueueCounts | undefined {
    return this.attributes && toCounts(this.attributes);
  }

  get type(): QueueType {
    if (this.isDeadLetterQueue) return 'deadLetter';
    return isFifoQueueName(this.queue.queueName) ? 'fifo' : 'standard';
  }
}

/** Something to say in place of rows. */
export type Note =
  | { readonly code: 'noQueues' }
  | { readonly code: 'noMatch'; readonly filter: string }
  | { readonly code: 'emulatorStopped' }
  | { readonly code: 'emulatorStarting' }
  /** `reason` is what the emulator said. */
  | { readonly code: 'emulatorFailed'; readonly reason: string }
  | { readonly code: 'failed'; readonly failure: Failure };

/** The one row below a connection or region that has no others. */
export class NoteNode {
  readonly kind = 'note';

  constructor(
    readonly parent: ConnectionNode | RegionNode,
    readonly note: Note,
  ) {}
}
