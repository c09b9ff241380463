import type { HeadingStrings } from './panelMessages';

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
