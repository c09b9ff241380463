import * as vscode from 'vscode';
import { EmulatorClient } from '../emulatorClient/emulatorClient';
import type { CloudWatchHistory } from '../history/cloudWatchHistory';
import { EmulatorFollower } from '../history/emulatorFollower';
import type { QueueHistory } from '../history/queueHistory';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import type { Marks } from '../marks/marks';
import { DisposableStore } from '../shared/disposable';
import type { Event } from '../shared/event';
import { type QueueRef, queueKey } from '../shared/queue';
import { EMULATOR_ID } from '../sqs/connection';
import type { QueueMonitor } from '../sqs/queueMonitor';
import type { QueueChange } from '../sqs/sqsService';
import { systemTimers } from '../sqs/timers';
import { Alarms } from './alarms';
import type { DashboardContext } from './dashboardController';
import { HistoryKeeper } from './historyKeeper';
import { markWhatHappens } from './markSources';
import { type PickerSources, pickQueues } from './queueListPicker';
import { WatchList } from './watchList';

const ADDED_PREFIX = 'dashboard.added.';

export interface WatchingSources extends PickerSources {
  readonly monitor: QueueMonitor;
  readonly history: QueueHistory;
  readonly cloudWatch: CloudWatchHistory;
  readonly marks: Marks;
  readonly emulator: Pick<LocalEmulator, 'state'>;
  readonly onDidChangeQueue: Event<QueueChange>;
  readonly memento: vscode.Memento;
  /** Where samples and what CloudWatch said are kept, absolute. */
  readonly folder: string;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** What dashboards and the overview share: samples, rates, marks and the list of queues to watch. */
export class Watching implements vscode.Disposable {
  readonly history: QueueHistory;
  readonly marks: Marks;
  readonly watchList: WatchList;
  readonly alarms: Alarms;
  readonly follower: EmulatorFollower;
  readonly #sources: WatchingSources;
  readonly #keeper: HistoryKeeper;
  readonly #disposables = new DisposableStore();

  constructor(sources: WatchingSources) {
    const { history, marks, monitor, memento, emulator, log } = sources;
    this.#sources = sources;
    this.history = history;
    this.marks = marks;
    this.watchList = this.#disposables.add(new WatchList(memento, monitor));
    this.alarms = this.#disposables.add(new Alarms(this.watchList, monitor, history));
    this.follower = this.#disposables.add(
      new EmulatorFollower({
        timers: systemTimers,
        client: () =>
          emulator.state.kind === 'running' ? new EmulatorClient(emulator.state.endpoint) : undefined,
        connectionId: EMULATOR_ID,
      }),
    );
    this.#disposables.add(
      this.follower.onDidCount(({ queue, at, rates, isAfterGap }) =>
        history.pushRates(queue, at, rates, isAfterGap),
      ),
    );
    this.#disposables.add(
      markWhatHappens(marks, {
        onDidChangeQueue: sources.onDidChangeQueue,
        onDidHappen: this.follower.onDidHappen,
      }),
    );
    const report = (error: unknown) => log.warn(String(error));
    this.#keeper = new HistoryKeeper({ ...sources, timers: systemTimers, report });
    void this.#keeper.load().catch(report);
  }

  /** What the dashboard of a queue gets of it. */
  dashboardParts(queue: QueueRef) {
    const { memento } = this.#sources;
    const addedKey = ADDED_PREFIX + queueKey(queue);
    return {
      history: this.history,
      follower: this.follower,
      marks: this.marks,
      watchList: this.watchList,
      hasRates: ({ connectionId }) => connectionId === EMULATOR_ID,
      added: {
        list: () => memento.get<readonly QueueRef[]>(addedKey, []),
        set: (queues) => memento.update(addedKey, queues.length === 0 ? undefined : queues),
      },
      pickQueues: () => this.pickQueues(vscode.l10n.t('Add Queues to the Dashboard')),
    } satisfies Partial<DashboardContext>;
  }

  pickQueues(title: string): Promise<readonly QueueRef[]> {
    return pickQueues(this.#sources, title);
  }

  /** Saves what was sampled; resolves when it is on disk. */
  async stop(): Promise<void> {
    await this.#keeper.dispose();
  }

  dispose(): void {
    void this.stop();
    this.#disposables.dispose();
  }
}
