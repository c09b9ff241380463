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
import { format, formatTime } from '../text';
import { ChartSlider, type SliderListener } from './chartSlider';
import { CloudWatchView } from './cloudWatchView';
import { sampleUnder } from './crosshair';
import { COUNTS } from './derived';
import { type KeyState, keyTemplate, rateKeyTemplate } from './keyPanel';
import { MarkStrip } from './markStrip';
import { type ChartListener, QueueCharts } from './queueCharts';
import { type Reading, readings, summarize } from './reading';
import { sampleTable } from './sampleTable';
import { Series } from './series';

/** Summary and table are for reading: they change no more often than this. */
const READING_MS = 15_000;

/** What a view tells the page; the crosshair, what is selected and the keys concern all charts. */
export interface QueueViewListener extends ChartListener, SliderListener {
  /** The view wants to be rendered. */
  changed(): void;
  openMark(id: number): void;
  keep(key: string, isKept: boolean): void;
  remove(key: string): void;
}

/** The part of the page that shows one queue: charts, key with values, events, summary, table. */
export class QueueView {
  readonly heading: QueueHeading;
  readonly role: WatchedQueue['role'];
  readonly counts: Series;
  readonly #rates: Series;
  readonly #hasRates: boolean;
  readonly #strings: DashboardStrings;
  readonly #listener: QueueViewListener;
  readonly #charts: QueueCharts;
  readonly #slider: ChartSlider;
  readonly #strip: MarkStrip;
  #outage: Outage | undefined;
  #isKept: boolean;
  #readings: readonly Reading[] = [];
  #isTableOpen = false;
  #summary = '';
  #readAt = 0;
  /** Charts that nobody sees are not drawn. */
  #isInSight = true;
  #template: TemplateResult | undefined;
  cursorAt: number | undefined;
  window: readonly [number, number] = [0, 0];
  intervalMs: number;
  /** Epoch milliseconds; older rows came thinned out. */
  readonly wholeFrom: number;
  readonly cloudWatchOffer: WatchedQueue['cloudWatchOffer'];
  cloudWatch: CloudWatchView | undefined;

  constructor(watched: WatchedQueue, strings: DashboardStrings, listener: QueueViewListener) {
    const { queueName } = watched.heading;
    this.heading = watched.heading;
    this.role = watched.role;
    this.intervalMs = watched.intervalMs;
    this.wholeFrom = watched.wholeFrom;
    this.cloudWatchOffer = watched.cloudWatchOffer;
    this.counts = new Series(watched.counts);
    this.#rates = new Series(watched.rates);
    this.#hasRates = watched.hasRates;
    this.#outage = watched.outage;
    this.#isKept = watched.isKept;
    this.#strings = strings;
    this.#listener = listener;
    const sources = { counts: this.counts, rates: this.#rates, hasRates: this.#hasRates };
    this.#charts = new QueueCharts(sources, format(strings.ratesLabel, queueName), listener);
    this.setCloudWatch(watched.cloudWatch);
    const words = { queueName, strings, hasCloudWatchKey: this.cloudWatchOffer === 'possible' };
    this.#slider = new ChartSlider(this.#charts.countElement, this, words, listener);
    this.#strip = new MarkStrip(format(strings.marksLabel, queueName), strings, (id) =>
      listener.openMark(id),
    );
    this.#followSight();
  }

  /** When the last sample came; undefined before the first. */
  get lastAt(): number | undefined {
    return this.counts.lastAt;
  }

  get firstAt(): number | undefined {
    return this.counts.firstAt;
  }

