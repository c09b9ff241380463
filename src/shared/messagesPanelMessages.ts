import type { AttributeSelection, MessageAttribute } from './message';
import type { MessageLayer } from './messageLayers';
import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';

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
  /** {0} what they are. */
  readonly attributesShort: string;
  readonly attributesAll: string;
  readonly attributesNone: string;
  readonly attributesNamed: string;
  /** {0} how many message attributes, {1} how many system attributes. */
  readonly attributesSome: string;
  readonly attributeNames: string;
  readonly attributeNamesHint: string;
  /** {0} the name. */
  readonly attributeNameWrong: string;
  readonly attributeNamesMissing: string;
  readonly attributesPartial: string;
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
  readonly formatted: string;
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

  readonly modes: string;
  readonly modePeek: string;
  readonly modeLook: string;
  readonly modeReceive: string;
  readonly peekHint: string;
  readonly peekPause: string;
  readonly peekResume: string;
  /** {0} visible, {1} in flight, {2} delayed. */
  readonly peekCounts: string;
  /** {0} count. */
  readonly peekPart: string;
  readonly peekEmpty: string;
  readonly lookHint: string;
  readonly lookSafe: string;
  readonly lookUnknown: string;
  /** {0} count, {1} name of the dead-letter queue. */
  readonly lookDeadLetter: string;
  readonly lookThird: string;
  readonly lookFifo: string;
  readonly lookLimit: string;
  readonly look: string;
  readonly looking: string;
  readonly lookEmptyTitle: string;
  readonly lookEmptyHint: string;
  /** {0} name of the dead-letter queue. */
  readonly includeDeadLetters: string;
  readonly times: string;
  readonly timesHint: string;
  readonly untilStopped: string;
  readonly stop: string;
  /** {0} count. */
  readonly droppedOldest: string;

  readonly filter: string;
  readonly filterPlaceholder: string;
  readonly filterHelp: string;
  readonly saveFilter: string;
  readonly forgetFilter: string;
  readonly savedFilters: string;
  readonly clearFilter: string;
  /** {0} shown, {1} all. */
  readonly filteredCount: string;
  readonly filteredNone: string;

  readonly columns: string;
  readonly addColumn: string;
  readonly addColumnHint: string;
  readonly resetColumns: string;
  /** {0} name. */
  readonly removeColumn: string;
  readonly state: string;
  readonly queue: string;
  readonly firstReceived: string;
  readonly expires: string;
  readonly visible: string;
  readonly inFlight: string;
  readonly delayed: string;
  readonly blocked: string;
  /** {0} duration. */
  readonly dueIn: string;
  /** {0} count. */
  readonly groups: string;
  readonly group: string;

  /** {0} count. */
  readonly selectedMany: string;
  readonly selectedManyHint: string;
  readonly noReceipt: string;
  /** {0} count. */
  readonly withoutReceipt: string;
  readonly fifoLapsed: string;
  readonly more: string;
  readonly move: string;
  readonly resend: string;
  readonly editAndResend: string;
  readonly reproduceLocally: string;
  readonly copyAs: string;
  readonly copyAsAwsCli: string;
  readonly copyAsSdk: string;
  readonly copyAsLambdaEvent: string;
  readonly save: string;
  readonly compare: string;
  readonly openInEditor: string;
  readonly layers: string;
  readonly layerBody: string;
  readonly layerSnsMessage: string;
  readonly layerDetail: string;
  readonly layerBase64: string;
  readonly layerGzip: string;
  readonly layerJsonText: string;
  readonly badgeJson: string;
  readonly badgeXml: string;
  readonly badgeBase64: string;
  readonly badgeGzip: string;
  readonly badgeSns: string;
  readonly badgeS3Event: string;
  readonly badgeEventBridge: string;
  readonly badgeS3Pointer: string;
  readonly badgeBinary: string;
  /** {0} bucket, {1} key. */
  readonly pointerWarning: string;
  readonly raw: string;
  /** {0} state, {1} duration. */
  readonly stateUntil: string;
  /** {0} program. */
  readonly heldBy: string;
}
