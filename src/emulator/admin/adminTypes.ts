/**
 * What crosses the wire of the admin API, as JSON. Documented route by route in `docs/admin-api.md`.
 * Times are epoch milliseconds of the emulator's clock unless a comment says otherwise.
 */
import type { MessageAttribute } from '../../shared/message';
import type { QueueCounts } from '../../shared/queue';
import type { FaultRule, FaultSettings } from './faultRules';

export type { FaultKind, FaultPreset, FaultRule, FaultSettings } from './faultRules';

/** Who has started an emulator, and ends it. */
export interface EmulatorOwner {
  /** A window of the editor, the command line, or a program that uses the library. */
  readonly kind: 'window' | 'shell' | 'program';
  /** Of the window, as people know it. */
  readonly name?: string | undefined;
}

/** `GET /health` */
export interface Health {
  readonly product: 'queuescope';
  /** Different with every start. */
  readonly instanceId: string;
  /** Version of Queuescope. */
  readonly version: string;
  readonly adminApiVersion: number;
  readonly owner: EmulatorOwner;
  /** Where queues are kept on disk; null when they live in memory alone. */
  readonly dataFolder: string | null;
  /** By the machine's clock. */
  readonly startedAt: number;
  readonly accountId: string;
  /** Whether the two rules of 60 seconds are dropped. */
  readonly isRelaxed: boolean;
  /** The address it is bound to. */
  readonly host: string;
  readonly port: number;
  readonly endpoint: string;
  /** Whether routes that change something want the admin token. */
  readonly needsToken: boolean;
  readonly areFaultsOn: boolean;
  readonly clock: ClockState;
}

/** One queue, as `GET /queues` lists it. */
export interface QueueSummary {
  readonly name: string;
  readonly region: string;
  readonly arn: string;
  readonly isFifo: boolean;
  readonly counts: QueueCounts;
}

/** The counts of some queues, by name. */
export interface CountsReading {
  /** Then `GetQueueAttributes` may say something else. */
  readonly areFaultsOn: boolean;
  readonly counts: Readonly<Record<string, QueueCounts>>;
}

/** Who received a message, as far as the request told. */
export interface ReceiverInfo {
  readonly accessKeyId: string | undefined;
  readonly userAgent: string | undefined;
}

export type PeekState = 'visible' | 'inFlight' | 'delayed';

/** One message, looked at without any effect on it. */
export interface PeekedMessage {
  readonly id: string;
  readonly state: PeekState;
  readonly body: string;
  readonly md5OfBody: string;
  /** Binary values as base64. */
  readonly attributes: readonly MessageAttribute[];
  /** As ReceiveMessage names them; the receive count is the one so far. */
  readonly systemAttributes: Readonly<Record<string, string>>;
  readonly sentAt: number;
  /** When the retention period ends. */
  readonly expiresAt: number;
  readonly receiveCount: number;
  /** In flight: when its visibility timeout ends. Delayed: when it becomes visible. */
  readonly visibleAt?: number | undefined;
  /** Latest receive. */
  readonly receivedAt?: number | undefined;
  /** In flight: the client that holds it. */
  readonly receivedBy?: ReceiverInfo | undefined;
  readonly groupId?: string | undefined;
  /** FIFO: visible, but an earlier message of its group is in flight or delayed. */
  readonly isBlocked: boolean;
}

/** `GET /messages` */
export interface PeekPage {
  readonly queue: QueueSummary;
  readonly now: number;
  /** In the order in which the queue took them in. */
  readonly messages: readonly PeekedMessage[];
  /** Asks for the next page; absent on the last one. */
  readonly cursor?: string | undefined;
}

/** One message group, as `GET /groups` lists it. */
export interface GroupSummary extends QueueCounts {
  readonly groupId: string;
  /** FIFO: none of its messages can be received now. */
  readonly isBlocked: boolean;
}

export type DeadlineReason = 'delay' | 'visibility' | 'retention' | 'timer';

/** `GET /clock`, and the answer of everything that changes it. */
export interface ClockState {
  readonly now: number;
  readonly isPaused: boolean;
  /** How far it is ahead of the machine's clock. */
  readonly aheadMs: number;
}

