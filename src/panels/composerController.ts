import type {
  ComposerEvent,
  ComposerStrings,
  LoadedContent,
  SendPolicy,
  SentRecord,
} from '../shared/composerMessages';
import type { MessageDraft } from '../shared/message';
import { checkMessage, MAX_MESSAGE_SIZE } from '../shared/messageChecks';
import type { QueueHeading } from '../shared/panelMessages';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { SqsService } from '../sqs/sqsService';
import { compileDraft } from '../templates/fillDraft';
import type { SentHistory } from '../templates/sentHistory';
import { PlaceholderError } from '../traffic/template';
import { type BulkRequest, ComposerBulk } from './composerBulk';
import { parseComposerRequest } from './composerRequest';
import type { PanelContext, PanelController } from './panelController';
import { sendPolicy } from './queuePolicy';

/** Sent messages that the panel lists at most. */
const HISTORY_LENGTH = 20;

/** A message as the page gives it away, and as it is loaded into one. */
export interface FilledDraft {
  readonly draft: MessageDraft;
  readonly hasPlaceholders: boolean;
}

/** An editor tab that has the body. */
export interface BodyTab {
  show(): void;
  dispose(): void;
}

/** What opens an editor tab with a body: `onSave` gets each saved text, `onClose` is called once. */
export type OpenBodyTab = (
  body: string,
  mode: 'json' | 'xml' | 'text',
  listener: { readonly onSave: (body: string) => void; readonly onClose: () => void },
) => BodyTab;

export interface ComposerContext extends PanelContext<ComposerEvent> {
  readonly strings: ComposerStrings;
  readonly heading: QueueHeading;
  readonly service: () => SqsService;
  readonly openMessages: () => void;
  readonly openDashboard: () => void;
  readonly history: SentHistory;
  /** Lets the user pick a file; its bytes as base64, undefined when none is picked. */
  readonly pickBinary: () => Promise<string | undefined>;
  /** Lets the user pick what takes the place of the draft, or keep the draft as a template. */
  readonly pickTemplate: (current: FilledDraft) => Promise<LoadedContent | undefined>;
  readonly openBodyTab: OpenBodyTab;
}