  get canvases(): readonly HTMLCanvasElement[] {
    return [...this.#charts.canvases, ...(this.cloudWatch?.canvases ?? [])];
  }

  addSample({ at, latencyMs, counts, isAfterGap, intervalMs }: SampleEvent): void {
    this.#outage = undefined;
    this.intervalMs = intervalMs;
    this.counts.push(at, [latencyMs, ...COUNTS.map((name) => counts[name])], isAfterGap);
  }

  addRates({ at, values, isAfterGap }: RatesEvent): void {
    this.#rates.push(at, values, isAfterGap);
  }

  /** Takes finer rows of a span (epoch milliseconds). */
  addFinerRows(from: number, to: number, { counts, rates }: FinerRows): void {
    this.counts.replace(from, to, counts);
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
    return this.cloudWatch !== undefined;
  }

  /** Shows what CloudWatch said; undefined takes it away. */
  setCloudWatch(rows: HistoryColumns | undefined): void {
    this.cloudWatch?.dispose();
    this.cloudWatch = rows && new CloudWatchView(rows, this.heading.queueName, this.#strings, this.#listener);
    this.#charts.setCloudWatch(this.cloudWatch);
    this.#readAt = 0;
  }

  /** Lines, or areas on top of each other. */
  setStacked(isStacked: boolean): void {
    this.#charts.setStacked(isStacked);
  }

  followTheme(): void {
    this.#charts.followTheme();
    this.cloudWatch?.followTheme();
  }

  /** Puts the crosshair on a time; undefined takes it away. */
  showCursor(at: number | undefined): void {
    this.cursorAt = at;
    this.#charts.showCursor(at);
    this.cloudWatch?.showCursor(at);
    this.#slider.describe();
  }

  /** Shows the times (epoch milliseconds) between two edges; to be called before `template`. */
  setWindow(window: readonly [number, number]): void {
    const isSameSpan = window[1] - window[0] === this.window[1] - this.window[0];
    this.window = window;
    this.cloudWatch?.setWindow(window);
    if (isSameSpan && (Math.abs(window[1] - this.#readAt) < READING_MS || !this.#isInSight)) return;
    this.#read();
  }

  /** Draws the charts; to be called once the template is in the page. @param isForced also those out of sight */
  draw(marks: readonly PageMark[], isForced = false): void {
    const charts = this.#charts;
    if (charts.isDrawn && !this.#isInSight && !isForced) return;
    const own = marks.filter(({ key }) => key === undefined || key === this.heading.key);
    const shown = own.filter(({ at }) => at >= this.window[0] && at <= this.window[1]);
    const times = shown.map(({ at }) => at);
    charts.draw(this.window, times);
    this.cloudWatch?.draw(times);
    this.#strip.update(shown, (at) => charts.leftOf(at));
    if (this.cursorAt !== undefined) this.showCursor(this.cursorAt);
  }

  template(): TemplateResult {
    if (this.#isInSight || !this.#template) this.#template = this.#newTemplate();
    return this.#template;
  }

  #followSight(): void {
    const inSight = (entries: readonly IntersectionObserverEntry[]) => {
      this.#isInSight = entries.at(-1)?.isIntersecting ?? true;
      if (this.#isInSight) this.#listener.changed();
    };
    new IntersectionObserver(inSight, { rootMargin: '300px' }).observe(this.#charts.countElement);
  }

  #newTemplate(): TemplateResult {
    const { queueName } = this.heading;
    const { countElement, rateElement } = this.#charts;
    const key = this.#keyState();
    return html`
      <section class="queue" aria-label=${queueName}>
        ${this.#titleTemplate()} ${this.#outageTemplate()}
        <div class="queue-chart">
          <div class="chart-frame">
            ${this.#strip.element} ${countElement}
            ${this.counts.length === 0 && !this.#outage && !this.cloudWatch ? this.#emptyTemplate() : nothing}
          </div>
          ${keyTemplate(key, this.#strings, this.cloudWatch?.keyTemplate())}
        </div>
        <div class="queue-chart queue-rates">
          <div class="chart-frame">${rateElement}</div>
          ${rateKeyTemplate(key, this.#strings)}
        </div>
        ${this.cloudWatch?.template()}
        <p class="sr-only" aria-live="polite">${this.#summary}</p>
        ${sampleTable(this.#readings, queueName, this.#strings, (isOpen) => this.#openTable(isOpen))}
        ${this.cloudWatch?.tableTemplate()}
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

  #keyState(): KeyState {
    const row = sampleUnder(this);
    const at = row === undefined ? this.cursorAt : this.counts.at(row);
    // Under the crosshair there may be nothing but what CloudWatch says.
    const isNow = this.cursorAt === undefined || (row === undefined && !this.cloudWatch);
    return {
      role: this.role,
      counts: this.counts,
      rates: this.#rates,
      hasRates: this.#hasRates,
      // The present, also while the charts stand still.
      countRow: isNow ? this.counts.lastRowTo(Number.POSITIVE_INFINITY) : row,
      rateRow:
        isNow || at === undefined
          ? this.#rates.lastRowTo(Number.POSITIVE_INFINITY)
          : row === undefined
            ? undefined
            : this.#rates.nearestRow(at),
      readAt: isNow ? undefined : at,
      window: this.window,
    };
  }

  #read(): void {
    this.#readAt = this.window[1];
    this.#readings = this.#isTableOpen ? readings(this.counts, this.window) : [];
    const live = summarize(this.counts, this.heading.queueName, this.window, this.#strings);
    this.#summary = [live, this.cloudWatch?.summary() ?? ''].filter((text) => text !== '').join(' ');
  }

  #openTable(isOpen: boolean): void {
    this.#isTableOpen = isOpen;
    this.#read();
    this.#listener.changed();
  }
}
