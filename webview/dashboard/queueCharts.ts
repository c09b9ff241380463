import type { CloudWatchView } from './cloudWatchView';
import { COUNT_COLUMNS, COUNTS, netRateAt, RATES } from './derived';
import { CLOUD_COUNT_LINES, COUNT_LINES, NET_LINES, RATE_LINES } from './lines';
import type { Series } from './series';
import { type ChartColumns, chartColumns, joinColumns } from './thin';
import { TimeChart } from './timeChart';

/** What the charts are drawn from. */
export interface ChartSources {
  readonly counts: Series;
  readonly rates: Series;
  /** Without rates the net arrival rate is drawn, which follows from the counts. */
  readonly hasRates: boolean;
}

/** What the charts tell the view that they are in. */
export interface ChartListener {
  cursor(at: number | undefined): void;
  select(from: number, to: number): void;
}

/** The chart of a queue's counts, with what CloudWatch says of them, and the chart of its rates. */
export class QueueCharts {
  readonly countElement = document.createElement('div');
  readonly rateElement = document.createElement('div');
  readonly #sources: ChartSources;
  readonly #listener: ChartListener;
  #counts: TimeChart | undefined;
  #rates: TimeChart | undefined;
  #cloudWatch: CloudWatchView | undefined;
  #isStacked = false;
  #window: readonly [number, number] = [0, 0];
  #marks: readonly number[] = [];

  constructor(sources: ChartSources, ratesLabel: string, listener: ChartListener) {
    this.#sources = sources;
    this.#listener = listener;
    this.countElement.className = 'chart';
    this.rateElement.className = 'chart';
    this.rateElement.role = 'img';
    this.rateElement.ariaLabel = ratesLabel;
  }

  get isDrawn(): boolean {
    return this.#counts !== undefined;
  }

  get canvases(): readonly HTMLCanvasElement[] {
    return [this.#counts?.canvas ?? [], this.#rates?.canvas ?? []].flat();
  }

  /** Lines, or areas on top of each other. */
  setStacked(isStacked: boolean): void {
    if (isStacked === this.#isStacked) return;
    this.#isStacked = isStacked;
    this.#drawAnew();
  }

  setCloudWatch(cloudWatch: CloudWatchView | undefined): void {
    this.#cloudWatch = cloudWatch;
    this.#drawAnew();
  }

  followTheme(): void {
    this.#counts?.followTheme();
    this.#rates?.followTheme();
  }

  showCursor(at: number | undefined): void {
    this.#counts?.showCursor(at);
    this.#rates?.showCursor(at);
  }

  /** To be called once the elements are in the page. @param marks times that get a line */
  draw(window: readonly [number, number], marks: readonly number[]): void {
    this.#window = window;
    this.#marks = marks;
    this.#counts ??= this.#createCountChart();
    this.#counts.update(this.#countColumns(this.#counts.width), window, marks);
    // At first a frame of its own: what the page is opened for is there sooner.
    if (this.#rates) this.#drawRates();
    else requestAnimationFrame(() => this.#drawRates());
  }

  #drawRates(): void {
    this.#rates ??= this.#createRateChart();
    this.#rates.update(this.#rateColumns(this.#rates.width), this.#window, this.#marks);
  }

  /** Where a time is, in pixels from the left of the chart of counts, once it is drawn. */
  leftOf(at: number): number {
    return this.#counts?.leftOf(at) ?? 0;
  }

  #drawAnew(): void {
    this.#counts?.dispose();
    this.#counts = undefined;
  }

  #createCountChart(): TimeChart {
    const groups = [COUNT_LINES, ...(this.#cloudWatch ? [CLOUD_COUNT_LINES] : [])];
    return new TimeChart(this.countElement, this.#window, {
      ...this.#options,
      lines: groups.flatMap((lines) => (this.#isStacked ? [...lines].reverse() : lines)),
      isStacked: this.#isStacked,
      leastTop: 5,
      isSigned: false,
    });
  }

  #createRateChart(): TimeChart {
    const { hasRates } = this.#sources;
    return new TimeChart(this.rateElement, this.#window, {
      ...this.#options,
      lines: hasRates ? RATE_LINES : NET_LINES,
      isStacked: false,
      leastTop: 2,
      isSigned: !hasRates,
    });
  }

  get #options() {
    return {
      onCursor: (at: number | undefined) => this.#listener.cursor(at),
      onSelect: (from: number, to: number) => this.#listener.select(from, to),
    };
  }

  #countColumns(pixels: number): ChartColumns {
    const { counts } = this.#sources;
    const values = (row: number) => COUNTS.map((name) => counts.value(COUNT_COLUMNS[name], row));
    const sums = (row: number) => {
      const [visible = 0, inFlight = 0, delayed = 0] = values(row);
      return [visible + inFlight + delayed, visible + inFlight, visible];
    };
    const live = chartColumns(counts, COUNTS.length, this.#isStacked ? sums : values, this.#window, pixels);
    if (!this.#cloudWatch) return live;
    return joinColumns(live, this.#cloudWatch.countColumns(pixels, this.#isStacked));
  }

  #rateColumns(pixels: number): ChartColumns {
    const { counts, rates, hasRates } = this.#sources;
    if (!hasRates) {
      const net = (row: number) => [netRateAt(counts, row)];
      return chartColumns(counts, 1, net, this.#window, pixels);
    }
    const values = (row: number) => RATES.map((_name, index) => rates.value(index, row));
    return chartColumns(rates, RATES.length, values, this.#window, pixels);
  }
}
