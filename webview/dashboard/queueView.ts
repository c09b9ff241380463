import { html, nothing, type TemplateResult } from 'lit';
import type {
  DashboardStrings,
  FinerRows,
  Outage,
  PageMark,
  RatesEvent,
  SampleEvent,
  WatchedQueue,
} from '../../src/shared/dashboardMessages';
import type { HistoryColumns } from '../../src/shared/history';
import type { QueueHeading } from '../../src/shared/panelMessages';
import { format, formatInteger, formatTime } from '../text';
import { CloudWatchView } from './cloudWatchView';
import { COUNT_COLUMNS, COUNTS, netRateAt, RATES } from './derived';
import { type KeyState, keyTemplate, rateKeyTemplate } from './keyPanel';
import { CLOUD_COUNT_LINES, COUNT_LINES, NET_LINES, RATE_LINES } from './lines';
import { MarkStrip } from './markStrip';
import { describeReading, type Reading, readingAt, readings, summarize } from './reading';
import { Series } from './series';
import { nextStop, stops } from './stops';
import { chartColumns, joinColumns } from './thin';
import { TimeChart } from './timeChart';

/** Summary and table are for reading: they change no more often than this. */
const READING_MS = 15_000;
/** A sample is of the crosshair's time when it is no further away than so many. */
const NEAR_INTERVALS = 3;

/** What a view tells the page. */
export interface QueueViewListener {
  /** The view wants to be rendered. */
  changed(): void;
  /** The crosshair of all charts is to stand at a time; undefined: nowhere. */
  cursor(at: number | undefined): void;
  select(from: number, to: number): void;
  /** A key that moves or zooms all charts; true when it was one. */
  key(event: KeyboardEvent): boolean;
  openMark(id: number): void;
  keep(key: string, isKept: boolean): void;
  remove(key: string): void;
}

/** The part of the page that shows one queue: charts, key with values, events, summary, table. */
export class QueueView {
  readonly heading: QueueHeading;
  readonly role: WatchedQueue['role'];
  readonly #strings: DashboardStrings;
  readonly #listener: QueueViewListener;
  readonly #chartElement = document.createElement('div');
  readonly #rateElement = document.createElement('div');
  readonly #counts: Series;
  readonly #rates: Series;
  readonly #hasRates: boolean;
  readonly #strip: MarkStrip;
  #chart: TimeChart | undefined;
  #rateChart: TimeChart | undefined;
  #isStacked = false;
  #outage: Outage | undefined;
  #isKept: boolean;
  #cursorAt: number | undefined;
  #window: readonly [number, number] = [0, 0];
  #readings: readonly Reading[] = [];
  #summary = '';
  #readAt = 0;
  /** Charts that nobody sees are not drawn. */
  #isInSight = true;
  #template: TemplateResult | undefined;
  intervalMs: number;
  /** Epoch milliseconds; older rows came thinned out. */
  readonly wholeFrom: number;
  readonly cloudWatchOffer: WatchedQueue['cloudWatchOffer'];
  #cloudWatch: CloudWatchView | undefined;

