import type * as vscode from 'vscode';
import { CloudWatchFile } from '../history/cloudWatchFile';
import type { CloudWatchHistory } from '../history/cloudWatchHistory';
import { HistoryFile } from '../history/historyFile';
import type { QueueHistory } from '../history/queueHistory';
import { DAY_MS } from '../history/queueHistory';
import type { Marks } from '../marks/marks';
import { type Disposable, DisposableStore } from '../shared/disposable';
import { type Timers } from '../sqs/timers';

const SAVE_EVERY_MS = 20_000;
const MARKS_KEY = 'marks';
/** More are not stored. */
const MARKS_STORED = 1_000;

export interface HistoryKeeperSources {
  /** Absolute. */
  readonly folder: string;
  readonly memento: vscode.Memento;
  readonly history: QueueHistory;
  readonly cloudWatch: CloudWatchHistory;
  readonly marks: Marks;
  readonly timers: Timers;
  readonly report: (error: unknown) => void;
}

/** Keeps samples, marks and what CloudWatch said over a reload of the window. */
export class HistoryKeeper implements Disposable {
  readonly #sources: HistoryKeeperSources;
  readonly #file: HistoryFile;
  readonly #cloudWatchFile: CloudWatchFile;
  readonly #disposables = new DisposableStore();
  #timer: Disposable | undefined;
  #hasNewMarks = false;

  constructor(sources: HistoryKeeperSources) {
    this.#sources = sources;
    const { folder, history, cloudWatch, report } = sources;
    this.#file = this.#disposables.add(new HistoryFile(folder, history, report));
    this.#cloudWatchFile = this.#disposables.add(new CloudWatchFile(folder, cloudWatch, report));
    this.#disposables.add(
      sources.marks.onDidChange(() => {
        this.#hasNewMarks = true;
      }),
    );
  }

  /** Reads what was stored, and saves from then on. */
  async load(): Promise<void> {
    const { timers, marks, memento } = this.#sources;
    marks.restore(memento.get(MARKS_KEY), timers.now() - DAY_MS);
    await this.#cloudWatchFile.load(timers.now()).catch(this.#sources.report);
    await this.#file.load(timers.now()).catch(this.#sources.report);
    this.#saveLater();
  }

  async save(): Promise<void> {
    await this.#file.save();
    await this.#cloudWatchFile.save();
    if (!this.#hasNewMarks) return;
    this.#hasNewMarks = false;
    await this.#sources.memento.update(MARKS_KEY, this.#sources.marks.all.slice(-MARKS_STORED));
  }

  /** Saves once more. */
  async dispose(): Promise<void> {
    if (this.#disposables.isDisposed) return;
    this.#timer?.dispose();
    this.#disposables.dispose();
    await this.save();
  }

  #saveLater(): void {
    if (this.#disposables.isDisposed) return;
    this.#timer = this.#sources.timers.after(SAVE_EVERY_MS, () => {
      void this.save()
        .catch(this.#sources.report)
        .finally(() => this.#saveLater());
    });
  }
}
