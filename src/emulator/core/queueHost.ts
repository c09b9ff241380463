import type { Clock } from './clock';
import type { CoreListener } from './coreListener';
import type { Ids } from './ids';
import type { MessageAdmission } from './messageAdmission';
import type { Queue } from './queue';

/** What a queue needs of the account around it. */
export interface QueueHost {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Drops the two rules of 60 seconds. */
  readonly isRelaxed: boolean;
  readonly listener: CoreListener | undefined;
  /** Asked before a message that a client sends is taken in. */
  readonly admission: MessageAdmission | undefined;
  findQueueByArn(arn: string): Queue | undefined;
}

/** Who a queue is; never changes. */
export interface QueueIdentity {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** The three counts of GetQueueAttributes, exact. */
export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** What SendMessage answers. */
export interface SendReceipt {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber: string | undefined;
}