/** What happens next by itself. `timer`: a long poll ends, or a move task takes its next step. */
export interface NextDeadline {
  readonly at: number;
  readonly reason: DeadlineReason;
}

export interface ClockAdvance extends ClockState {
  readonly advancedMs: number;
}

export interface ClockReading extends ClockState {
  readonly nextDeadline?: NextDeadline | undefined;
}

/** `GET /faults`, and the answer of `PUT` and `DELETE`. */
export interface FaultState extends FaultSettings {
  readonly isOn: boolean;
  readonly seed: number;
  readonly rules: readonly (FaultRule & {
    /** Requests (or messages, or entries) that it looked at, and how many it struck. */
    readonly seen: number;
    readonly struck: number;
  })[];
}

/** One answered request. */
export interface RequestRecord {
  /** Rises by one with every request. */
  readonly sequence: number;
  /** By the machine's clock. */
  readonly at: number;
  readonly durationMs: number;
  readonly action: string;
  readonly queueName?: string | undefined;
  readonly region: string;
  /** HTTP status; 0 when the connection was cut instead of answered. */
  readonly status: number;
  readonly errorCode?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly accessKeyId?: string | undefined;
  /** Only while bodies are recorded, cut to the size that was set. */
  readonly requestBody?: string | undefined;
  readonly answerBody?: string | undefined;
}

export type LifeEventKind =
  | 'sent'
  | 'received'
  /** The delay ended. */
  | 'delayEnded'
  /** A client set the visibility timeout to 0. */
  | 'released'
  /** A client changed the visibility timeout. */
  | 'extended'
  /** The visibility timeout ended. */
  | 'timedOut'
  | 'deleted'
  /** The retention period ended. */
  | 'expired'
  | 'deadLettered'
  /** A move task took it. */
  | 'redriven'
  /** The whole queue was purged or deleted; without a message. */
  | 'purged'
  | 'queueDeleted';

/** One thing that happened to a message. */
export interface LifeEvent {
  readonly sequence: number;
  readonly at: number;
  readonly kind: LifeEventKind;
  readonly queueArn: string;
  readonly messageId?: string | undefined;
  readonly receiveCount?: number | undefined;
  /** The client that sent, received, released or deleted it. */
  readonly by?: ReceiverInfo | undefined;
  /** ARN of the dead-letter queue. */
  readonly targetArn?: string | undefined;
  /** Id that it has there. */
  readonly targetMessageId?: string | undefined;
}

/** `GET /activity` and `PUT /activity` */
export interface ActivitySettings {
  /** Characters kept of request and answer bodies; 0 (the default) keeps none. */
  readonly bodyLimit: number;
  readonly requestsKept: number;
  readonly eventsKept: number;
}

/** `GET /activity/requests` */
export interface RequestPage {
  readonly requests: readonly RequestRecord[];
  /** `after` of the next page: the latest sequence number looked at. */
  readonly cursor: number;
  /** Records since `after` that were overwritten before they were read. */
  readonly lost: number;
}

/** `GET /activity/messages` */
export interface LifePage {
  readonly events: readonly LifeEvent[];
  readonly cursor: number;
  readonly lost: number;
}

/** A line of `GET /activity/stream`. */
export type StreamedActivity =
  | { readonly type: 'request'; readonly request: RequestRecord }
  | { readonly type: 'message'; readonly event: LifeEvent }
  /** The reader was too slow for so many records. */
  | { readonly type: 'lost'; readonly count: number };

/** A window, or another program, that works with this emulator. Times by the machine's clock. */
export interface AttachedClient {
  readonly id: string;
  readonly name: string;
  readonly attachedAt: number;
  readonly seenAt: number;
}

/** `POST /clients` */
export interface Attachment extends AttachedClient {
  /** It is forgotten unless it is heard of so often. */
  readonly heartbeatMs: number;
}

/** `POST /reset` */
export interface ResetResult {
  readonly queuesDeleted: number;
  readonly messagesDeleted: number;
}

export interface AdminFailure {
  readonly error: { readonly code: AdminErrorCode; readonly message: string };
}

export type AdminErrorCode =
  | 'notFound'
  | 'methodNotAllowed'
  | 'invalid'
  | 'tokenRequired'
  | 'tooLarge'
  | 'internal';