  constructor(watched: WatchedQueue, strings: DashboardStrings, listener: QueueViewListener) {
    this.heading = watched.heading;
    this.role = watched.role;
    this.intervalMs = watched.intervalMs;
    this.wholeFrom = watched.wholeFrom;
    this.cloudWatchOffer = watched.cloudWatchOffer;
    this.#strings = strings;
    this.#listener = listener;
    this.setCloudWatch(watched.cloudWatch);
    this.#outage = watched.outage;
    this.#isKept = watched.isKept;
    this.#hasRates = watched.hasRates;
    this.#counts = new Series(watched.counts);
    this.#rates = new Series(watched.rates);
    const label = format(strings.marksLabel, this.heading.queueName);
    this.#strip = new MarkStrip(label, strings, (id) => listener.openMark(id));
    this.#prepareChartElement();
    const inSight = (entries: readonly IntersectionObserverEntry[]) => {
      this.#isInSight = entries.at(-1)?.isIntersecting ?? true;
      if (this.#isInSight) listener.changed();
    };
    new IntersectionObserver(inSight, { rootMargin: '300px' }).observe(this.#chartElement);
    this.#rateElement.className = 'chart';
    this.#rateElement.role = 'img';
    this.#rateElement.ariaLabel = format(strings.ratesLabel, this.heading.queueName);
  }

  /** When the last sample came; undefined before the first. */
  get lastAt(): number | undefined {
    return this.#counts.lastAt;
  }

  get firstAt(): number | undefined {
    return this.#counts.firstAt;
  }

  get canvases(): readonly HTMLCanvasElement[] {
    const own = [this.#chart?.canvas ?? [], this.#rateChart?.canvas ?? []].flat();
    return [...own, ...(this.#cloudWatch?.canvases ?? [])];
  }

  addSample({ at, latencyMs, counts, isAfterGap, intervalMs }: SampleEvent): void {
    this.#outage = undefined;
    this.intervalMs = intervalMs;
    this.#counts.push(at, [latencyMs, ...COUNTS.map((name) => counts[name])], isAfterGap);
  }

  addRates({ at, values, isAfterGap }: RatesEvent): void {
    this.#rates.push(at, values, isAfterGap);
  }

  /** Takes finer rows of a span (epoch milliseconds). */
  addFinerRows(from: number, to: number, { counts, rates }: FinerRows): void {
    this.#counts.replace(from, to, counts);
    this.#rates.replace(from, to, rates);
    this.#readAt = 0;
  }

  setOutage(outage: Outage): void {
    this.#outage = outage;
  }

  setKept(isKept: boolean): void {
    this.#isKept = isKept;
  }

  get hasCloudWatch(): boolean {
    return this.#cloudWatch !== undefined;
  }

  /** Shows what CloudWatch said; undefined takes it away. */
  setCloudWatch(rows: HistoryColumns | undefined): void {
    this.#cloudWatch?.dispose();
    this.#cloudWatch =
      rows && new CloudWatchView(rows, this.heading.queueName, this.#strings, this.#listener);
    this.#readAt = 0;
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  /** Lines, or areas on top of each other. */
  setStacked(isStacked: boolean): void {
    if (isStacked === this.#isStacked) return;
    this.#isStacked = isStacked;
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  followTheme(): void {
    this.#chart?.followTheme();
    this.#rateChart?.followTheme();
    this.#cloudWatch?.followTheme();
  }

  /** Puts the crosshair on a time; undefined takes it away. */
  showCursor(at: number | undefined): void {
    this.#cursorAt = at;
    this.#chart?.showCursor(at);
    this.#rateChart?.showCursor(at);
    this.#cloudWatch?.showCursor(at);
    this.#describeCursor();
  }

  /** Shows the times (epoch milliseconds) between two edges; to be called before `template`. */
  setWindow(window: readonly [number, number]): void {
    const isSameSpan = window[1] - window[0] === this.#window[1] - this.#window[0];
    this.#window = window;
    this.#cloudWatch?.setWindow(window);
    if (isSameSpan && (Math.abs(window[1] - this.#readAt) < READING_MS || !this.#isInSight)) return;
    this.#read();
  }

  /** Draws the charts; to be called once the template is in the page. @param isForced also those out of sight */
  draw(marks: readonly PageMark[], isForced = false): void {
    if (this.#chart && !this.#isInSight && !isForced) return;
    this.#chart ??= this.#createChart();
    this.#rateChart ??= this.#createRateChart();
    const own = marks.filter(({ key }) => key === undefined || key === this.heading.key);
    const shown = own.filter(({ at }) => at >= this.#window[0] && at <= this.#window[1]);
    const times = shown.map(({ at }) => at);
    const chart = this.#chart;
    chart.update(this.#countColumns(chart.width), this.#window, times);
    this.#rateChart.update(this.#rateColumns(this.#rateChart.width), this.#window, times);
    this.#cloudWatch?.draw(times);
    this.#strip.update(shown, (at) => chart.leftOf(at));
    if (this.#cursorAt !== undefined) this.showCursor(this.#cursorAt);
  }

  template(): TemplateResult {
    if (this.#isInSight || !this.#template) this.#template = this.#newTemplate();
    return this.#template;
  }

  #newTemplate(): TemplateResult {
    const { queueName } = this.heading;
    const key = this.#keyState();
    return html`
      <section class="queue" aria-label=${queueName}>
        ${this.#titleTemplate()} ${this.#outageTemplate()}
        <div class="queue-chart">
          <div class="chart-frame">
            ${this.#strip.element} ${this.#chartElement}
            ${this.#counts.length === 0 && !this.#outage && !this.#cloudWatch ? this.#emptyTemplate() : nothing}
          </div>
          ${keyTemplate(key, this.#strings, this.#cloudWatch?.keyTemplate())}
        </div>
        <div class="queue-chart queue-rates">
          <div class="chart-frame">${this.#rateElement}</div>
          ${rateKeyTemplate(key, this.#strings)}
        </div>
        ${this.#cloudWatch?.template()}
        <p class="sr-only" aria-live="polite">${this.#summary}</p>
        ${this.#tableTemplate()} ${this.#cloudWatch?.tableTemplate()}
      </section>
    `;
  }

  #titleTemplate(): TemplateResult {
    const { key, queueName, connection, region } = this.heading;
    const prefix = this.role === 'deadLetterQueue' ? `${this.#strings.deadLetterQueue}: ` : '';
    const place = this.role === 'added' ? html`<span class="hint">${connection} · ${region}</span>` : nothing;
    return html`
      <div class="queue-head">
        ${this.role === 'queue' ? nothing : html`<h2 class="queue-title">${prefix}${queueName}</h2>${place}`}
        <label class="keep" title=${this.#strings.keepWatchingHint}>
          <input
            type="checkbox"
            .checked=${this.#isKept}
            @change=${(event: Event) =>
              this.#listener.keep(key, (event.currentTarget as HTMLInputElement).checked)}
          />
          ${this.#strings.keepWatching}
        </label>
        ${
          this.role === 'added'
            ? html`<button class="link-button" @click=${() => this.#listener.remove(key)}>${this.#strings.remove}</button>`
            : nothing
        }
      </div>
    `;
  }

  #outageTemplate(): TemplateResult | typeof nothing {
    if (!this.#outage) return nothing;
    const text = format(this.#strings.outage, formatTime(this.#outage.since), this.#outage.text);
    return html`<div class="notice notice-error" role="alert">${text}</div>`;
  }

  #emptyTemplate(): TemplateResult {
    return html`
      <div class="chart-empty">
        <p>${this.#strings.noSamples}</p>
        <p class="hint">${this.#strings.noSamplesHint}</p>
      </div>
    `;
  }

  #tableTemplate(): TemplateResult {
    return html`
      <details class="queue-table" @toggle=${() => this.#readAgain()}>
        <summary>${this.#strings.table}</summary>
        <table class="table">
          <caption class="sr-only">
            ${format(this.#strings.tableCaption, this.heading.queueName)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${this.#strings.time}</th>
              ${COUNTS.map((name) => html`<th scope="col" class="number">${this.#strings[name]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.#readings.map(
              ({ at, latencyMs, counts }) => html`
                <tr title=${format(this.#strings.answeredIn, latencyMs)}>
                  <td>${formatTime(at)}</td>
                  ${COUNTS.map((name) => html`<td class="number">${formatInteger(counts[name])}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }

  #createChart(): TimeChart {
    const isStacked = this.#isStacked;
    const groups = [COUNT_LINES, ...(this.#cloudWatch ? [CLOUD_COUNT_LINES] : [])];
    return new TimeChart(this.#chartElement, this.#window, {
      lines: groups.flatMap((lines) => (isStacked ? [...lines].reverse() : lines)),
      isStacked,
      leastTop: 5,
      isSigned: false,
      onCursor: (at) => this.#listener.cursor(at),
      onSelect: (from, to) => this.#listener.select(from, to),
    });
  }

  #createRateChart(): TimeChart {
    return new TimeChart(this.#rateElement, this.#window, {
      lines: this.#hasRates ? RATE_LINES : NET_LINES,
      isStacked: false,
      leastTop: 2,
      isSigned: !this.#hasRates,
      onCursor: (at) => this.#listener.cursor(at),
      onSelect: (from, to) => this.#listener.select(from, to),
    });
  }

  #countColumns(pixels: number) {
    const counts = this.#counts;
    const values = (row: number) => COUNTS.map((name) => counts.value(COUNT_COLUMNS[name], row));
    const sums = (row: number) => {
      const [visible = 0, inFlight = 0, delayed = 0] = values(row);
      return [visible + inFlight + delayed, visible + inFlight, visible];
    };
    const live = chartColumns(counts, COUNTS.length, this.#isStacked ? sums : values, this.#window, pixels);
    if (!this.#cloudWatch) return live;
    return joinColumns(live, this.#cloudWatch.countColumns(pixels, this.#isStacked));
  }

  #rateColumns(pixels: number) {
    if (!this.#hasRates) {
      const net = (row: number) => [netRateAt(this.#counts, row)];
      return chartColumns(this.#counts, 1, net, this.#window, pixels);
    }
    const values = (row: number) => RATES.map((_name, index) => this.#rates.value(index, row));
    return chartColumns(this.#rates, RATES.length, values, this.#window, pixels);
  }

  #keyState(): KeyState {
    const row = this.#cursorRow();
    const at = row === undefined ? this.#cursorAt : this.#counts.at(row);
    // Under the crosshair there may be nothing but what CloudWatch says.
    const isNow = this.#cursorAt === undefined || (row === undefined && !this.#cloudWatch);
    return {
      role: this.role,
      counts: this.#counts,
      rates: this.#rates,
      hasRates: this.#hasRates,
      // The present, also while the charts stand still.
      countRow: isNow ? this.#counts.lastRowTo(Number.POSITIVE_INFINITY) : row,
      rateRow:
        isNow || at === undefined
          ? this.#rates.lastRowTo(Number.POSITIVE_INFINITY)
          : row === undefined
            ? undefined
            : this.#rates.nearestRow(at),
      readAt: isNow ? undefined : at,
      window: this.#window,
    };
  }

  /** The sample under the crosshair; undefined when there is none, or when CloudWatch alone knows of that time. */
  #cursorRow(): number | undefined {
    if (this.#cursorAt === undefined) return undefined;
    const row = this.#counts.nearestRow(this.#cursorAt);
    const period = this.#cloudWatch?.periodMs;
    if (row === undefined || period === undefined) return row;
    const nearMs = Math.max(NEAR_INTERVALS * this.intervalMs, period);
    return Math.abs(this.#counts.at(row) - this.#cursorAt) <= nearMs ? row : undefined;
  }

  #read(): void {
    this.#readAt = this.#window[1];
    this.#readings = readings(this.#counts, this.#window);
    const live = summarize(this.#counts, this.heading.queueName, this.#window, this.#strings);
    this.#summary = [live, this.#cloudWatch?.summary() ?? ''].filter((text) => text !== '').join(' ');
  }

  #readAgain(): void {
    this.#read();
    this.#listener.changed();
  }

  /** To assistive technology the chart is a slider over its samples: arrow keys move, each stop is read out. */
  #prepareChartElement(): void {
    const element = this.#chartElement;
    element.className = 'chart';
    element.tabIndex = 0;
    element.role = 'slider';
    element.ariaLabel = format(this.#strings.chartLabel, this.heading.queueName);
    const { chartHint, cloudWatch } = this.#strings;
    const hints = this.cloudWatchOffer === 'possible' ? [chartHint, cloudWatch.keyHint] : [chartHint];
    element.setAttribute('aria-description', hints.join(' '));
    element.ariaValueMin = '0';
    element.addEventListener('keydown', (event) => this.#onKey(event));
    element.addEventListener('blur', () => this.#listener.cursor(undefined));
    this.#describeCursor();
  }

  #describeCursor(): void {
    const row = this.#cursorRow();
    const element = this.#chartElement;
    element.ariaValueMax = String(this.#counts.length);
    element.ariaValueNow = String(row ?? this.#counts.length);
    element.ariaValueText = this.#cursorText(row);
  }

  /** Where a sample and a period of CloudWatch are both near, the one that the crosshair stands on is read. */
  #cursorText(row: number | undefined): string {
    const period = this.#cursorAt === undefined ? undefined : this.#cloudWatch?.row;
    const isOnSample = row !== undefined && this.#counts.at(row) === this.#cursorAt;
    if (this.#cloudWatch && period !== undefined && !isOnSample) return this.#cloudWatch.describe(period);
    return row === undefined
      ? this.#strings.now
      : describeReading(readingAt(this.#counts, row), this.#strings);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#listener.key(event)) return event.preventDefault();
    const all = [this.#counts, ...(this.#cloudWatch ? [this.#cloudWatch.series] : [])];
    const row = this.#cloudWatch ? undefined : this.#cursorRow();
    const at = row === undefined ? this.#cursorAt : this.#counts.at(row);
    const target = nextStop(event.key, stops(all, this.#window), at);
    if (target === null) return;
    event.preventDefault();
    this.#listener.cursor(target);
  }
}
