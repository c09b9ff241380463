import type { AttributeSelection } from './message';
import type { ListView, MessageDetail, MessageRow } from './messageList';
import type { MessagesStrings } from './messagesPanelStrings';
import type { QueueHeading, ReadyRequest } from './panelMessages';

/** What the queue itself says about receiving from it; empty where it could not be read, or not yet. */
export interface ReceivePolicy {
  /** Default visibility timeout in seconds. */
  readonly visibilityTimeout?: number | undefined;
  /** After so many receives a message goes to the dead-letter queue. */
  readonly maxReceiveCount?: number | undefined;
  readonly deadLetterQueueName?: string | undefined;
  /** In seconds. */
  readonly messageRetentionPeriod?: number | undefined;
}

/**
 * How the page looks at its queue.
 *
 * `peek`: without any effect, where the server can. `look`: each message received once and released.
 * `receive`: as a consumer does.
 */
export type MessagesMode = 'peek' | 'look' | 'receive';

/** What the page shows of a receive or look that ended. */
export type ReceiveOutcome =
  | { readonly kind: 'received'; readonly count: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly text: string }
  /** Made of sentences by the host; `isWarning` when not all is as it was. */
  | { readonly kind: 'looked'; readonly text: string; readonly isWarning: boolean };

/** An action on one message that failed. */
export interface ActionFailure {
  readonly id: string;
  readonly text: string;
}

/** A field of the filter is not understood. */
export interface FilterTrouble {
  readonly text: string;
  /** Where in the filter, in UTF-16 units. */
  readonly index: number;
}

export interface MessagesState {
  readonly type: 'state';
  readonly now: number;
  readonly strings: MessagesStrings;
  readonly heading: QueueHeading;
  readonly policy: ReceivePolicy;
  /** Of the dead-letter queue, where that is looked at as well. */
  readonly deadLetterPolicy?: ReceivePolicy | undefined;
  /** The ways in which this queue can be looked at, the gentlest first. */
  readonly modes: readonly MessagesMode[];
  readonly mode: MessagesMode;
  readonly rows: readonly MessageRow[];
  readonly detail?: MessageDetail | undefined;
  readonly isReceiving: boolean;
  readonly outcome?: ReceiveOutcome | undefined;
  readonly view: ListView;
  readonly filter: string;
  readonly filterTrouble?: FilterTrouble | undefined;
  readonly savedFilters: readonly string[];
  /** Messages of the dead-letter queue are looked at as well. */
  readonly includesDeadLetters: boolean;
  /** What the last receive from this queue asked for; undefined where there has been none. */
  readonly receivedAttributes?: AttributeSelection | undefined;
}

/** Host to page. `now` is the host's clock (epoch milliseconds), to count receipts down by. */
export type MessagesEvent =
  | MessagesState
  | {
      readonly type: 'policy';
      readonly policy: ReceivePolicy;
      readonly deadLetterPolicy?: ReceivePolicy | undefined;
    }
  | { readonly type: 'receiving' }
  /** New and changed rows, and the ids of those that are gone. `dropped`: forgotten to bound the memory, since ever. */
  | {
      readonly type: 'rows';
      readonly now: number;
      readonly rows: readonly MessageRow[];
      readonly removed: readonly string[];
      readonly dropped: number;
    }
  | { readonly type: 'receiveEnded'; readonly outcome: ReceiveOutcome }
  /** Answers `refresh`. `isWhole`: the list has all messages of the queue. */
  | { readonly type: 'refreshed'; readonly isWhole: boolean; readonly problem?: string | undefined }
  /** Answers `filter`: the rows that it lets through; undefined where there is no filter. */
  | {
      readonly type: 'filtered';
      readonly filter: string;
      readonly ids?: readonly string[] | undefined;
      readonly trouble?: FilterTrouble | undefined;
    }
  | { readonly type: 'savedFilters'; readonly savedFilters: readonly string[] }
  | { readonly type: 'detail'; readonly detail: MessageDetail }
  | {
      readonly type: 'visibility';
      readonly ids: readonly string[];
      readonly now: number;
      readonly visibleAgainAt: number;
    }
  | { readonly type: 'removed'; readonly ids: readonly string[] }
  /** An action has ended. `text` says what there is to say of it as a whole. */
  | {
      readonly type: 'acted';
      readonly failures: readonly ActionFailure[];
      readonly text?: string | undefined;
    };

/** Commands of the editor that work on messages. */
export const messageCommands = ['move', 'resend', 'editAndResend', 'reproduceLocally'] as const;
export type MessageCommand = (typeof messageCommands)[number];

export const copyFormats = ['body', 'awsCli', 'sdk', 'lambdaEvent'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** Page to host. Every `id` is one that a row gave out. */
export type MessagesRequest =
  | ReadyRequest
  | { readonly type: 'mode'; readonly mode: MessagesMode }
  /** Peeks once more. */
  | { readonly type: 'refresh' }
  | {
      readonly type: 'receive';
      /** 1 … 10 */
      readonly maxNumberOfMessages: number;
      /** 0 … 20 */
      readonly waitTimeSeconds: number;
      /** 0 … 43200; left out for the queue's own. */
      readonly visibilityTimeout?: number | undefined;
      /** 1 … 1000; left out to go on until it is cancelled. */
      readonly times?: number | undefined;
      readonly attributes: AttributeSelection;
    }
  /** `limit`: 1 … 1000 messages. */
  | { readonly type: 'look'; readonly limit: number }
  | { readonly type: 'cancelReceive' }
  /** `id` is the message to be shown, `ids` all that are selected. */
  | { readonly type: 'select'; readonly id?: string | undefined; readonly ids: readonly string[] }
  | { readonly type: 'run'; readonly command: MessageCommand; readonly ids: readonly string[] }
  | { readonly type: 'delete'; readonly ids: readonly string[] }
  | { readonly type: 'release'; readonly ids: readonly string[] }
  /** `seconds` from now: 1 … 43200. */
  | { readonly type: 'extend'; readonly ids: readonly string[]; readonly seconds: number }
  | { readonly type: 'copy'; readonly ids: readonly string[]; readonly format: CopyFormat }
  | { readonly type: 'save'; readonly ids: readonly string[] }
  /** `layer` counts from 0; -1 is the message as a whole. */
  | { readonly type: 'openLayer'; readonly id: string; readonly layer: number }
  | { readonly type: 'compare'; readonly ids: readonly [string, string] }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'saveFilter'; readonly filter: string; readonly isSaved: boolean }
  | { readonly type: 'view'; readonly view: ListView }
  | { readonly type: 'includeDeadLetters'; readonly isOn: boolean }
  | { readonly type: 'clear' }
  | { readonly type: 'openComposer' }
  | { readonly type: 'openDashboard' };
