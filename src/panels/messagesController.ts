import type { MessageSelection, ReceivedMessage, ReceiveOptions } from '../shared/message';
import type {
  MessagesEvent,
  MessagesRequest,
  MessagesStrings,
  ReceiveOutcome,
  ReceivePolicy,
} from '../shared/messagesPanelMessages';
import type { QueueHeading } from '../shared/panelMessages';
import { isFifoQueueName, type QueueRef } from '../shared/queue';
import type { SqsService } from '../sqs/sqsService';
import { parseMessagesRequest } from './messagesRequest';
import type { PanelContext, PanelController } from './panelController';
import { receivePolicy } from './queuePolicy';
import { messageRow, ReceivedMessages } from './receivedMessages';

export interface MessagesContext extends PanelContext<MessagesEvent> {
  readonly strings: MessagesStrings;
  readonly heading: QueueHeading;
  readonly service: () => SqsService;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly openComposer: () => void;
  readonly openDashboard: () => void;
  /** Called when another message, or none, is selected. */
  readonly onDidSelect: (id: string | undefined) => void;
}

/** Receives from one queue and keeps what came, with its receipt handles, for one messages page. */
export class MessagesController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: MessagesContext;
  readonly #messages = new ReceivedMessages();
  readonly #lifetime = new AbortController();
  #policy: ReceivePolicy = {};
  #selectedId: string | undefined;
  #receiving: AbortController | undefined;
  #outcome: ReceiveOutcome | undefined;

  constructor(queue: QueueRef, context: MessagesContext) {
    this.#queue = queue;
    this.#context = context;
  }

  get selectedId(): string | undefined {
    return this.#selectedId;
  }

  /** What is selected on the page. */
  get selection(): MessageSelection {
    const message = this.#selectedId === undefined ? undefined : this.#messages.find(this.#selectedId);
    return { queue: this.#queue, messages: message ? [message] : [] };
  }

  /** Takes messages that are not in the queue any more off the list. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#messages.delete(id);
    this.#remove(ids);
  }

  receive(message: unknown): void {
    const request = parseMessagesRequest(message);
    if (request) void this.#serve(request);
  }

  hydrate(): void {
    this.#context.post({
      type: 'state',
      now: this.#context.now(),
      strings: this.#context.strings,
      heading: this.#context.heading,
      policy: this.#policy,
      rows: this.#messages.rows(),
      detail: this.#selectedId === undefined ? undefined : this.#messages.detail(this.#selectedId),
      isReceiving: this.#receiving !== undefined,
      outcome: this.#outcome,
    });
  }

  /** Deletes the message that is selected on the page; false when none is. */
  async deleteSelected(): Promise<boolean> {
    if (this.#selectedId === undefined) return false;
    await this.#delete(this.#selectedId);
    return true;
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#receiving?.abort();
    this.#select(undefined);
  }

  async #serve(request: MessagesRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        this.hydrate();
        return this.#readPolicy();
      case 'receive':
        return this.#receiveMessages(request);
      case 'cancelReceive':
        return this.#receiving?.abort();
      case 'select':
        return this.#select(request.id);
      case 'delete':
        return this.#delete(request.id);
      case 'release':
        return this.#changeVisibility(request.id, 0);
      case 'extend':
        return this.#changeVisibility(request.id, request.seconds);
      case 'copyBody':
        return this.#copyBody(request.id);
      case 'clear':
        return this.#remove(this.#messages.clear());
      case 'openComposer':
        return this.#context.openComposer();
      case 'openDashboard':
        return this.#context.openDashboard();
    }
  }

  /** Where the attributes cannot be read, the page says less about what a receive does; receiving still works. */
  async #readPolicy(): Promise<void> {
    try {
      const attributes = await this.#context.service().readAttributes(this.#queue, this.#lifetime.signal);
      this.#policy = receivePolicy(attributes);
      this.#context.post({ type: 'policy', policy: this.#policy });
    } catch (error) {
      if (!this.#lifetime.signal.aborted) this.#context.report(error);
    }
  }

  async #receiveMessages(options: ReceiveOptions): Promise<void> {
    if (this.#receiving) return;
    const receiving = new AbortController();
    this.#receiving = receiving;
    this.#outcome = undefined;
    this.#context.post({ type: 'receiving' });
    const { messages, outcome } = await this.#tryReceive(options, receiving.signal);
    this.#receiving = undefined;
    this.#outcome = outcome;
    this.#messages.add(messages);
    this.#context.post({
      type: 'received',
      now: this.#context.now(),
      rows: messages.map(messageRow),
      outcome,
    });
    this.#refreshDetail(messages);
  }

  async #tryReceive(
    { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout }: ReceiveOptions,
    signal: AbortSignal,
  ): Promise<{ messages: readonly ReceivedMessage[]; outcome: ReceiveOutcome }> {
    try {
      const options = { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout };
      const messages = await this.#context.service().receiveMessages(this.#queue, options, signal);
      const { length: count } = messages;
      return { messages, outcome: count > 0 ? { kind: 'received', count } : { kind: 'empty' } };
    } catch (error) {
      if (signal.aborted) return { messages: [], outcome: { kind: 'cancelled' } };
      return { messages: [], outcome: { kind: 'failed', text: this.#context.describe(error) } };
    }
  }

  /** A selected message that came once more has new attributes. */
  #refreshDetail(messages: readonly ReceivedMessage[]): void {
    const id = this.#selectedId;
    if (id !== undefined && messages.some(({ messageId }) => messageId === id)) this.#postDetail(id);
  }

  #select(id: string | undefined): void {
    this.#selectedId = id !== undefined && this.#messages.find(id) ? id : undefined;
    this.#context.onDidSelect(this.#selectedId);
    if (this.#selectedId !== undefined) this.#postDetail(this.#selectedId);
  }

  #postDetail(id: string): void {
    const detail = this.#messages.detail(id);
    if (detail) this.#context.post({ type: 'detail', detail });
  }

  async #delete(id: string): Promise<void> {
    await this.#act(id, async (message) => {
      if (isFifoQueueName(this.#queue.queueName) && message.visibleAgainAt <= this.#context.now()) {
        this.#context.post({ type: 'actionFailed', id, text: this.#context.strings.receiptLapsedFifo });
        return;
      }
      await this.#context.service().deleteMessage(this.#queue, message.receiptHandle, this.#lifetime.signal);
      this.#messages.delete(id);
      this.#remove([id]);
    });
  }

  async #changeVisibility(id: string, seconds: number): Promise<void> {
    await this.#act(id, async ({ receiptHandle }) => {
      await this.#context
        .service()
        .changeVisibility(this.#queue, receiptHandle, seconds, this.#lifetime.signal);
      const now = this.#context.now();
      const visibleAgainAt = now + seconds * 1000;
      this.#messages.setVisibleAgainAt(id, visibleAgainAt);
      this.#context.post({ type: 'visibility', id, now, visibleAgainAt });
    });
  }

  async #copyBody(id: string): Promise<void> {
    await this.#act(id, async ({ body }) => this.#context.copy(body));
  }

  /** Runs an action on a message that the page named; what fails is shown beside the action. */
  async #act(id: string, action: (message: ReceivedMessage) => PromiseLike<void>): Promise<void> {
    const message = this.#messages.find(id);
    if (!message) {
      this.#context.post({ type: 'actionFailed', id, text: this.#context.strings.messageGone });
      return;
    }
    try {
      await action(message);
    } catch (error) {
      if (this.#lifetime.signal.aborted) return;
      this.#context.post({ type: 'actionFailed', id, text: this.#context.describe(error) });
    }
  }

  #remove(ids: readonly string[]): void {
    this.#context.post({ type: 'removed', ids });
    if (this.#selectedId !== undefined && ids.includes(this.#selectedId)) this.#select(undefined);
  }
}
