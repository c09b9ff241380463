import { parseQueueArn } from './arn';
import type { Clock } from './clock';
import type { CoreListener } from './coreListener';
import type { Ids } from './ids';
import type { Message } from './message';
import type { MessageAdmission } from './messageAdmission';
import { MoveTask, type MoveTaskRequest } from './moveTask';
import type { Queue } from './queue';
import { exportQueue } from './queueExport';
import type { QueueHost } from './queueHost';
import type { AccountRecord, MessageRecord, MoveTaskRecord, QueueRecord } from './queueState';
import { Region } from './region';

const tasksKept = 10;
const senderIdsKept = 1000;

export interface AccountOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Twelve digits. */
  readonly accountId: string;
  /** Drops the two rules of 60 seconds: between purges, and between deletion and creation of a queue. */
  readonly isRelaxed?: boolean | undefined;
  readonly listener?: CoreListener | undefined;
  readonly admission?: MessageAdmission | undefined;
}

/** All queues of one AWS account: the root of the core. */
export class Account implements QueueHost {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly accountId: string;
  readonly isRelaxed: boolean;
  readonly listener: CoreListener | undefined;
  readonly admission: MessageAdmission | undefined;
  readonly #regions = new Map<string, Region>();
  readonly #senderIds = new Map<string, string>();
  /** Newest first, per source ARN. */
  readonly #moveTasks = new Map<string, MoveTask[]>();

  constructor({ clock, ids, accountId, isRelaxed = false, listener, admission }: AccountOptions) {
    this.clock = clock;
    this.ids = ids;
    this.accountId = accountId;
    this.isRelaxed = isRelaxed;
    this.listener = listener;
    this.admission = admission;
  }

  /** Regions that were named so far. */
  get regions(): Iterable<Region> {
    return this.#regions.values();
  }

  /** The region if it was named before. */
  findRegion(name: string): Region | undefined {
    return this.#regions.get(name);
  }

  /** Every region exists as soon as it is named. */
  getRegion(name: string): Region {
    const known = this.#regions.get(name);
    if (known) return known;
    const region = new Region(name, this.accountId, this);
    this.#regions.set(name, region);
    return region;
  }

  /** One copy of each sender id, however often it is sent. */
  intern(senderId: string): string {
    const known = this.#senderIds.get(senderId);
    if (known !== undefined) return known;
    if (this.#senderIds.size >= senderIdsKept) this.#senderIds.clear();
    this.#senderIds.set(senderId, senderId);
    return senderId;
  }

  findQueueByArn(arn: string): Queue | undefined {
    const parts = parseQueueArn(arn);
    if (parts?.accountId !== this.accountId) return undefined;
    return this.#regions.get(parts.region)?.findQueue(parts.name);
  }

  /** The caller has checked that both queues exist and that no other task runs on the source. */
  startMoveTask(request: MoveTaskRequest, messagesToMove: number): MoveTask {
    const task = MoveTask.start(this, request, messagesToMove);
    this.#keepMoveTask(task);
    this.listener?.moveTaskChanged(task);
    return task;
  }

  /** Newest first, at most ten, also those that have ended. */
  listMoveTasks(sourceArn: string): readonly MoveTask[] {
    return this.#moveTasks.get(sourceArn) ?? [];
  }

  /** All of it as plain data, as it is now; nothing changes by it. */
  export(): AccountRecord {
    const regions = [...this.regions];
    return {
      queues: regions.flatMap((region) => Array.from(region.queues, exportQueue)),
      deletedQueues: regions.flatMap((region) => region.listDeletedQueues()),
      moveTasks: this.#listAllMoveTasks().map((task) => task.export()),
    };
  }

  /** Fills an empty account with what another one had. */
  restore(record: AccountRecord): void {
    for (const queue of record.queues) this.restoreQueue(queue);
    for (const deleted of record.deletedQueues) this.getRegion(deleted.region).restoreDeletedQueue(deleted);
    for (const task of record.moveTasks) this.restoreMoveTask(task);
    const queues = [...this.regions].flatMap((region) => [...region.queues]);
    this.listener?.accountReplaced(queues, this.#listAllMoveTasks());
  }

  /** In the order in which they were started, source by source. */
  #listAllMoveTasks(): MoveTask[] {
    return [...this.#moveTasks.values()].flatMap((tasks) => tasks.toReversed());
  }

  /** Deletes all queues and forgets the move tasks, as after a start. */
  clear(): void {
    for (const task of this.#listAllMoveTasks()) {
      if (task.status === 'RUNNING') task.cancel();
    }
    this.#moveTasks.clear();
    for (const region of this.regions) region.clear();
    this.listener?.accountReplaced([], []);
  }

  /** There must be no queue of this name. No event tells of it. @param onMessage is told of every message */
  restoreQueue(record: QueueRecord, onMessage?: (message: Message, record: MessageRecord) => void): Queue {
    const queue = this.getRegion(record.region).restoreQueue(record);
    queue.restore(record, onMessage);
    return queue;
  }

  /** A running task goes on once its queues are there. */
  restoreMoveTask(record: MoveTaskRecord): MoveTask {
    const task = new MoveTask(this, record);
    this.#keepMoveTask(task);
    return task;
  }

  #keepMoveTask(task: MoveTask): void {
    const { sourceArn } = task.request;
    this.#moveTasks.set(sourceArn, [task, ...this.listMoveTasks(sourceArn)].slice(0, tasksKept));
  }
}