/** Sends what one composer page drafts. The draft itself lives in the page, which keeps it over a reload. */
export class ComposerController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: ComposerContext;
  readonly #lifetime = new AbortController();
  readonly #bulk: ComposerBulk;
  #policy: SendPolicy = { maximumMessageSize: MAX_MESSAGE_SIZE, delaySeconds: 0 };
  #history: readonly SentRecord[] = [];
  #isSending = false;
  #bodyTab: BodyTab | undefined;
  #load: { readonly id: number; readonly content: LoadedContent } | undefined;
  #lastLoadId = 0;

  constructor(queue: QueueRef, context: ComposerContext) {
    this.#queue = queue;
    this.#context = context;
    this.#bulk = new ComposerBulk({
      ...context,
      queue,
      onDidChange: (bulk) => context.post({ type: 'bulk', bulk }),
    });
  }

  receive(message: unknown): void {
    const request = parseComposerRequest(message);
    switch (request?.type) {
      case 'ready':
        this.hydrate();
        void this.#readPolicy();
        break;
      case 'send':
        void this.#send(request);
        break;
      case 'loaded':
        if (this.#load?.id === request.id) this.#load = undefined;
        break;
      case 'openBodyInTab':
        this.#openBodyTab(request.body, request.mode);
        break;
      case 'pickBinary':
        void this.#pickBinary(request.index);
        break;
      case 'openTemplates':
        void this.#pickTemplate(request);
        break;
      case 'sendMany':
        void this.#sendMany(request);
        break;
      case 'cancelMany':
        this.#bulk.cancel();
        break;
      case 'retryMany':
        void this.#bulk.retry();
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

  get outline(): ComposerEvent {
    return {
      type: 'state',
      strings: this.#context.strings,
      heading: this.#context.heading,
      policy: this.#policy,
      isSending: this.#isSending,
      history: this.#history,
      recentIds: this.#context.history.recentIds(this.#queue),
      bulk: this.#bulk.state,
      isBodyInTab: this.#bodyTab !== undefined,
    };
  }

  hydrate(): void {
    this.#context.post(this.outline);
    if (this.#load) this.#context.post({ type: 'load', ...this.#load });
  }

  /** Puts something in place of what is typed. The page offers to undo that. */
  load(content: LoadedContent): void {
    // The tab has the body of another message; it stays while it has text that is not saved.
    if (content.kind === 'draft') this.#bodyTab?.dispose();
    this.#lastLoadId += 1;
    this.#load = { id: this.#lastLoadId, content };
    this.#context.post({ type: 'load', ...this.#load });
  }

  /** Ends a run of many messages after the batch that is on its way. */
  dispose(): void {
    this.#lifetime.abort();
    this.#bulk.cancel();
    this.#bodyTab?.dispose();
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

  async #send(typed: FilledDraft): Promise<void> {
    if (this.#isSending) return;
    const draft = this.#fill(typed);
    if (!draft) return;
    this.#isSending = true;
    const event = await this.#trySend(draft);
    this.#isSending = false;
    this.#context.post(event);
  }

  /** The message to be sent; undefined, and said so, when SQS would refuse it. */
  #fill({ draft, hasPlaceholders }: FilledDraft): MessageDraft | undefined {
    const { now, strings, post } = this.#context;
    try {
      const filled = hasPlaceholders
        ? compileDraft(draft)({ index: 0, now: now(), random: Math.random })
        : draft;
      const problems = checkMessage(filled, { queueName: this.#queue.queueName, ...this.#policy });
      if (problems.length === 0) return filled;
      post({ type: 'sendFailed', text: strings.fixFirst });
    } catch (error) {
      if (!(error instanceof PlaceholderError)) throw error;
      post({ type: 'sendFailed', text: strings.placeholderUnknown.replace('{0}', error.placeholder) });
    }
    return undefined;
  }

  /** A send goes on when the panel is closed: aborting it would leave open whether the message was sent. */
  async #trySend(draft: MessageDraft): Promise<ComposerEvent> {
    const { service, now, history, describe, report } = this.#context;
    try {
      const message = await service().sendMessage(this.#queue, draft);
      const record: SentRecord = { ...message, at: now() };
      this.#history = [record, ...this.#history].slice(0, HISTORY_LENGTH);
      await Promise.resolve(history.add(this.#queue, draft, message, record.at)).catch(report);
      return { type: 'sent', record, recentIds: history.recentIds(this.#queue) };
    } catch (error) {
      return { type: 'sendFailed', text: describe(error) };
    }
  }

  /** The first message stands for all when they are checked. */
  async #sendMany(request: BulkRequest): Promise<void> {
    const { draft, hasPlaceholders } = request;
    const isFifo = isFifoQueueName(this.#queue.queueName);
    const messageDeduplicationId = draft.messageDeduplicationId ?? (isFifo ? 'each-its-own' : undefined);
    if (!this.#fill({ draft: { ...draft, messageDeduplicationId }, hasPlaceholders })) return;
    await this.#bulk.start(request);
  }

  async #pickBinary(index: number): Promise<void> {
    try {
      const value = await this.#context.pickBinary();
      if (value !== undefined) this.#context.post({ type: 'binary', index, value });
    } catch (error) {
      this.#context.post({ type: 'sendFailed', text: this.#context.describe(error) });
    }
  }

  async #pickTemplate(current: FilledDraft): Promise<void> {
    try {
      const content = await this.#context.pickTemplate(current);
      if (content) this.load(content);
    } catch (error) {
      this.#context.post({ type: 'sendFailed', text: this.#context.describe(error) });
    }
  }

  #openBodyTab(body: string, mode: 'json' | 'xml' | 'text'): void {
    if (this.#bodyTab) return this.#bodyTab.show();
    this.#bodyTab = this.#context.openBodyTab(body, mode, {
      onSave: (saved) => this.load({ kind: 'body', body: saved }),
      onClose: () => {
        this.#bodyTab = undefined;
        this.#context.post({ type: 'bodyInTab', isBodyInTab: false });
      },
    });
    this.#context.post({ type: 'bodyInTab', isBodyInTab: true });
  }
}
