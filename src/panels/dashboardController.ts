import type { CloudWatchChange, CloudWatchHistory } from '../history/cloudWatchHistory';
import type { RatesResult } from '../history/emulatorFollower';
import type { QueueHistory } from '../history/queueHistory';
import { isOfQueue, type Marks } from '../marks/marks';
import type {
  DashboardEvent,
  DashboardRequest,
  DashboardStrings,
  Outage,
  PageMark,
  WatchedQueue,
} from '../shared/dashboardMessages';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import type { EventMark } from '../shared/marks';
import type { QueueHeading } from '../shared/panelMessages';
import { type QueueRef, queueKey } from '../shared/queue';
import type { MonitorResult, QueueMonitor } from '../sqs/queueMonitor';
import type { SqsService } from '../sqs/sqsService';
import type { SampleExport } from './dashboardExport';
import { parseDashboardRequest } from './dashboardRequest';
import { finerRows, firstRows } from './dashboardRows';
import type { PanelContext, PanelController } from './panelController';
import { deadLetterQueue } from './queuePolicy';

/** The longest window that the page offers, in milliseconds: older samples are not sent. */
const HISTORY_MS = 24 * 60 * 60_000;

/** What a dashboard shows beside its own queue and the dead-letter queue of that one; remembered. */
export interface AddedQueues {
  list(): readonly QueueRef[];
  set(queues: readonly QueueRef[]): unknown;
}

export interface DashboardContext extends PanelContext<DashboardEvent> {
  readonly monitor: QueueMonitor;
  readonly history: Pick<QueueHistory, 'read' | 'onDidRestore'>;
  /** Exact rates of the emulator's queues. */
  readonly follower: { watch(queue: QueueRef): Disposable; readonly onDidCount: Event<RatesResult> };
  readonly marks: Marks;
  readonly watchList: {
    isKept(queue: QueueRef): boolean;
    set(queue: QueueRef, change: { readonly isKept: boolean }): Promise<void>;
    readonly onDidChange: Event<QueueRef>;
  };
  readonly added: AddedQueues;
  readonly strings: DashboardStrings;
  readonly heading: (queue: QueueRef) => QueueHeading;
  readonly hasRates: (queue: QueueRef) => boolean;
  readonly cloudWatch: Pick<CloudWatchHistory, 'read' | 'remove' | 'onDidChange'>;
  readonly cloudWatchOffer: (queue: QueueRef) => WatchedQueue['cloudWatchOffer'];
  /** Lets the user choose how far back CloudWatch is asked about these queues. */
  readonly readCloudWatch: (queues: readonly QueueRef[]) => void;
  readonly service: (queue: QueueRef) => SqsService;
  readonly openComposer: (queue: QueueRef) => void;
  readonly openMessages: (queue: QueueRef) => void;
  readonly openDashboard: (queue: QueueRef) => void;
  readonly openMark: (mark: EventMark) => void;
  /** Lets the user choose; empty when none was chosen. */
  readonly pickQueues: () => Promise<readonly QueueRef[]>;
  readonly exports: SampleExport;
}

interface Watched {
  readonly queue: QueueRef;
  readonly role: WatchedQueue['role'];
  outage: Outage | undefined;
  watching: Disposable | undefined;
}

/** Watches a queue, its dead-letter queue and those that were added, for one dashboard page. */
export class DashboardController implements PanelController {
  readonly #queue: QueueRef;
  readonly #context: DashboardContext;
  readonly #watched = new Map<string, Watched>();
  readonly #disposables = new DisposableStore();
  readonly #abort = new AbortController();
  #isVisible = true;
  /** The page has asked for its state: what is posted gets there. */
  #isReady = false;
  #untoldHours: number | undefined;

  constructor(queue: QueueRef, context: DashboardContext) {
    this.#queue = queue;
    this.#context = context;
    this.#disposables.add(context.monitor.onDidSample((result) => this.#onSample(result)));
    this.#disposables.add(context.follower.onDidCount((result) => this.#onRates(result)));
    this.#disposables.add(context.marks.onDidChange((mark) => this.#onMark(mark)));
    this.#disposables.add(context.watchList.onDidChange((changed) => this.#onKept(changed)));
    this.#disposables.add(context.history.onDidRestore(() => this.hydrate()));
    this.#disposables.add(context.cloudWatch.onDidChange((change) => this.#onCloudWatch(change)));
    this.#watch(queue, 'queue');
    for (const added of context.added.list()) this.#watch(added, 'added');
    void this.#watchDeadLetterQueue(queue);
  }

