import type { QueueHistory } from '../history/queueHistory';
import { type Disposable, DisposableStore } from '../shared/disposable';
import type {
  OverviewEvent,
  OverviewRequest,
  OverviewRow,
  OverviewSample,
  OverviewStrings,
  Spark,
} from '../shared/overviewMessages';
import type { QueueHeading } from '../shared/panelMessages';
import { type QueueCounts, type QueueRef, queueKey } from '../shared/queue';
import type { MonitorResult, QueueMonitor } from '../sqs/queueMonitor';
import type { Timers } from '../sqs/timers';
import type { Alarms } from './alarms';
import { parseOverviewRequest } from './overviewRequest';
import type { PanelContext, PanelController } from './panelController';
import type { WatchEntry, WatchList } from './watchList';

/** What a sparkline looks back. */
const SPARK_MS = 5 * 60_000;
/** Points of a sparkline at most. */
const SPARK_POINTS = 150;
/** Samples are sent together, so often. */
const BATCH_MS = 500;

export interface OverviewContext extends PanelContext<OverviewEvent> {
  readonly monitor: QueueMonitor;
  readonly history: Pick<QueueHistory, 'read' | 'onDidRestore'>;
  readonly watchList: WatchList;
  readonly alarms: Alarms;
  readonly timers: Timers;
  readonly strings: OverviewStrings;
  readonly heading: (queue: QueueRef) => QueueHeading;
  readonly openDashboard: (queue: QueueRef) => void;
  /** Lets the user choose; empty when none was chosen. */
  readonly pickQueues: () => Promise<readonly QueueRef[]>;
}

/** All queues of the watch list, for one overview page. */
export class OverviewController implements PanelController {
  readonly #context: OverviewContext;
  readonly #disposables = new DisposableStore();
  readonly #watching = new Map<string, Disposable>();
  readonly #latest = new Map<string, { readonly counts?: QueueCounts; readonly outage?: string }>();
  #batch = new Map<string, OverviewSample>();
  #batchTimer: Disposable | undefined;
  #isVisible = true;

  constructor(context: OverviewContext) {
    this.#context = context;
    this.#disposables.add(context.monitor.onDidSample((result) => this.#onSample(result)));
    this.#disposables.add(context.history.onDidRestore(() => this.hydrate()));
    this.#disposables.add(context.watchList.onDidChange(() => this.#onList()));
    this.#watchAll();
  }

  receive(message: unknown): void {
    const request = parseOverviewRequest(message);
    if (request) void this.#handle(request).catch(this.#context.report);
  }

  /** Its rows come with the state: they have samples. */
  get outline(): OverviewEvent | undefined {
    return undefined;
  }

  hydrate(): void {
    const rows = this.#context.watchList.entries.map((entry) => this.#row(entry));
    this.#context.post({ type: 'state', strings: this.#context.strings, rows });
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#watchAll();
  }

  dispose(): void {
    this.#isVisible = false;
    this.#watchAll();
    this.#batchTimer?.dispose();
    this.#disposables.dispose();
  }

  async #handle(request: OverviewRequest): Promise<void> {
    const { watchList } = this.#context;
    if (request.type === 'ready') return this.hydrate();
    if (request.type === 'addQueues') {
      for (const queue of await this.#context.pickQueues()) await watchList.set(queue);
      return;
    }
    const queue = watchList.entries.find((entry) => queueKey(entry.queue) === request.key)?.queue;
    if (!queue) return;
    switch (request.type) {
      case 'open':
        return this.#context.openDashboard(queue);
      case 'remove':
        return watchList.remove(queue);
      case 'keep':
        return watchList.set(queue, { isKept: request.isKept });
      case 'silence':
        return watchList.set(queue, { isSilenced: request.isSilenced });
      case 'setThresholds': {
        // Who wants to be told wants it also while nothing is shown.
        const isKept = Object.keys(request.thresholds).length > 0 || watchList.isKept(queue);
        return watchList.set(queue, { thresholds: request.thresholds, isKept });
      }
    }
  }

  #onList(): void {
    this.#watchAll();
    this.hydrate();
  }

  /** Watches what is on the list while the page is in sight. */
  #watchAll(): void {
    const wanted = this.#isVisible ? this.#context.watchList.entries : [];
    const keys = new Set(wanted.map(({ queue }) => queueKey(queue)));
    for (const [key, watching] of this.#watching) {
      if (keys.has(key)) continue;
      watching.dispose();
      this.#watching.delete(key);
    }
    for (const { queue } of wanted) {
      const key = queueKey(queue);
      if (!this.#watching.has(key)) this.#watching.set(key, this.#context.monitor.watch(queue));
    }
  }

  #onSample(result: MonitorResult): void {
    const { queue } = result;
    const key = queueKey(queue);
    if (!this.#context.watchList.find(queue)) return;
    const alarms = this.#context.alarms.of(queue);
    const intervalMs = this.#context.monitor.intervalOf(queue);
    if ('failure' in result) {
      const outage = this.#context.describe(result.failure);
      this.#latest.set(key, { outage });
      this.#batch.set(key, { key, at: this.#context.now(), isAfterGap: true, alarms, outage, intervalMs });
    } else {
      const { visible, inFlight, delayed, answeredAt } = result.sample;
      const counts = { visible, inFlight, delayed };
      this.#latest.set(key, { counts });
      this.#batch.set(key, {
        key,
        at: answeredAt,
        counts,
        isAfterGap: result.isAfterGap,
        alarms,
        intervalMs,
      });
    }
    this.#batchTimer ??= this.#context.timers.after(BATCH_MS, () => this.#send());
  }

  #send(): void {
    const samples = [...this.#batch.values()];
    this.#batch = new Map();
    this.#batchTimer = undefined;
    // With what was found of this very sample, whoever was told of it first.
    this.#context.post({ type: 'samples', samples: samples.map((sample) => this.#withAlarms(sample)) });
  }

  #withAlarms(sample: OverviewSample): OverviewSample {
    const entry = this.#context.watchList.entries.find(({ queue }) => queueKey(queue) === sample.key);
    return entry ? { ...sample, alarms: this.#context.alarms.of(entry.queue) } : sample;
  }

  #row({ queue, isKept, thresholds, isSilenced }: WatchEntry): OverviewRow {
    const { history, alarms, now } = this.#context;
    const spark = this.#spark(queue, now() - SPARK_MS);
    const latest = this.#latest.get(queueKey(queue));
    return {
      heading: this.#context.heading(queue),
      counts: latest?.counts ?? lastCounts(history, queue, now() - SPARK_MS),
      spark,
      isKept,
      thresholds,
      alarms: alarms.of(queue),
      intervalMs: this.#context.monitor.intervalOf(queue),
      isSilenced,
      outage: latest?.outage,
    };
  }

  #spark(queue: QueueRef, from: number): Spark {
    const { at, values } = this.#context.history.read('counts', queue, from);
    const every = Math.ceil(at.length / SPARK_POINTS);
    const rows = Array.from(at.keys()).filter(
      (row) => row % every === (at.length - 1) % every || (values[1]?.[row] ?? 0) < 0,
    );
    return { at: rows.map((row) => at[row] ?? 0), visible: rows.map((row) => values[1]?.[row] ?? -1) };
  }
}

function lastCounts(
  history: Pick<QueueHistory, 'read'>,
  queue: QueueRef,
  from: number,
): QueueCounts | undefined {
  const { at, values } = history.read('counts', queue, from);
  if (at.length === 0) return undefined;
  const [, visible = 0, inFlight = 0, delayed = 0] = values.map((column) => column.at(-1) ?? 0);
  return { visible, inFlight, delayed };
}
