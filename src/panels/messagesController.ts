import type { PeekSource } from '../peek/peek';
import type { MessageSelection, ReceivedMessage } from '../shared/message';
import type {
  MessagesEvent,
  MessagesMode,
  MessagesRequest,
  ReceiveOutcome,
  ReceivePolicy,
} from '../shared/messagesPanelMessages';
import type { QueueRef } from '../shared/queue';
import { type ActionResult, MessageActions } from './messages/messageActions';
import { MessageListing } from './messages/messageListing';
import type { StoredMessage } from './messages/messageStore';
import type { MessagesContext } from './messages/messagesContext';
import { PeekReader } from './messages/peekReader';
import { Policies } from './messages/policies';
import { Receiving } from './messages/receiving';
import { shownLook, shownReceived } from './messages/shownMessages';
import { parseMessagesRequest } from './messagesRequest';
import type { PanelController } from './panelController';

type Request<Type extends MessagesRequest['type']> = Extract<MessagesRequest, { readonly type: Type }>;

/** Looks at one queue, receives from it, and keeps what came, with its receipt handles, for one messages page. */
export class MessagesController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: MessagesContext;
  readonly #lifetime = new AbortController();
  readonly #list: MessageListing;
  readonly #policies: Policies;
  readonly #actions: MessageActions;
  readonly #receiving: Receiving;
  #peek: PeekSource | undefined;
  #peekReader: PeekReader | undefined;
  #mode: MessagesMode | undefined;
  #under: AbortController | undefined;
  #outcome: ReceiveOutcome | undefined;
  #isPeekSought = false;

  constructor(queue: QueueRef, context: MessagesContext) {
    this.#queue = queue;
    this.#context = context;
    this.#list = new MessageListing(context);
    this.#policies = new Policies(queue, context.service, this.#lifetime.signal);
    this.#actions = new MessageActions(queue, context, this.#lifetime.signal);
    this.#receiving = new Receiving(queue, context);
    if (context.surePeek) this.#usePeek(context.surePeek);
  }

  get selectedId(): string | undefined {
    return this.#list.selectedId;
  }

  /** What is selected on the page. Messages that were not received have an empty receipt. */
  get selection(): MessageSelection {
    return { queue: this.#queue, messages: this.#list.selected.map(toReceived) };
  }

  /** Takes messages that are not in the queue any more off the list. */
  forget(messageIds: readonly string[]): void {
    const gone = new Set(messageIds);
    const { queueUrl } = this.#queue;
    this.#list.forget(({ messageId, queue }) => gone.has(messageId) && queue.queueUrl === queueUrl);
  }

  receive(message: unknown): void {
    const request = parseMessagesRequest(message);
    if (request) void this.#serve(request).catch((error: unknown) => this.#context.report(error));
  }

  get outline(): MessagesEvent {
    const { now, strings, heading } = this.#context;
    return {
      type: 'state',
      now: now(),
      strings,
      heading,
      policy: this.#policies.own,
      deadLetterPolicy: this.#policies.deadLetters,
      modes: this.#modes,
      mode: this.#currentMode,
      isReceiving: this.#under !== undefined,
      outcome: this.#outcome,
      includesDeadLetters: this.#includesDeadLetters,
      receivedAttributes: this.#context.memory.readReceivedAttributes(),
      ...this.#list.state,
    };
  }

  hydrate(): void {
    this.#list.show(this.#currentMode === 'receive' ? 'received' : 'looked');
    this.#context.post(this.outline);
  }

  /** Deletes the message that is selected on the page; false when none is, or when there is no receipt of it. */
  async deleteSelected(): Promise<boolean> {
    const { selectedId } = this.#list;
    const [message] = selectedId === undefined ? [] : this.#list.find([selectedId]);
    if (message?.receiptHandle === undefined) return false;
    await this.#delete([message.id]);
    return true;
  }

  /** A look that is under way releases what it holds. */
  dispose(): void {
    this.#lifetime.abort();
    this.#under?.abort();
    this.#list.select(undefined, []);
  }

  get #includesDeadLetters(): boolean {
    return this.#context.memory.readIncludesDeadLetters();
  }

  get #modes(): readonly MessagesMode[] {
    return [this.#peek ? 'peek' : 'look', 'receive'];
  }

  get #currentMode(): MessagesMode {
    const [gentlest = 'receive'] = this.#modes;
    return this.#mode !== undefined && this.#modes.includes(this.#mode) ? this.#mode : gentlest;
  }

  async #serve(request: MessagesRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        return this.#ready();
      case 'mode':
        return this.#setMode(request.mode);
      case 'refresh':
        return this.#peekReader?.refresh(this.#queues);
      case 'receive':
        return this.#receiveMessages(request);
      case 'look':
        return this.#look(request.limit);
      case 'cancelReceive':
        return this.#under?.abort();
      case 'select':
        return this.#list.select(request.id, request.ids);
      case 'run':
        return this.#run(request);
      case 'delete':
        return this.#delete(request.ids);
      case 'release':
        return this.#changeVisibility(request.ids, 0);
      case 'extend':
        return this.#changeVisibility(request.ids, request.seconds);
      case 'copy':
        return this.#act(() => this.#actions.copy(this.#list.find(request.ids), request.format));
      case 'save':
        return this.#act(() => this.#actions.save(this.#list.find(request.ids)));
      case 'openLayer':
        return this.#openLayer(request);
      case 'compare':
        return this.#compare(request);
      case 'filter':
        return this.#list.setFilter(request.filter);
      case 'saveFilter':
        return this.#list.saveFilter(request.filter, request.isSaved);
      case 'view':
        if (this.#list.setView(request.view)) this.hydrate();
        return;
      case 'includeDeadLetters':
        return this.#includeDeadLetters(request.isOn);
      case 'clear':
        return this.#list.clear();
      case 'openComposer':
        return this.#context.openComposer();
      case 'openDashboard':
        return this.#context.openDashboard();
    }
  }

  async #ready(): Promise<void> {
    this.hydrate();
    if (this.#peek || this.#isPeekSought) return this.#readPolicy();
    this.#isPeekSought = true;
    const [peek] = await Promise.all([this.#context.findPeek(), this.#readPolicy()]);
    if (!peek || this.#lifetime.signal.aborted) return;
    this.#usePeek(peek);
    this.hydrate();
  }

  #usePeek(peek: PeekSource): void {
    this.#peek = peek;
    this.#peekReader = new PeekReader({
      context: this.#context,
      source: peek,
      store: this.#list.looked,
      policyOf: (queue) => this.#policies.of(queue),
      rows: this.#list.rows,
      onDidChange: (ids) => this.#list.refreshDetail(ids),
      onDidRemove: (ids) => this.#list.forgetSelected(ids),
    });
  }

  #setMode(mode: MessagesMode): void {
    this.#mode = mode;
    this.#outcome = undefined;
    this.#list.select(undefined, []);
    this.hydrate();
  }

  /** Where the attributes cannot be read, the page says less about what a receive does; receiving still works. */
  async #readPolicy(): Promise<void> {
    try {
      await this.#policies.read();
      if (this.#includesDeadLetters) await this.#policies.readDeadLetters();
    } catch (error) {
      if (!this.#lifetime.signal.aborted) this.#context.report(error);
    }
    const { own: policy, deadLetters: deadLetterPolicy } = this.#policies;
    this.#context.post({ type: 'policy', policy, deadLetterPolicy });
  }

  async #includeDeadLetters(isOn: boolean): Promise<void> {
    this.#context.memory.writeIncludesDeadLetters(isOn);
    if (isOn) await this.#readPolicy();
  }

  /** The queues that are looked at. */
  get #queues(): readonly QueueRef[] {
    const { deadLetterQueue } = this.#policies;
    return this.#includesDeadLetters && deadLetterQueue ? [this.#queue, deadLetterQueue] : [this.#queue];
  }

  async #receiveMessages(request: Request<'receive'>): Promise<void> {
    this.#context.memory.writeReceivedAttributes(request.attributes);
    const onMessages = (messages: readonly ReceivedMessage[]) =>
      this.#list.addReceived(messages.map((each) => shownReceived(each, this.#queue, this.#policies.own)));
    await this.#underWay((signal) => this.#receiving.receive(request, onMessages, signal));
  }

  /** What the queues say of themselves is read anew: whoever looks has to know what that does. */
  async #look(limit: number): Promise<void> {
    await this.#underWay(async (signal) => {
      this.#list.clearLooked();
      await this.#readPolicy();
      const targets = this.#queues.map((queue) => ({
        queue,
        policy: this.#policies.of(queue),
        deadLetterQueue: this.#policies.nextOf(queue),
      }));
      const onMessages = (queue: QueueRef, policy: ReceivePolicy, messages: readonly ReceivedMessage[]) =>
        this.#list.addLooked(messages.map((message) => shownLook(message, queue, policy)));
      return this.#receiving.look(targets, limit, onMessages, signal);
    });
  }

  /** One receive or look at a time. */
  async #underWay(run: (signal: AbortSignal) => Promise<ReceiveOutcome | undefined>): Promise<void> {
    if (this.#under) return;
    const under = new AbortController();
    this.#under = under;
    this.#outcome = undefined;
    this.#context.post({ type: 'receiving' });
    this.#outcome = (await run(under.signal)) ?? { kind: 'cancelled' };
    this.#under = undefined;
    this.#context.post({ type: 'receiveEnded', outcome: this.#outcome });
  }

  async #delete(ids: readonly string[]): Promise<void> {
    await this.#actOnReceipts(ids, async (messages) => {
      const result = await this.#actions.delete(messages);
      const done = new Set(result.done.map(({ id }) => id));
      this.#list.forget(({ id }) => done.has(id));
      return result;
    });
  }

  async #changeVisibility(ids: readonly string[], seconds: number): Promise<void> {
    await this.#actOnReceipts(ids, async (messages) => {
      const result = await this.#actions.changeVisibility(messages, seconds);
      const now = this.#context.now();
      this.#list.setVisibility(result.done, now, now + seconds * 1000);
      return result;
    });
  }

  /** Runs an action on the messages of which there is a receipt; each that fails is told beside the action. */
  async #actOnReceipts(
    ids: readonly string[],
    action: (messages: readonly StoredMessage[]) => Promise<ActionResult>,
  ): Promise<void> {
    const messages = this.#list.find(ids).filter(({ receiptHandle }) => receiptHandle !== undefined);
    const known = new Set(messages.map(({ id }) => id));
    const gone = ids.filter((id) => !known.has(id));
    const { failures } = await action(messages);
    if (this.#lifetime.signal.aborted) return;
    const { messageGone: text } = this.#context.strings;
    this.#context.post({ type: 'acted', failures: [...gone.map((id) => ({ id, text })), ...failures] });
  }

  async #act(action: () => Promise<string | undefined>): Promise<void> {
    try {
      this.#context.post({ type: 'acted', failures: [], text: await action() });
    } catch (error) {
      const text = this.#context.describe(error);
      this.#context.post({ type: 'acted', failures: [{ id: this.selectedId ?? '', text }] });
    }
  }

  async #openLayer({ id, layer }: Request<'openLayer'>): Promise<void> {
    const [message] = this.#list.find([id]);
    if (message) await this.#act(async () => void (await this.#actions.open(message, layer)));
  }

  async #compare({ ids }: Request<'compare'>): Promise<void> {
    const [left, right] = this.#list.find(ids);
    if (left && right) await this.#act(async () => void (await this.#actions.compare(left, right)));
  }

  /** Commands ask what they need to know by themselves, and tell what failed. */
  #run({ command, ids }: Request<'run'>): void {
    const messages = this.#list
      .find(ids)
      .filter(({ receiptHandle }) => command !== 'move' || receiptHandle !== undefined);
    this.#context.runCommand(command, { queue: this.#queue, messages: messages.map(toReceived) });
  }
}

function toReceived(message: StoredMessage): ReceivedMessage {
  return {
    ...message,
    receiptHandle: message.receiptHandle ?? '',
    visibleAgainAt: message.visibleAgainAt ?? 0,
    receivedAt: 0,
  };
}
