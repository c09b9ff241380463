import type { ReceiveOptions } from '../shared/message';
import type { QueueRef } from '../shared/queue';
import type { Connection } from './connection';
import { Failure, lacksPermission } from './failure';
import { iamActions } from './iamActions';
import type { SqsService } from './sqsService';

/** Why a call was refused before anything left this machine. */
export type GuardRule =
  /** The connection is read-only. */
  | 'readOnly'
  /** Receiving from this queue needs an unlock first. */
  | 'locked'
  /** Receiving on and on takes messages from the consumers of production. */
  | 'continuous'
  /** What runs in the background only reads. */
  | 'background'
  /** The calls of the hour are spent, and this one was not the user's. */
  | 'budget';

/** A call that was not made. `code` is the rule. */
export class GuardFailure extends Failure {
  override readonly connection: Connection;

  constructor(
    readonly rule: GuardRule,
    connection: Connection,
    /** The queue that an unlock would be for. */
    readonly queue?: QueueRef,
  ) {
    super('refused', `Refused by the rule ${rule} of ${connection.label}.`, rule);
    this.connection = connection;
  }
}

/** What the guard of a connection asks. Connections are live: a mark holds from the next call on. */
export interface GuardSources {
  readonly isUnlocked: (queue: QueueRef, connection: Connection) => boolean;
  /** Asks the user to unlock a queue; absent where nobody can be asked. */
  readonly askUnlock?: ((queue: QueueRef, connection: Connection) => Promise<boolean>) | undefined;
  /** True when background calls of the connection must stop. */
  readonly isOverBudget?: ((connection: Connection) => boolean) | undefined;
}

type Operation = Exclude<keyof SqsService, 'connection' | 'region'>;

/**
 * What each operation does to a queue. `receives`: raises receive counts, hides messages from consumers, holds message
 * groups, so it counts as a change.
 */
const effects = {
  listQueues: 'reads',
  getQueueUrl: 'reads',
  readTags: 'reads',
  readAttributes: 'reads',
  readCounts: 'reads',
  listDeadLetterSourceQueues: 'reads',
  listMessageMoveTasks: 'reads',
  receiveMessages: 'receives',
  changeVisibility: 'receives',
  changeVisibilityBatch: 'receives',
  createQueue: 'changes',
  setAttributes: 'changes',
  tagQueue: 'changes',
  untagQueue: 'changes',
  deleteQueue: 'changes',
  purgeQueue: 'changes',
  startMessageMoveTask: 'changes',
  cancelMessageMoveTask: 'changes',
  sendMessage: 'changes',
  sendMessageBatch: 'changes',
  deleteMessage: 'changes',
  deleteMessageBatch: 'changes',
} as const satisfies Record<Operation, 'reads' | 'receives' | 'changes'>;

function isOperation(name: PropertyKey): name is Operation {
  return Object.hasOwn(effects, name);
}

/** Operations are called through this shape alone. */
type AnyCall = (...args: unknown[]) => unknown;

/**
 * The service with the rules of its connection in front of every call: nothing that a rule forbids leaves.
 * @returns a service whose calls may reject with GuardFailure
 */
export function guardService(service: SqsService, sources: GuardSources): SqsService {
  return wrap(service, (operation, args) => admit(operation, args, service.connection, sources));
}

/** The service for what nobody asked for just now: it reads, and stops when the calls of the hour are spent. */
export function backgroundService(service: SqsService, sources: GuardSources): SqsService {
  return wrap(service, (operation) => {
    const { connection } = service;
    if (effects[operation] !== 'reads') throw new GuardFailure('background', connection);
    if (sources.isOverBudget?.(connection)) throw new GuardFailure('budget', connection);
  });
}

type Admit = (operation: Operation, args: readonly unknown[]) => Promise<void> | void;

/** Lets through what `admit` does not throw at, and says of what failed whom was asked for what. */
function wrap(service: SqsService, admit: Admit): SqsService {
  return new Proxy(service, {
    get: (target, name) => {
      if (!isOperation(name)) return Reflect.get(target, name, target) as unknown;
      const call = (target[name] as AnyCall).bind(target);
      if (name === 'listQueues') return listing(target, admit);
      return async (...args: unknown[]) => {
        await admit(name, args);
        try {
          return await call(...args);
        } catch (error) {
          throw explained(error, name, target.connection);
        }
      };
    },
  });
}

function listing(service: SqsService, admit: Admit): SqsService['listQueues'] {
  return async function* (options) {
    await admit('listQueues', []);
    try {
      yield* service.listQueues(options);
    } catch (error) {
      throw explained(error, 'listQueues', service.connection);
    }
  };
}

function explained(error: unknown, operation: Operation, connection: Connection): unknown {
  if (!(error instanceof Failure)) return error;
  error.connection = connection;
  if (lacksPermission(error)) error.iamAction = iamActions[operation];
  return error;
}

/** @throws GuardFailure */
async function admit(
  operation: Operation,
  args: readonly unknown[],
  connection: Connection,
  sources: GuardSources,
): Promise<void> {
  const effect = effects[operation];
  if (effect === 'changes' && connection.isReadOnly) throw new GuardFailure('readOnly', connection);
  if (effect !== 'receives' || !(connection.isReadOnly || connection.isProduction)) return;
  const [queue, options] = args as [QueueRef, ReceiveOptions];
  if (operation === 'receiveMessages' && options.isContinuous && connection.isProduction)
    throw new GuardFailure('continuous', connection, queue);
  if (sources.isUnlocked(queue, connection)) return;
  if (await sources.askUnlock?.(queue, connection)) return;
  throw new GuardFailure('locked', connection, queue);
}
