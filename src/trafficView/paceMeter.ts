import type { TrafficFigures } from '../traffic/trafficFigures';

/** Figures come twice a second; a slow producer sends once in that time, or not at all. */
const WINDOW_MS = 5_000;

/** Measures how many messages a second a run has sent or received lately. */
export class PaceMeter {
  #samples: { readonly at: number; readonly count: number }[] = [];

  /**
   * @param at epoch milliseconds
   * @returns messages a second since the oldest figures of the last five seconds
   */
  read(figures: TrafficFigures | undefined, at: number): number {
    const count = figures ? figures.sent + figures.received : 0;
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, count }];
    const [first] = this.#samples;
    if (!first || at === first.at) return 0;
    return ((count - first.count) * 1_000) / (at - first.at);
  }
}
