import { findField } from '../messageFilter/messageFields';
import type { PeekSource } from '../peek/peek';
import type { MessageSelection, ReceivedMessage } from '../shared/message';
import {
  builtInColumns,
  type ListView,
  type MessagesMode,
  type MessagesRequest,
  type ReceiveOutcome,
  type ReceivePolicy,
} from '../shared/messagesPanelMessages';
import type { QueueRef } from '../shared/queue';
import { type ActionResult, MessageActions } from './messages/messageActions';
import { MessageFilterBox } from './messages/messageFilterBox';
import { messageDetail, messageRow } from './messages/messageRows';
import { MessageStore, type ShownMessage, type StoredMessage } from './messages/messageStore';
import type { MessagesContext } from './messages/messagesContext';
import { PeekReader } from './messages/peekReader';
import { Receiving } from './messages/receiving';
import { shownLook, shownReceived } from './messages/shownMessages';
import { parseMessagesRequest } from './messagesRequest';
import type { PanelController } from './panelController';
import { deadLetterQueue, receivePolicy } from './queuePolicy';

type Request<Type extends MessagesRequest['type']> = Extract<MessagesRequest, { readonly type: Type }>;

/** Looks at one queue, receives from it, and keeps what came, with its receipt handles, for one messages page. */
export class MessagesController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: MessagesContext;
  readonly #lifetime = new AbortController();
  /** What was received, by its own; what is peeked or looked at comes and goes. */
  readonly #received: MessageStore;
  readonly #looked: MessageStore;
  readonly #filter = new MessageFilterBox();
  readonly #actions: MessageActions;
  readonly #receiving: Receiving;
  #peek: PeekSource | undefined;
  #peekReader: PeekReader | undefined;
  #mode: MessagesMode | undefined;
  #policy: ReceivePolicy = {};
  #deadLetterQueue: QueueRef | undefined;
  #includesDeadLetters = false;
  /** The message that is shown. */
  #selectedId: string | undefined;
  #selectedIds: readonly string[] = [];
  #under: AbortController | undefined;
  #outcome: ReceiveOutcome | undefined;
  #isPeekSought = false;

  constructor(queue: QueueRef, context: MessagesContext) {
    this.#queue = queue;
    this.#context = context;
    this.#received = new MessageStore(context.limitBytes);
    this.#looked = new MessageStore(context.limitBytes);
    this.#actions = new MessageActions(queue, context, this.#lifetime.signal);
    this.#receiving = new Receiving(queue, context);
  }

  get selectedId(): string | undefined {
    return this.#selectedId;
  }

  /** What is selected on the page. Messages that were not received have an empty receipt. */
  get selection(): MessageSelection {
    return { queue: this.#queue, messages: this.#find(this.#selectedIds).map(toReceived) };
  }

  /** Takes messages that are not in the queue any more off the list. */
  forget(messageIds: readonly string[]): void {
    const gone = new Set(messageIds);
    const ids = [...this.#store.values()]
      .filter(({ messageId, queue }) => gone.has(messageId) && queue.queueUrl === this.#queue.queueUrl)
      .map(({ id }) => id);
    for (const id of ids) this.#store.delete(id);
    this.#remove(ids);
  }

  receive(message: unknown): void {
    const request = parseMessagesRequest(message);
    if (request) void this.#serve(request).catch((error: unknown) => this.#context.report(error));
  }

  hydrate(): void {
    const { now, strings, heading, memory } = this.#context;
    this.#context.post({
      type: 'state',
      now: now(),
      strings,
      heading,
      policy: this.#policy,
      modes: this.#modes,
      mode: this.#currentMode,
      rows: [...this.#store.values()].map((message) => this.#row(message)),
      detail: this.#detail(),
      isReceiving: this.#under !== undefined,
      outcome: this.#outcome,
      view: this.#view,
      filter: this.#filter.text,
      filterTrouble: this.#filter.trouble,
      savedFilters: memory.readFilters(),
      includesDeadLetters: this.#includesDeadLetters,
    });
  }

  /** Deletes the message that is selected on the page; false when none is, or when there is no receipt of it. */
  async deleteSelected(): Promise<boolean> {
    const message = this.#selectedId === undefined ? undefined : this.#store.find(this.#selectedId);
    if (message?.receiptHandle === undefined) return false;
    await this.#delete([message.id]);
    return true;
  }

  /** A look that is under way releases what it holds. */
  dispose(): void {
    this.#lifetime.abort();
    this.#under?.abort();
    this.#select(undefined);
  }

  get #modes(): readonly MessagesMode[] {
    return [this.#peek ? 'peek' : 'look', 'receive'];
  }

  get #currentMode(): MessagesMode {
    const [gentlest = 'receive'] = this.#modes;
    return this.#mode !== undefined && this.#modes.includes(this.#mode) ? this.#mode : gentlest;
  }

  get #store(): MessageStore {
    return this.#currentMode === 'receive' ? this.#received : this.#looked;
  }

  get #view(): ListView {
    return this.#context.memory.readView() ?? { columns: [] };
  }

  async #serve(request: MessagesRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        return this.#ready();
      case 'mode':
        this.#mode = request.mode;
        this.#outcome = undefined;
        this.#select(undefined);
        return this.hydrate();
      case 'refresh':
        return this.#peekReader?.refresh(this.#includesDeadLetters ? this.#deadLetterQueue : undefined);
      case 'receive':
        return this.#receiveMessages(request);
      case 'look':
        return this.#look(request.limit);
      case 'cancelReceive':
        return this.#under?.abort();
      case 'select':
        this.#selectedIds = request.ids;
        return this.#select(request.id);
      case 'run':
        return this.#run(request);
      case 'delete':
        return this.#delete(request.ids);
      case 'release':
        return this.#changeVisibility(request.ids, 0);
      case 'extend':
        return this.#changeVisibility(request.ids, request.seconds);
      case 'copy':
        return this.#act(() => this.#actions.copy(this.#find(request.ids), request.format));
      case 'save':
        return this.#act(() => this.#actions.save(this.#find(request.ids)));
      case 'openLayer':
        return this.#openLayer(request);
      case 'compare':
        return this.#compare(request);
      case 'filter':
        return this.#setFilter(request.filter);
      case 'saveFilter':
        return this.#saveFilter(request);
      case 'view':
        return this.#setView(request.view);
      case 'includeDeadLetters':
        this.#includesDeadLetters = request.isOn;
        return;
      case 'clear':
        return this.#remove(this.#store.clear());
      case 'openComposer':
        return this.#context.openComposer();
      case 'openDashboard':
        return this.#context.openDashboard();
    }
  }

  async #ready(): Promise<void> {
    if (this.#isPeekSought) {
      this.hydrate();
      return this.#readPolicy();
    }
    this.#isPeekSought = true;
    this.hydrate();
    const [peek] = await Promise.all([this.#context.findPeek(), this.#readPolicy()]);
    if (!peek || this.#lifetime.signal.aborted) return;
    this.#peek = peek;
    this.#peekReader = new PeekReader({
      queue: this.#queue,
      context: this.#context,
      source: peek,
      store: this.#looked,
      policy: () => this.#policy,
      row: (message) => this.#row(message),
      onDidChange: (ids) => this.#refreshDetail(ids),
      onDidRemove: (ids) => this.#forgetSelected(ids),
    });
    this.hydrate();
  }

  /** Where the attributes cannot be read, the page says less about what a receive does; receiving still works. */
  async #readPolicy(): Promise<void> {
    try {
      const attributes = await this.#context.service().readAttributes(this.#queue, this.#lifetime.signal);
      this.#policy = receivePolicy(attributes);
      this.#deadLetterQueue = deadLetterQueue(this.#queue, attributes);
      this.#context.post({ type: 'policy', policy: this.#policy });
    } catch (error) {
      if (!this.#lifetime.signal.aborted) this.#context.report(error);
    }
  }

  async #receiveMessages(request: Request<'receive'>): Promise<void> {
    await this.#underWay((signal) =>
      this.#receiving.receive(
        request,
        (messages) =>
          this.#add(
            this.#received,
            messages.map((each) => this.#shown(each)),
          ),
        signal,
      ),
    );
  }

  async #look(limit: number): Promise<void> {
    await this.#underWay((signal) => {
      this.#remove(this.#looked.clear());
      const onMessages = (messages: readonly ReceivedMessage[]) =>
        this.#add(
          this.#looked,
          messages.map((message) => shownLook(message, this.#queue, this.#policy)),
        );
      return this.#receiving.look(limit, this.#policy, this.#deadLetterQueue, onMessages, signal);
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

  #shown(message: ReceivedMessage): ShownMessage {
    return shownReceived(message, this.#queue, this.#policy);
  }

  #add(store: MessageStore, messages: readonly ShownMessage[]): void {
    const { stored, dropped } = store.add(messages);
    if (store !== this.#store) return;
    this.#context.post({
      type: 'rows',
      now: this.#context.now(),
      rows: stored.map((message) => this.#row(message)),
      removed: dropped,
      dropped: store.dropped,
    });
    this.#forgetSelected(dropped);
    this.#refreshDetail(stored.map(({ id }) => id));
  }

  #row(message: StoredMessage) {
    const fieldColumns = this.#view.columns.filter((name) => !builtInColumns.some((each) => each === name));
    return messageRow(message, { filter: this.#filter.matches, fieldColumns, now: this.#context.now() });
  }

  /** A selected message that came once more has new attributes. */
  #refreshDetail(ids: readonly string[]): void {
    if (this.#selectedId !== undefined && ids.includes(this.#selectedId)) this.#postDetail();
  }

  #forgetSelected(ids: readonly string[]): void {
    if (this.#selectedId !== undefined && ids.includes(this.#selectedId)) this.#select(undefined);
  }

  #select(id: string | undefined): void {
    this.#selectedId = id !== undefined && this.#store.find(id) ? id : undefined;
    this.#context.onDidSelect(this.#selectedId);
    this.#postDetail();
  }

  #detail() {
    const message = this.#selectedId === undefined ? undefined : this.#store.find(this.#selectedId);
    return message && messageDetail(message);
  }

  #postDetail(): void {
    const detail = this.#detail();
    if (detail) this.#context.post({ type: 'detail', detail });
  }

  /** Of the messages that a page named those that are still here. */
  #find(ids: readonly string[]): readonly StoredMessage[] {
    return ids.flatMap((id) => this.#store.find(id) ?? []);
  }

  async #delete(ids: readonly string[]): Promise<void> {
    await this.#actOnReceipts(ids, async (messages) => {
      const result = await this.#actions.delete(messages);
      for (const { id } of result.done) this.#store.delete(id);
      this.#remove(result.done.map(({ id }) => id));
      return result;
    });
  }

  async #changeVisibility(ids: readonly string[], seconds: number): Promise<void> {
    await this.#actOnReceipts(ids, async (messages) => {
      const result = await this.#actions.changeVisibility(messages, seconds);
      const now = this.#context.now();
      const visibleAgainAt = now + seconds * 1000;
      for (const message of result.done) this.#store.replace({ ...message, visibleAgainAt });
      this.#context.post({ type: 'visibility', ids: result.done.map(({ id }) => id), now, visibleAgainAt });
      return result;
    });
  }

  /** Runs an action on the messages of which there is a receipt; each that fails is told beside the action. */
  async #actOnReceipts(
    ids: readonly string[],
    action: (messages: readonly StoredMessage[]) => Promise<ActionResult>,
  ): Promise<void> {
    const messages = this.#find(ids).filter(({ receiptHandle }) => receiptHandle !== undefined);
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
      this.#context.post({ type: 'acted', failures: [{ id: this.#selectedId ?? '', text }] });
    }
  }

  async #openLayer({ id, layer }: Request<'openLayer'>): Promise<void> {
    const message = this.#store.find(id);
    if (message) await this.#act(async () => void (await this.#actions.open(message, layer)));
  }

  /** Commands ask what they need to know by themselves, and tell what failed. */
  #run({ command, ids }: Request<'run'>): void {
    const messages = this.#find(ids).filter(
      ({ receiptHandle }) => command !== 'move' || receiptHandle !== undefined,
    );
    this.#context.runCommand(command, { queue: this.#queue, messages: messages.map(toReceived) });
  }

  async #compare({ ids }: Request<'compare'>): Promise<void> {
    const [left, right] = this.#find(ids);
    if (left && right) await this.#act(async () => void (await this.#actions.compare(left, right)));
  }

  async #setFilter(filter: string): Promise<void> {
    this.#filter.set(filter);
    const ids = await this.#filter.apply(this.#store.values(), this.#context.now);
    if (!this.#filter.is(filter)) return;
    this.#context.post({ type: 'filtered', filter, ids, trouble: this.#filter.trouble });
  }

  #saveFilter({ filter, isSaved }: Request<'saveFilter'>): void {
    const { memory } = this.#context;
    const others = memory.readFilters().filter((each) => each !== filter);
    const savedFilters = isSaved ? [filter, ...others].slice(0, MAX_SAVED_FILTERS) : others;
    memory.writeFilters(savedFilters);
    this.#context.post({ type: 'savedFilters', savedFilters });
  }

  /** Columns of another field than before need its values. */
  #setView({ columns, sort }: ListView): void {
    const known = columns.filter(
      (name) => builtInColumns.some((each) => each === name) || findField(name) !== undefined,
    );
    const before = this.#view.columns;
    this.#context.memory.writeView({ columns: known, sort });
    if (known.join('\n') !== before.join('\n')) this.hydrate();
  }

  #remove(ids: readonly string[]): void {
    this.#context.post({ type: 'removed', ids });
    this.#forgetSelected(ids);
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

/** More than anybody looks through; older ones go. */
const MAX_SAVED_FILTERS = 30;
