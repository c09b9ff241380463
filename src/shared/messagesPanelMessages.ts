import type { MessageAttribute } from './message';
import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';

/** What the queue itself says about receiving from it; absent where it could not be read. */
export interface ReceivePolicy {
  /** Default visibility timeout in seconds. */
  readonly visibilityTimeout?: number | undefined;
  /** After so many receives a message goes to the dead-letter queue. */
  readonly maxReceiveCount?: number | undefined;
  readonly deadLetterQueueName?: string | undefined;
}

/**
 * A row of the list. The body stays with the host until the message is selected,
 * and its receipt handle never reaches the page.
 */
export interface MessageRow {
  /** The message ID. A message received once more replaces its row: the newest receipt counts. */
  readonly id: string;
  /** The beginning of the body. */
  readonly preview: string;
  readonly messageGroupId?: string | undefined;
  readonly receiveCount?: number | undefined;
  /** Epoch milliseconds. */
  readonly sentAt?: number | undefined;
  /** When the receipt lapses (epoch milliseconds). */
  readonly visibleAgainAt: number;
  /** UTF-8 bytes of body and attributes. */
  readonly size: number;
}

/** What the detail pane shows of the selected message. */
export interface MessageDetail {
  readonly id: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: readonly MessageAttribute[];
  readonly systemAttributes: Readonly<Record<string, string>>;
}

/** What the page shows of a receive that ended. */
export type ReceiveOutcome =
  | { readonly kind: 'received'; readonly count: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly text: string };

/** Host to page. `now` is the host's clock (epoch milliseconds), to count receipts down by. */
export type MessagesEvent =
  | {
      readonly type: 'state';
      readonly now: number;
      readonly strings: MessagesStrings;
      readonly heading: QueueHeading;
      readonly policy: ReceivePolicy;
      readonly rows: readonly MessageRow[];
      readonly detail?: MessageDetail | undefined;
      readonly isReceiving: boolean;
      readonly outcome?: ReceiveOutcome | undefined;
    }
  | { readonly type: 'policy'; readonly policy: ReceivePolicy }
  | { readonly type: 'receiving' }
  | {
      readonly type: 'received';
      readonly now: number;
      readonly rows: readonly MessageRow[];
      readonly outcome: ReceiveOutcome;
    }
  | { readonly type: 'detail'; readonly detail: MessageDetail }
  | {
      readonly type: 'visibility';
      readonly id: string;
      readonly now: number;
      readonly visibleAgainAt: number;
    }
  | { readonly type: 'removed'; readonly ids: readonly string[] }
  | { readonly type: 'actionFailed'; readonly id: string; readonly text: string };

/** Page to host. Every `id` is one that a row gave out. */
export type MessagesRequest =
  | ReadyRequest
  | {
      readonly type: 'receive';
      /** 1 … 10 */
      readonly maxNumberOfMessages: number;
      /** 0 … 20 */
      readonly waitTimeSeconds: number;
      /** 0 … 43200; left out for the queue's own. */
      readonly visibilityTimeout?: number | undefined;
    }
  | { readonly type: 'cancelReceive' }
  | { readonly type: 'select'; readonly id?: string | undefined }
  | { readonly type: 'delete'; readonly id: string }
  | { readonly type: 'release'; readonly id: string }
  /** `seconds` from now: 1 … 43200. */
  | { readonly type: 'extend'; readonly id: string; readonly seconds: number }
  | { readonly type: 'copyBody'; readonly id: string }
  | { readonly type: 'clear' }
  | { readonly type: 'openComposer' }
  | { readonly type: 'openDashboard' };

/** Every word on the page. `{0}` and so on are filled in by the page. */
export interface MessagesStrings extends HeadingStrings {
  readonly sendMessage: string;
  readonly openDashboard: string;
  readonly receiveOptions: string;
  readonly maxNumberOfMessages: string;
  readonly waitTimeSeconds: string;
  readonly visibilityTimeout: string;
  readonly queueDefault: string;
  /** {0} seconds. */
  readonly queueDefaultOf: string;
  readonly receive: string;
  readonly receiving: string;
  readonly cancel: string;
  readonly clear: string;
  readonly clearHint: string;
  /** {0} name of the field, {1} least, {2} most. */
  readonly outOfRange: string;
  /** {0} duration. */
  readonly effect: string;
  readonly effectUnknown: string;
  readonly effectNotHidden: string;
  /** {0} count, {1} name of the dead-letter queue. */
  readonly effectDeadLetter: string;
  readonly effectFifo: string;
  readonly receivedOne: string;
  /** {0} count. */
  readonly receivedMany: string;
  readonly receivedNone: string;
  readonly receiveCancelled: string;

  readonly emptyTitle: string;
  readonly emptyHint: string;
  readonly listLabel: string;
  readonly messageId: string;
  readonly body: string;
  readonly messageGroupId: string;
  readonly receiveCount: string;
  readonly sent: string;
  readonly timeLeft: string;
  readonly size: string;
  readonly lapsed: string;

  readonly selectHint: string;
  /** {0} message ID. */
  readonly detailLabel: string;
  readonly loading: string;
  readonly delete: string;
  readonly release: string;
  readonly releaseHint: string;
  readonly extend: string;
  readonly extendSeconds: string;
  readonly copyBody: string;
  /** {0} duration. */
  readonly receiptLeft: string;
  readonly receiptLapsedStandard: string;
  readonly receiptLapsedFifo: string;
  readonly pretty: string;
  readonly tooDeep: string;
  /** {0} shown, {1} all characters. */
  readonly shownPart: string;
  readonly showAll: string;
  readonly attributes: string;
  readonly noAttributes: string;
  readonly systemAttributes: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly md5OfBody: string;
  readonly messageGone: string;
}
