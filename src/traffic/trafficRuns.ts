import type { Disposable } from '../shared/disposable';
import { CallSums } from '../sqs/callSums';
import type { SqsModule } from '../sqs/clients';
import type { ClientCall } from '../sqs/meteredClient';
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
    const calls = new CallSums();
    const connection = openTraffic(order, loadSqs, (call) => calls.count(call));
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
      this.#report(id, run, calls);
      await run.ended.finally(() => {
        figures = run.readFigures();
      });
    } catch (reason) {
      error = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    }
    this.#running.delete(id);
    connection.dispose();
    post({ type: 'ended', id, figures, calls: calls.take(), error });
  }

  #report(id: string, run: RunningTraffic, calls: CallSums): void {
    this.#sources.timers.after(FIGURES_EVERY_MS, () => {
      if (this.#running.get(id) !== run) return;
      this.#sources.post({ type: 'figures', id, figures: run.readFigures(), calls: calls.take() });
      this.#report(id, run, calls);
    });
  }
}

/** The shortest way to where the traffic goes. Dispose closes its connections. */
function openTraffic(
  { target, marks }: TrafficOrder,
  loadSqs: TrafficRunsSources['loadSqs'],
  onCall: (call: ClientCall) => void,
): { readonly service: TrafficService } & Disposable {
  if (target.kind !== 'emulator' || marks.isReadOnly || marks.isProduction)
    return openService(target, loadSqs, marks, onCall);
  const calls = new EmulatorCalls(target.endpoint, target.region, onCall);
  return { service: calls, dispose: () => calls.dispose() };
}
