import type { WritableMessage } from '../../messageFormats/savedMessages';
import type { SendTarget } from '../../messageFormats/sendCommand';
import type { PeekSource } from '../../peek/peek';
import type { AttributeSelection, MessageSelection } from '../../shared/message';
import type { ListView } from '../../shared/messageList';
import type { MessageCommand, MessagesEvent } from '../../shared/messagesPanelMessages';
import type { MessagesStrings } from '../../shared/messagesPanelStrings';
import type { QueueHeading } from '../../shared/panelMessages';
import type { SqsService } from '../../sqs/sqsService';
import type { PanelContext } from '../panelController';

/** A text to be opened in an editor tab. */
export interface TextDocument {
  /** With the extension by which the editor knows its language, such as `0f8a3c1e.json`. */
  readonly name: string;
  readonly text: string;
}

/** What the editor does for a messages page. */
export interface MessagesEditor {
  copy(text: string): PromiseLike<void>;
  /** Asks for a file and a format, and writes it. Resolves with its path; undefined when it was cancelled. */
  save(queueName: string, messages: readonly WritableMessage[]): PromiseLike<string | undefined>;
  open(document: TextDocument): PromiseLike<void>;
  compare(left: TextDocument, right: TextDocument, title: string): PromiseLike<void>;
  /** A modal question; `action` is the word on the button that goes on. */
  confirm(question: string, detail: string, action: string): PromiseLike<boolean>;
}

/** What the workspace keeps: how the list of a queue is shown, what is looked at and received, and the saved filters. */
export interface ViewMemory {
  readView(): ListView | undefined;
  writeView(view: ListView): void;
  readReceivedAttributes(): AttributeSelection | undefined;
  writeReceivedAttributes(attributes: AttributeSelection): void;
  /** True when the dead-letter queue of the queue is looked at as well. */
  readIncludesDeadLetters(): boolean;
  writeIncludesDeadLetters(isOn: boolean): void;
  readFilters(): readonly string[];
  writeFilters(filters: readonly string[]): void;
}

export interface MessagesContext extends PanelContext<MessagesEvent> {
  readonly strings: MessagesStrings;
  readonly heading: QueueHeading;
  readonly service: () => SqsService;
  /** Where the queue can be peeked at, if that is known without asking. */
  readonly surePeek: PeekSource | undefined;
  /** Asks where the queue can be peeked at; undefined where it cannot. */
  readonly findPeek: () => Promise<PeekSource | undefined>;
  readonly editor: MessagesEditor;
  readonly memory: ViewMemory;
  /** What the messages of a page may take, in bytes. */
  readonly limitBytes: () => number;
  /** For commands and programs that are copied. */
  readonly target: () => SendTarget;
  /** Runs a command of the editor on messages; it tells by itself what failed. */
  readonly runCommand: (command: MessageCommand, selection: MessageSelection) => void;
  readonly openComposer: () => void;
  readonly openDashboard: () => void;
  /** Called when another message, or none, is selected. */
  readonly onDidSelect: (id: string | undefined) => void;
}
