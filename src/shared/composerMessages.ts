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
    }
  | { readonly type: 'policy'; readonly policy: SendPolicy }
  | { readonly type: 'sent'; readonly record: SentRecord }
  | { readonly type: 'sendFailed'; readonly text: string };

/** Page to host. */
export type ComposerRequest =
  | ReadyRequest
  | { readonly type: 'send'; readonly draft: MessageDraft }
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
  /** {0} what the parser said. */
  readonly notXmlBecause: string;
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
  readonly history: string;
  readonly time: string;
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly sequenceNumber: string;
}
