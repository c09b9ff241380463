import type { Disposable } from '../shared/disposable';
import type { SqsModule } from '../sqs/clients';
import { openService } from '../sqs/standaloneService';
import type { Timers } from '../sqs/timers';
import { EmulatorCalls } from './emulatorCalls';
import { seededRandom } from './random';
import { type RunningTraffic, startTraffic } from './traffic';
import type { TrafficService } from './trafficContext';
import { FiguresRecorder } from './trafficFigures';
import type { FromTrafficWorker, ToTrafficWorker, TrafficOrder } from './trafficPort';

const FIGURES_EVERY_MS = 500;

/** What the runs of a worker need from it. */
export interface TrafficRunsSources {
  readonly loadSqs: () => Promise<SqsModule>;
  readonly timers: Timers;
  readonly post: (message: FromTrafficWorker) => void;
}

/** All runs of a worker: starts and stops them as messages say, and reports their figures. */
export class TrafficRuns {
  readonly #sources: TrafficRunsSources;
  readonly #running = new Map<string, RunningTraffic>();

  constructor(sources: TrafficRunsSources) {
    this.#sources = sources;
  }

  handle(message: ToTrafficWorker): void {
    if (message.type === 'start') void this.#run(message.order);
    else
      void this.#running
        .get(message.id)
        ?.stop()
        .catch(() => undefined);
  }

  async #run(order: TrafficOrder): Promise<void> {
    const { id } = order;
    const { post, loadSqs } = this.#sources;
    const connection = openTraffic(order, loadSqs);
    let figures = new FiguresRecorder().read();
    let error: string | undefined;
    try {
      const { timers } = this.#sources;
      const run = startTraffic(order.spec, order.queue, {
        service: connection.service,
        timers,
        random: seededRandom(order.seed),
      });
      this.#running.set(id, run);
      this.#report(id, run);
      await run.ended.finally(() => {
        figures = run.readFigures();
      });
    } catch (reason) {
      error = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    }
    this.#running.delete(id);
    connection.dispose();
    post({ type: 'ended', id, figures, error });
  }

  #report(id: string, run: RunningTraffic): void {
    this.#sources.timers.after(FIGURES_EVERY_MS, () => {
      if (this.#running.get(id) !== run) return;
      this.#sources.post({ type: 'figures', id, figures: run.readFigures() });
      this.#report(id, run);
    });
  }
}

/** The shortest way to where the traffic goes. Dispose closes its connections. */
function openTraffic(
  { target, marks }: TrafficOrder,
  loadSqs: TrafficRunsSources['loadSqs'],
): { readonly service: TrafficService } & Disposable {
  if (target.kind !== 'emulator' || marks.isReadOnly || marks.isProduction)
    return openService(target, loadSqs, marks);
  const calls = new EmulatorCalls(target.endpoint, target.region);
  return { service: calls, dispose: () => calls.dispose() };
}
