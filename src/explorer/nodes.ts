import { isFifoQueueName, type QueueCounts, type QueueRef } from '../shared/queue';
import type { Connection } from '../sqs/connection';
import type { Failure } from '../sqs/failure';
import { toCounts } from '../sqs/queueCounts';
import type { MoveTask } from '../sqs/sqsService';
import { deadLetterTarget } from './deadLetter';
import type { GroupLabel } from './grouping';

/** A row of the Queues view. The same object stands for the same row until the row goes. */
export type ExplorerNode =
  | ConnectionNode
  | RegionNode
  | GroupNode
  | QueueNode
  | LinkNode
  | TaskNode
  | NoteNode;

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

/** Queues that stand below one row because there are too many for a flat list, or because they are pinned. */
export class GroupNode {
  readonly kind = 'group';
  label: GroupLabel | { readonly kind: 'pinned'; readonly count: number };
  children: readonly (QueueNode | GroupNode)[] = [];

  constructor(
    readonly parent: RegionNode,
    /** The same for the same group when queues come and go. */
    readonly key: string,
    label: GroupNode['label'],
  ) {
    this.label = label;
  }
}

/** What a queue is drawn as. A FIFO queue can be a dead-letter queue too; that is what matters then. */
export type QueueType = 'standard' | 'fifo' | 'deadLetter';

/** What a command did that AWS takes up to a minute to do. */
export type Pending = 'created' | 'purged';

export class QueueNode {
  readonly kind = 'queue';
  /** As GetQueueAttributes gave them last; undefined until it has. */
  #attributes: Readonly<Record<string, string>> | undefined;
  #deadLetterTargetArn: string | undefined;
  /** Epoch milliseconds of the last time that attributes were asked for; 0 before. */
  askedAt = 0;
  /** Why the attributes could not be read last time. */
  failure: Failure | undefined;
  pending: Pending | undefined;
  isPinned = false;
  /** Queues whose RedrivePolicy names this one, as far as they were read. */
  sources: readonly QueueNode[] = [];
  /** Of a dead-letter queue that was looked at, newest first. */
  moveTasks: readonly MoveTask[] = [];

  constructor(readonly queue: QueueRef) {}

  get attributes(): Readonly<Record<string, string>> | undefined {
    return this.#attributes;
  }

  set attributes(attributes: Readonly<Record<string, string>> | undefined) {
    this.#attributes = attributes;
    this.#deadLetterTargetArn = deadLetterTarget(attributes);
  }

  get counts(): QueueCounts | undefined {
    return this.#attributes && toCounts(this.#attributes);
  }

  /** ARN of the dead-letter queue that its RedrivePolicy names. */
  get deadLetterTargetArn(): string | undefined {
    return this.#deadLetterTargetArn;
  }

  get isDeadLetterQueue(): boolean {
    return this.sources.length > 0;
  }

  get type(): QueueType {
    if (this.isDeadLetterQueue) return 'deadLetter';
    return isFifoQueueName(this.queue.queueName) ? 'fifo' : 'standard';
  }
}

/** Below a queue: its dead-letter queue, or a queue whose dead-letter queue it is. */
export class LinkNode {
  readonly kind = 'link';

  constructor(
    readonly parent: QueueNode,
    readonly direction: 'deadLetterQueue' | 'source',
    readonly queueName: string,
    /** Undefined for a queue of another account or region, or one that does not exist any more. */
    readonly target: QueueRef | undefined,
  ) {}
}

/** Below a dead-letter queue: a message move task that runs, or the last one that ended. */
export class TaskNode {
  readonly kind = 'task';

  constructor(
    readonly parent: QueueNode,
    readonly task: MoveTask,
  ) {}
}

/** Something to say in place of rows, or above them. */
export type Note =
  | { readonly code: 'noQueues' }
  | { readonly code: 'noMatch'; readonly filter: string }
  /** The counts of all queues were read once, at this time (epoch milliseconds). */
  | { readonly code: 'sortedByDepth'; readonly takenAt: number }
  | { readonly code: 'emulatorStopped' }
  | { readonly code: 'emulatorStarting' }
  /** `reason` is what the emulator said. */
  | { readonly code: 'emulatorFailed'; readonly reason: string }
  | { readonly code: 'failed'; readonly failure: Failure };

/** The one row of a connection or region that is none of the others. */
export class NoteNode {
  readonly kind = 'note';

  constructor(
    readonly parent: ConnectionNode | RegionNode,
    readonly note: Note,
  ) {}
}
