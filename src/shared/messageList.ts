import type { MessageAttribute } from './message';
import type { MessageLayer } from './messageLayers';

/** `blocked`: visible, but an earlier message of its FIFO group is in flight or delayed. */
export type RowState = 'visible' | 'inFlight' | 'delayed' | 'blocked';

/**
 * A row of the list. The body stays with the host until the message is selected,
 * and its receipt handle never reaches the page. All times are epoch milliseconds of the host's clock.
 */
export interface MessageRow {
  /** By which page and host speak of the message. A message that comes once more replaces its row. */
  readonly id: string;
  readonly messageId: string;
  /** In the order in which the messages came; no two are the same. */
  readonly order: number;
  /** The queue that it is in. */
  readonly queueName: string;
  /** The beginning of the body. */
  readonly preview: string;
  readonly messageGroupId?: string | undefined;
  readonly receiveCount?: number | undefined;
  readonly sentAt?: number | undefined;
  readonly firstReceivedAt?: number | undefined;
  /** When the retention period ends. */
  readonly expiresAt?: number | undefined;
  /** When the receipt lapses; of a peek, when the message becomes visible. */
  readonly visibleAgainAt?: number | undefined;
  /** Of a peek. */
  readonly state?: RowState | undefined;
  /** Of a peek: the program that holds the message. */
  readonly receivedBy?: string | undefined;
  /** The page's host holds a receipt of it: it can be deleted, released and extended. */
  readonly hasReceipt: boolean;
  /** UTF-8 bytes of body and attributes. */
  readonly size: number;
  /** What the columns show that are fields of the filter language, by the name of the column. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** The filter lets it through. */
  readonly isMatch: boolean;
}

/** What the detail pane shows of the selected message. */
export interface MessageDetail {
  readonly id: string;
  readonly messageId: string;
  /** The body and what is inside it; there is always one. */
  readonly layers: readonly MessageLayer[];
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  readonly systemAttributes: Readonly<Record<string, string>>;
  /** Not all of its attributes were asked for. */
  readonly isPartial: boolean;
  /** All of it as JSON, as the AWS CLI would print it. */
  readonly raw: string;
}

/** Columns that every message has. Any other name is a field of the filter language, such as `attr.JobType`. */
export const builtInColumns = [
  'state',
  'queue',
  'messageId',
  'body',
  'messageGroupId',
  'receiveCount',
  'sent',
  'firstReceived',
  'timeLeft',
  'expires',
  'size',
] as const;
export type BuiltInColumn = (typeof builtInColumns)[number];

/** How the list is shown, kept for the queue. */
export interface ListView {
  /** Names of columns, in their order. */
  readonly columns: readonly string[];
  /** Undefined for the order in which the messages came. */
  readonly sort?: { readonly column: string; readonly isDescending: boolean } | undefined;
}
