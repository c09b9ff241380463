import type { ComposerEvent, ComposerStrings, SendPolicy, SentRecord } from '../shared/composerMessages';
import type { MessageDraft } from '../shared/message';
import { checkMessage, MAX_MESSAGE_SIZE } from '../shared/messageChecks';
import type { QueueHeading } from '../shared/panelMessages';
import type { QueueRef } from '../shared/queue';
import type { SqsService } from '../sqs/sqsService';
import { parseComposerRequest } from './composerRequest';
import type { PanelContext, PanelController } from './panelController';
import { sendPolicy } from './queuePolicy';

/** Sent messages that the panel lists at most. */
const HISTORY_LENGTH = 20;

export interface ComposerContext extends PanelContext<ComposerEvent> {
  readonly strings: ComposerStrings;
  readonly heading: QueueHeading;
  readonly service: () => SqsService;
  readonly openMessages: () => void;
  readonly openDashboard: () => void;
}

/** Sends what one composer page drafts. The draft itself lives in the page, which keeps it over a reload. */
export class ComposerController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: ComposerContext;
  readonly #lifetime = new AbortController();
  #policy: SendPolicy = { maximumMessageSize: MAX_MESSAGE_SIZE, delaySeconds: 0 };
  #history: readonly SentRecord[] = [];
  #isSending = false;

  constructor(queue: QueueRef, context: ComposerContext) {
    this.#queue = queue;
    this.#context = context;
  }

  receive(message: unknown): void {
    const request = parseComposerRequest(message);
    switch (request?.type) {
      case 'ready':
        this.hydrate();
        void this.#readPolicy();
        break;
      case 'send':
        void this.#send(request.draft);
        break;
      case 'openMessages':
        this.#context.openMessages();
        break;
      case 'openDashboard':
        this.#context.openDashboard();
        break;
      case undefined:
    }
  }

  hydrate(): void {
    this.#context.post({
      type: 'state',
      strings: this.#context.strings,
      heading: this.#context.heading,
      policy: this.#policy,
      isSending: this.#isSending,
      history: this.#history,
    });
  }

  dispose(): void {
    this.#lifetime.abort();
  }

  /** Where the attributes cannot be read, AWS's defaults hold and SQS has the last word on a send. */
  async #readPolicy(): Promise<void> {
    try {
      const attributes = await this.#context.service().readAttributes(this.#queue, this.#lifetime.signal);
      this.#policy = sendPolicy(attributes);
      this.#context.post({ type: 'policy', policy: this.#policy });
    } catch (error) {
      if (!this.#lifetime.signal.aborted) this.#context.report(error);
    }
  }

  async #send(draft: MessageDraft): Promise<void> {
    if (this.#isSending) return;
    if (checkMessage(draft, { queueName: this.#queue.queueName, ...this.#policy }).length > 0) {
      this.#context.post({ type: 'sendFailed', text: this.#context.strings.fixFirst });
      return;
    }
    this.#isSending = true;
    const event = await this.#trySend(draft);
    this.#isSending = false;
    this.#context.post(event);
  }

  /** A send goes on when the panel is closed: aborting it would leave open whether the message was sent. */
  async #trySend(draft: MessageDraft): Promise<ComposerEvent> {
    try {
      const message = await this.#context.service().sendMessage(this.#queue, draft);
      const record: SentRecord = { ...message, at: this.#context.now() };
      this.#history = [record, ...this.#history].slice(0, HISTORY_LENGTH);
      return { type: 'sent', record };
    } catch (error) {
      return { type: 'sendFailed', text: this.#context.describe(error) };
    }
  }
}
