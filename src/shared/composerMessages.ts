import type { MessageDraft, SentMessage } from './message';
import type { AttributeProblem } from './messageChecks';
import type { HeadingStrings, QueueHeading, ReadyRequest } from './panelMessages';

/** What the queue accepts. */
export interface SendPolicy {
  /** MaximumMessageSize in UTF-8 bytes of body and attributes. */
  readonly maximumMessageSize: number;
  /** FIFO queues only; absent where it could not be read. */
  readonly contentBasedDeduplication?: boolean | undefined;
  /** The queue's own delay in seconds, which holds when the message sets none. */
  readonly delaySeconds: number;
}

/** A message that this panel sent; `at` in epoch milliseconds. */
export interface SentRecord extends SentMessage {
  readonly at: number;
}

/** Host to page. */
export type ComposerEvent =
  | {
      readonly type: 'state';
      readonly strings: ComposerStrings;
      readonly heading: QueueHeading;
      readonly policy: SendPolicy;
      /** True while a send of this panel has not been answered. */
      readonly isSending: boolean;
      /** What this panel sent, newest first. */
      readonly history: readonly SentRecord[];
      readonly recentIds: RecentIds;
      /** The run of many messages that goes on or ended last. */
      readonly bulk?: BulkState | undefined;
      /** True while the body is edited in an editor tab. */
      readonly isBodyInTab: boolean;
    }
  | { readonly type: 'policy'; readonly policy: SendPolicy }
  | { readonly type: 'sent'; readonly record: SentRecord; readonly recentIds: RecentIds }
  | { readonly type: 'sendFailed'; readonly text: string }
  /** Puts something in place of what is typed. Sent again until the page has answered `loaded`. */
  | { readonly type: 'load'; readonly id: number; readonly content: LoadedContent }
  /** Bytes of a file, base64, for the attribute at `index`. */
  | { readonly type: 'binary'; readonly index: number; readonly value: string }
  | { readonly type: 'bodyInTab'; readonly isBodyInTab: boolean }
  | { readonly type: 'bulk'; readonly bulk: BulkState | undefined };

/** IDs that were used with this queue, newest first. */
export interface RecentIds {
  readonly groupIds: readonly string[];
  readonly deduplicationIds: readonly string[];
}

/** A whole message, or a body alone, that comes from elsewhere. */
export type LoadedContent =
  | {
      readonly kind: 'draft';
      readonly draft: MessageDraft;
      readonly hasPlaceholders: boolean;
      /** Where it comes from, as a sentence. */
      readonly note: string;
    }
  | { readonly kind: 'body'; readonly body: string };

/** A run of many messages. */
export interface BulkState {
  readonly isRunning: boolean;
  readonly isCancelled: boolean;
  readonly total: number;
  readonly sent: number;
  readonly failed: number;
  /** The first of those that failed. */
  readonly failures: readonly BulkFailureRow[];
}

export interface BulkFailureRow {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** True when the answer was lost: a retry may send the message a second time. */
  readonly isUnknown: boolean;
}

/** Messages that one run can send. */
export const MAX_BULK_MESSAGES = 100_000;
/** Messages in a second that a run can be held to at most. */
export const MAX_BULK_RATE = 3_000;

/** Page to host. */
export type ComposerRequest =
  | ReadyRequest
  /** With placeholders, text in double braces is filled in before it is sent. */
  | { readonly type: 'send'; readonly draft: MessageDraft; readonly hasPlaceholders: boolean }
  | { readonly type: 'loaded'; readonly id: number }
  | { readonly type: 'openBodyInTab'; readonly body: string; readonly mode: 'json' | 'xml' | 'text' }
  | { readonly type: 'pickBinary'; readonly index: number }
  | { readonly type: 'openTemplates'; readonly draft: MessageDraft; readonly hasPlaceholders: boolean }
  | {
      readonly type: 'sendMany';
      readonly draft: MessageDraft;
      readonly hasPlaceholders: boolean;
      /** 1 … MAX_BULK_MESSAGES */
      readonly count: number;
      /** 1 … MAX_BULK_RATE; as fast as it goes when left out. */
      readonly perSecond?: number | undefined;
    }
  | { readonly type: 'cancelMany' }
  | { readonly type: 'retryMany' }
  | { readonly type: 'openMessages' }
  | { readonly type: 'openDashboard' };