  /** The queue, its dead-letter queue, the others in the order in which they were added. */
  get queues(): readonly QueueRef[] {
    return this.#shown().map(({ queue }) => queue);
  }

  receive(message: unknown): void {
    const request = parseDashboardRequest(message);
    if (request) void this.#handle(request).catch(this.#context.report);
  }

  get outline(): DashboardEvent {
    const { strings, heading } = this.#context;
    return { type: 'outline', strings, heading: heading(this.#queue) };
  }

  hydrate(): void {
    const queues = this.#shown().map((watched) => this.#snapshot(watched));
    const marks = this.#context.marks.read(this.#oldest()).flatMap((mark) => this.#pageMark(mark));
    const { strings } = this.#context;
    this.#context.post({ type: 'state', strings, queues, marks, cloudWatchHours: this.#untoldHours });
  }

  /** A page that nobody sees samples nothing. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    for (const watched of this.#watched.values()) this.#follow(watched);
  }

  dispose(): void {
    this.#abort.abort();
    for (const { watching } of this.#watched.values()) watching?.dispose();
    this.#disposables.dispose();
  }

  async #handle(request: DashboardRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        return this.#onReady();
      case 'addQueues':
        return this.#add(await this.#context.pickQueues());
      case 'readCloudWatch':
        return this.#context.readCloudWatch(this.queues);
      case 'removeCloudWatch':
        return this.queues.forEach((queue) => this.#context.cloudWatch.remove(queue));
      case 'readRows':
        return this.#postFinerRows(request.from, request.to);
      case 'openMark':
        return this.#openMark(request.id);
      case 'savePicture':
        return this.#context.exports.savePicture(request.png);
      case 'saveCsv':
        return this.#context.exports.saveCsv(this.queues, request);
      case 'openSamples':
        return this.#context.exports.openSamples(this.queues, request);
      case 'copySummary':
        return this.#context.exports.copySummary(this.queues, request);
      default:
        return this.#handleQueue(request);
    }
  }

  async #handleQueue(request: Extract<DashboardRequest, { readonly key: string }>): Promise<void> {
    const watched = this.#watched.get(request.key);
    if (!watched) return;
    const { queue } = watched;
    if (request.type === 'keep') await this.#context.watchList.set(queue, { isKept: request.isKept });
    else if (request.type === 'remove') this.#remove(watched);
    else this.#context[request.type](queue);
  }

  #onReady(): void {
    this.#isReady = true;
    this.hydrate();
    this.#untoldHours = undefined;
  }

  #openMark(id: number): void {
    const mark = this.#context.marks.find(id);
    if (mark) this.#context.openMark(mark);
  }

  #add(queues: readonly QueueRef[]): void {
    const wanted = queues.filter((queue) => !this.#watched.has(queueKey(queue)));
    if (wanted.length === 0) return;
    for (const queue of wanted) this.#watch(queue, 'added');
    this.#rememberAdded();
    this.hydrate();
  }

  #remove(watched: Watched): void {
    if (watched.role !== 'added') return;
    watched.watching?.dispose();
    this.#watched.delete(queueKey(watched.queue));
    this.#rememberAdded();
    this.hydrate();
  }

  #rememberAdded(): void {
    const added = [...this.#watched.values()].filter(({ role }) => role === 'added');
    this.#context.added.set(added.map(({ queue }) => queue));
  }

  #watch(queue: QueueRef, role: WatchedQueue['role']): void {
    const key = queueKey(queue);
    if (this.#watched.has(key)) return;
    const watched: Watched = { queue, role, outage: undefined, watching: undefined };
    this.#watched.set(key, watched);
    this.#follow(watched);
  }

  #follow(watched: Watched): void {
    watched.watching?.dispose();
    watched.watching = undefined;
    if (!this.#isVisible || this.#disposables.isDisposed) return;
    const store = new DisposableStore();
    store.add(this.#context.monitor.watch(watched.queue));
    store.add(this.#context.follower.watch(watched.queue));
    watched.watching = store;
  }

  async #watchDeadLetterQueue(queue: QueueRef): Promise<void> {
    const target = await this.#findDeadLetterQueue(queue);
    if (!target || this.#disposables.isDisposed || this.#watched.has(queueKey(target))) return;
    this.#watch(target, 'deadLetterQueue');
    this.hydrate();
  }

  /** A queue whose attributes cannot be read is shown without its dead-letter queue: its own chart says why. */
  async #findDeadLetterQueue(queue: QueueRef): Promise<QueueRef | undefined> {
    try {
      const attributes = await this.#context.service(queue).readAttributes(queue, this.#abort.signal);
      return deadLetterQueue(queue, attributes);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#context.report(error);
      return undefined;
    }
  }

  #onSample(result: MonitorResult): void {
    const key = queueKey(result.queue);
    const watched = this.#watched.get(key);
    if (!watched) return;
    if ('failure' in result) return this.#onFailure(key, watched, result.failure);
    const { visible, inFlight, delayed, askedAt, answeredAt } = result.sample;
    watched.outage = undefined;
    this.#context.post({
      type: 'sample',
      key,
      at: answeredAt,
      latencyMs: answeredAt - askedAt,
      counts: { visible, inFlight, delayed },
      isAfterGap: result.isAfterGap,
      intervalMs: this.#context.monitor.intervalOf(watched.queue),
    });
  }

  #onFailure(key: string, watched: Watched, failure: Error): void {
    const since = watched.outage?.since ?? this.#context.now();
    const text = this.#context.describe(failure);
    if (watched.outage?.text === text) return;
    watched.outage = { since, text };
    this.#context.post({ type: 'outage', key, outage: watched.outage });
  }

  #onRates({ queue, at, rates, isAfterGap }: RatesResult): void {
    const key = queueKey(queue);
    if (!this.#watched.has(key)) return;
    const values = [rates.sent, rates.received, rates.deleted, rates.deadLettered];
    this.#context.post({ type: 'rates', key, at, values, isAfterGap });
  }

  #onMark(mark: EventMark): void {
    for (const pageMark of this.#pageMark(mark)) this.#context.post({ type: 'mark', mark: pageMark });
  }

  #onKept(queue: QueueRef): void {
    const key = queueKey(queue);
    if (!this.#watched.has(key)) return;
    this.#context.post({ type: 'kept', key, isKept: this.#context.watchList.isKept(queue) });
  }

  #onCloudWatch({ queue, hours }: CloudWatchChange): void {
    const key = queueKey(queue);
    if (!this.#watched.has(key)) return;
    if (!this.#isReady) this.#untoldHours = hours ?? this.#untoldHours;
    this.#context.post({ type: 'cloudWatch', key, rows: this.#context.cloudWatch.read(queue), hours });
  }

  /** The mark as this page shows it; nothing when it concerns a queue that is not shown. */
  #pageMark(mark: EventMark): PageMark[] {
    const { queue, ...rest } = mark;
    if (!queue) return [rest];
    const shown = this.queues.find((watched) => isOfQueue(mark, watched));
    return shown ? [{ ...rest, key: queueKey(shown) }] : [];
  }

  #shown(): readonly Watched[] {
    const roles: readonly WatchedQueue['role'][] = ['queue', 'deadLetterQueue', 'added'];
    return roles.flatMap((role) => [...this.#watched.values()].filter((watched) => watched.role === role));
  }

  #snapshot({ queue, role, outage }: Watched): WatchedQueue {
    const { history, monitor } = this.#context;
    return {
      heading: this.#context.heading(queue),
      role,
      ...firstRows(history, queue, this.#watched.size, this.#oldest()),
      hasRates: this.#context.hasRates(queue),
      intervalMs: monitor.intervalOf(queue),
      isKept: this.#context.watchList.isKept(queue),
      outage,
      cloudWatch: this.#context.cloudWatch.read(queue),
      cloudWatchOffer: this.#context.cloudWatchOffer(queue),
    };
  }

  #postFinerRows(from: number, to: number): void {
    const { history } = this.#context;
    const queues = this.queues.map((queue) => ({
      key: queueKey(queue),
      ...finerRows(history, queue, this.#watched.size, from, to),
    }));
    this.#context.post({ type: 'finerRows', from, to, queues });
  }

  #oldest(): number {
    return this.#context.now() - HISTORY_MS;
  }
}
