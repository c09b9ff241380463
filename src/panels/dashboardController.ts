import type {
  CountColumns,
  DashboardEvent,
  DashboardStrings,
  Outage,
  WatchedQueue,
} from '../shared/dashboardMessages';
import { DisposableStore } from '../shared/disposable';
import type { QueueHeading } from '../shared/panelMessages';
import { type CountSample, type QueueRef, queueKey } from '../shared/queue';
import type { MonitorResult, QueueMonitor } from '../sqs/queueMonitor';
import type { SqsService } from '../sqs/sqsService';
import { parseDashboardRequest } from './dashboardRequest';
import type { PanelContext, PanelController } from './panelController';
import { deadLetterQueue } from './queuePolicy';

/** The longest window that the page offers, in milliseconds: older samples are not sent. */
const HISTORY_MS = 60 * 60_000;

export interface DashboardContext extends PanelContext<DashboardEvent> {
  readonly monitor: QueueMonitor;
  readonly strings: DashboardStrings;
  readonly heading: (queue: QueueRef) => QueueHeading;
  readonly service: (queue: QueueRef) => SqsService;
  readonly openComposer: (queue: QueueRef) => void;
  readonly openMessages: (queue: QueueRef) => void;
}

interface Watched {
  readonly queue: QueueRef;
  readonly role: WatchedQueue['role'];
  outage: Outage | undefined;
}

/** Watches a queue, and its dead-letter queue along with it, for one dashboard page. */
export class DashboardController implements PanelController {
  readonly #context: DashboardContext;
  readonly #watched = new Map<string, Watched>();
  readonly #disposables = new DisposableStore();
  readonly #abort = new AbortController();

  constructor(queue: QueueRef, context: DashboardContext) {
    this.#context = context;
    this.#disposables.add(context.monitor.onDidSample((result) => this.#onSample(result)));
    this.#watch(queue, 'queue');
    void this.#watchDeadLetterQueue(queue);
  }

  receive(message: unknown): void {
    const request = parseDashboardRequest(message);
    if (request?.type === 'ready') return this.hydrate();
    const queue = request && this.#watched.get(request.key)?.queue;
    if (!queue) return;
    if (request.type === 'openComposer') this.#context.openComposer(queue);
    else this.#context.openMessages(queue);
  }

  hydrate(): void {
    const queues = [...this.#watched.values()].map((watched) => this.#snapshot(watched));
    this.#context.post({ type: 'state', strings: this.#context.strings, queues });
  }

  dispose(): void {
    this.#abort.abort();
    this.#disposables.dispose();
  }

  #watch(queue: QueueRef, role: WatchedQueue['role']): void {
    this.#watched.set(queueKey(queue), { queue, role, outage: undefined });
    this.#disposables.add(this.#context.monitor.watch(queue));
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
    if ('sample' in result) this.#onCounts(key, watched, result.sample);
    else this.#onFailure(key, watched, result.failure);
  }

  #onCounts(key: string, watched: Watched, sample: CountSample): void {
    const { visible, inFlight, delayed, answeredAt } = sample;
    watched.outage = undefined;
    this.#context.post({ type: 'sample', key, at: answeredAt, counts: { visible, inFlight, delayed } });
  }

  #onFailure(key: string, watched: Watched, failure: Error): void {
    const since = watched.outage?.since ?? this.#context.now();
    const text = this.#context.describe(failure);
    if (watched.outage?.text === text) return;
    watched.outage = { since, text };
    this.#context.post({ type: 'outage', key, outage: watched.outage });
  }

  #snapshot({ queue, role, outage }: Watched): WatchedQueue {
    const oldest = this.#context.now() - HISTORY_MS;
    const samples = this.#context.monitor.samples(queue).filter(({ answeredAt }) => answeredAt >= oldest);
    return { heading: this.#context.heading(queue), role, samples: toColumns(samples), outage };
  }
}

function toColumns(samples: readonly CountSample[]): CountColumns {
  return {
    at: samples.map(({ answeredAt }) => answeredAt),
    visible: samples.map(({ visible }) => visible),
    inFlight: samples.map(({ inFlight }) => inFlight),
    delayed: samples.map(({ delayed }) => delayed),
  };
}
