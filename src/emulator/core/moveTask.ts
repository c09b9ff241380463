import type { Disposable } from '../../shared/disposable';
import type { Queue } from './queue';
import type { QueueHost } from './queueHost';
import type { MoveTaskRecord } from './queueState';

/** Most messages that one step moves, and the pause between two steps. */
const stepSize = 500;
const stepMs = 10;

export type MoveTaskStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** What StartMessageMoveTask asks for; all values checked. */
export interface MoveTaskRequest {
  readonly sourceArn: string;
  /** undefined: every message goes back to the queue that it came from. */
  readonly destinationArn: string | undefined;
  /** 1 … 500; undefined: as fast as it goes. */
  readonly maxMessagesPerSecond: number | undefined;
}

/** Moves the visible messages of a dead-letter queue, step by step on the clock's timer, until none is left. */
export class MoveTask {
  readonly id: string;
  readonly request: MoveTaskRequest;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** How many messages there were to move at the start. */
  readonly messagesToMove: number;
  readonly #host: QueueHost;
  #timer: Disposable | undefined;
  #status: MoveTaskStatus = 'RUNNING';
  #movedCount = 0;
  #failureReason: string | undefined;

  /** Goes on from `record` when that is running; see {@link MoveTask.start} for a new one. */
  constructor(host: QueueHost, record: MoveTaskRecord) {
    this.#host = host;
    this.id = record.id;
    this.request = record.request;
    this.startedAt = record.startedAt;
    this.messagesToMove = record.messagesToMove;
    this.#movedCount = record.movedCount;
    this.#failureReason = record.failureReason;
    this.#status = record.status;
    if (record.status === 'RUNNING') this.#scheduleStep(record.startedAt);
  }

  static start(host: QueueHost, request: MoveTaskRequest, messagesToMove: number): MoveTask {
    return new MoveTask(host, {
      id: host.ids.uuid(),
      request,
      startedAt: host.clock.now(),
      messagesToMove,
      movedCount: 0,
      status: 'RUNNING',
      failureReason: undefined,
    });
  }

  get status(): MoveTaskStatus {
    return this.#status;
  }

  get movedCount(): number {
    return this.#movedCount;
  }

  /** Error code of what stopped it; only when it has failed. */
  get failureReason(): string | undefined {
    return this.#failureReason;
  }

  export(): MoveTaskRecord {
    const { id, request, startedAt, messagesToMove, movedCount, status, failureReason } = this;
    return { id, request, startedAt, messagesToMove, movedCount, status, failureReason };
  }

  /** Stops it where it is; what was moved stays moved. */
  cancel(): void {
    this.#end('CANCELLED');
  }

  #step(): void {
    const source = this.#host.findQueueByArn(this.request.sourceArn);
    if (!source) return this.#fail('AWS.SimpleQueueService.NonExistentQueue');
    for (let count = this.#countDue(); count > 0; count--) {
      if (!this.#moveOne(source)) return;
    }
    if (!source.findNextVisible()) return this.#end('COMPLETED');
    this.#scheduleStep(this.#getNextStepAt());
    this.#host.listener?.moveTaskChanged(this);
  }

  /** False when the task has ended. */
  #moveOne(source: Queue): boolean {
    const message = source.findNextVisible();
    if (!message) {
      this.#end('COMPLETED');
      return false;
    }
    const destinationArn = this.request.destinationArn ?? message.delivery?.deadLetterSourceArn;
    if (destinationArn === undefined) {
      this.#fail('CouldNotDetermineMessageSource');
      return false;
    }
    const destination = this.#host.findQueueByArn(destinationArn);
    if (!destination) {
      this.#fail('AWS.SimpleQueueService.NonExistentQueue');
      return false;
    }
    source.redrive(message, destination);
    this.#movedCount++;
    return true;
  }

  /** How many messages may have been moved by now, less those that were. */
  #countDue(): number {
    const rate = this.request.maxMessagesPerSecond;
    if (rate === undefined) return stepSize;
    const elapsedMs = this.#host.clock.now() - this.startedAt;
    return Math.min(stepSize, Math.floor((elapsedMs * rate) / 1000) + 1 - this.#movedCount);
  }

  #getNextStepAt(): number {
    const rate = this.request.maxMessagesPerSecond;
    const soonest = this.#host.clock.now() + stepMs;
    if (rate === undefined) return soonest;
    return Math.max(soonest, this.startedAt + Math.ceil((this.#movedCount * 1000) / rate));
  }

  #scheduleStep(at: number): void {
    this.#timer = this.#host.clock.setTimer(at, () => this.#step());
  }

  #fail(reason: string): void {
    this.#failureReason = reason;
    this.#end('FAILED');
  }

  #end(status: MoveTaskStatus): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#status = status;
    this.#host.listener?.moveTaskChanged(this);
  }
}
