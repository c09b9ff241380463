import type { QueueHistory } from '../history/queueHistory';
import { type Disposable, DisposableStore } from '../shared/disposable';
import { Emitter, type Event } from '../shared/event';
import { type CountSample, type QueueRef, queueKey } from '../shared/queue';
import type { Alarm, Thresholds } from '../shared/thresholds';
import type { QueueMonitor } from '../sqs/queueMonitor';
import type { WatchList } from './watchList';

const MINUTE_MS = 60_000;

/** Which thresholds a sample is beyond. `history` holds the sample already. */
export function findAlarms(
  queue: QueueRef,
  sample: CountSample,
  thresholds: Thresholds,
  history: Pick<QueueHistory, 'read'>,
): readonly Alarm[] {
  const total = sample.visible + sample.inFlight + sample.delayed;
  const { depth, notEmpty, notDrainingMinutes } = thresholds;
  const alarms: Alarm[] = [];
  if (notEmpty && total > 0) alarms.push('notEmpty');
  if (depth !== undefined && sample.visible > depth) alarms.push('depth');
  if (notDrainingMinutes !== undefined && sample.visible > 0) {
    const from = sample.answeredAt - notDrainingMinutes * MINUTE_MS;
    if (isNotDraining(queue, from, sample.visible, history)) alarms.push('notDraining');
  }
  return alarms;
}

/** True when messages were visible all the time, without a gap, and are no fewer now. */
function isNotDraining(
  queue: QueueRef,
  from: number,
  visible: number,
  history: Pick<QueueHistory, 'read'>,
): boolean {
  // A little more, so that the first sample is one from before.
  const { at, values } = history.read('counts', queue, from - MINUTE_MS);
  const first = at.findLastIndex((time) => time <= from);
  const column = values[1]?.subarray(Math.max(first, 0));
  return first >= 0 && (column?.[0] ?? 0) <= visible && (column?.every((count) => count > 0) ?? false);
}

/** What has changed of a queue's alarms. */
export interface AlarmChange {
  readonly queue: QueueRef;
  readonly alarms: readonly Alarm[];
  /** Those that were none before. */
  readonly added: readonly Alarm[];
}

/** Watches the thresholds of the watch list. */
export class Alarms implements Disposable {
  readonly #watchList: WatchList;
  readonly #history: Pick<QueueHistory, 'read'>;
  readonly #alarms = new Map<string, readonly Alarm[]>();
  readonly #disposables = new DisposableStore();
  readonly #onDidChange = this.#disposables.add(new Emitter<AlarmChange>());
  readonly onDidChange: Event<AlarmChange> = this.#onDidChange.event;

  constructor(watchList: WatchList, monitor: QueueMonitor, history: Pick<QueueHistory, 'read'>) {
    this.#watchList = watchList;
    this.#history = history;
    this.#disposables.add(
      monitor.onDidSample((result) => {
        if ('sample' in result) this.#onSample(result.queue, result.sample);
      }),
    );
    this.#disposables.add(watchList.onDidChange((queue) => this.#onEntry(queue)));
  }

  of(queue: QueueRef): readonly Alarm[] {
    return this.#alarms.get(queueKey(queue)) ?? [];
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #onSample(queue: QueueRef, sample: CountSample): void {
    const entry = this.#watchList.find(queue);
    if (entry) this.#set(queue, findAlarms(queue, sample, entry.thresholds, this.#history));
  }

  /** Judged anew with the next sample. */
  #onEntry(queue: QueueRef): void {
    if (!this.#watchList.find(queue)) this.#set(queue, []);
  }

  #set(queue: QueueRef, alarms: readonly Alarm[]): void {
    const before = this.of(queue);
    if (before.join() === alarms.join()) return;
    this.#alarms.set(queueKey(queue), alarms);
    const added = alarms.filter((alarm) => !before.includes(alarm));
    this.#onDidChange.fire({ queue, alarms, added });
  }
}