/** Every word on the page. `{0}` and so on are filled in by the page. */
export interface ComposerStrings extends HeadingStrings {
  readonly openMessages: string;
  readonly openDashboard: string;

  readonly body: string;
  readonly bodyMode: string;
  /** {0} the mode that the body seems to have. */
  readonly modeAuto: string;
  readonly modeText: string;
  readonly format: string;
  readonly formatHint: string;
  readonly find: string;
  readonly validXml: string;
  readonly notXml: string;
  readonly notXmlHere: string;
  readonly notJsonHere: string;
  readonly forbiddenHere: string;
  /** Read to screen readers with the body. */
  readonly editorKeys: string;
  /** English phrases of the editor, and what to show for them. */
  readonly editorPhrases: Readonly<Record<string, string>>;
  /** {0} bytes of {1} bytes. */
  readonly size: string;
  readonly validJson: string;
  readonly notJson: string;
  readonly jsonTooDeep: string;
  readonly goTo: string;
  readonly openInTab: string;
  readonly openInTabHint: string;
  readonly showTab: string;
  readonly bodyInTab: string;
  readonly templates: string;
  readonly templatesHint: string;
  readonly undo: string;
  readonly placeholders: string;
  readonly placeholdersHint: string;
  /** {0} what stands in double braces. */
  readonly placeholderUnknown: string;

  readonly attributes: string;
  readonly attributesHint: string;
  readonly addAttribute: string;
  /** {0} name of the attribute. */
  readonly removeAttribute: string;
  readonly name: string;
  readonly type: string;
  readonly customType: string;
  /** {0} number of the row. */
  readonly attributeRow: string;
  readonly value: string;
  readonly valueAs: string;
  readonly asText: string;
  readonly asBase64: string;
  readonly asHex: string;
  readonly notHex: string;

  /** Of delay, IDs and trace header together. */
  readonly options: string;
  readonly delay: string;
  /** {0} the queue's own delay in seconds. */
  readonly delayHint: string;
  readonly messageGroupId: string;
  readonly groupHintFifo: string;
  readonly groupHintStandard: string;
  readonly deduplicationId: string;
  readonly deduplicationHintOptional: string;
  readonly deduplicationHintRequired: string;
  readonly newDeduplicationId: string;
  readonly newIdAfterSend: string;
  readonly traceHeader: string;
  readonly traceHeaderHint: string;
  readonly newTraceHeader: string;
  readonly traceHeaderInvalid: string;
  readonly fromFile: string;

  readonly bodyEmpty: string;
  /** {0} code point as U+0007, {1} line, {2} column. */
  readonly bodyCharacters: string;
  /** {0} bytes, {1} maximum bytes. */
  readonly tooLong: string;
  /** {0} maximum. */
  readonly tooManyAttributes: string;
  readonly attributeProblems: Readonly<Record<AttributeProblem, string>>;
  /** {0} name. */
  readonly attributeNameTwice: string;
  /** {0} maximum seconds. */
  readonly delayOutOfRange: string;
  readonly delayOnFifo: string;
  readonly groupIdMissing: string;
  readonly deduplicationIdMissing: string;
  readonly deduplicationIdOnStandard: string;
  /** For both IDs. */
  readonly identifierInvalid: string;

  readonly send: string;
  readonly sendAndKeep: string;
  readonly sendAndKeepHint: string;
  readonly sending: string;
  /** {0} keys. */
  readonly sendKeys: string;
  /** {0} message ID. */
  readonly sent: string;
  /** {0} message ID. */
  readonly duplicate: string;
  readonly fixFirst: string;
  readonly clear: string;

  readonly sendMany: string;
  readonly sendManyHint: string;
  readonly sendManyHintFifo: string;
  readonly count: string;
  readonly rate: string;
  readonly rateHint: string;
  /** {0} count. */
  readonly sendCount: string;
  readonly cancel: string;
  /** {0} name, {1} least, {2} most. */
  readonly outOfRange: string;
  /** {0} sent, {1} total. */
  readonly bulkSent: string;
  /** {0} sent, {1} total. */
  readonly bulkCancelled: string;
  /** {0} failed. */
  readonly bulkFailed: string;
  /** {0} count. */
  readonly retryFailed: string;
  readonly retryMayDouble: string;
  readonly number: string;
  readonly problem: string;
  /** {0} shown, {1} all. */
  readonly firstOf: string;

  readonly history: string;
  readonly time: string;
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly sequenceNumber: string;
}
