import { html, nothing, type TemplateResult } from 'lit';
import type { DashboardStrings, Outage, WatchedQueue } from '../../src/shared/dashboardMessages';
import type { QueueHeading } from '../../src/shared/panelMessages';
import type { QueueCounts } from '../../src/shared/queue';
import { format, formatInteger, formatTime } from '../text';
import { CountChart } from './countChart';
import { CountSeries, SERIES } from './countSeries';
import { describeReading, type Reading, readings, summarize } from './reading';

/** Summary and table are for reading: they change no more often than this. */
const READING_MS = 15_000;

/** The part of the page that shows one queue: chart, key with values, summary, table. */
export class QueueView {
  readonly heading: QueueHeading;
  readonly role: WatchedQueue['role'];
  readonly #strings: DashboardStrings;
  readonly #onChange: () => void;
  readonly #chartElement = document.createElement('div');
  readonly #series: CountSeries;
  #chart: CountChart | undefined;
  #outage: Outage | undefined;
  /** The row under the crosshair. */
  #row: number | undefined;
  #window: readonly [number, number] = [0, 0];
  #readings: readonly Reading[] = [];
  #summary = '';
  #readAt = 0;

  /** @param onChange called when the view wants to be rendered */
  constructor(watched: WatchedQueue, strings: DashboardStrings, onChange: () => void) {
    this.heading = watched.heading;
    this.role = watched.role;
    this.#strings = strings;
    this.#onChange = onChange;
    this.#outage = watched.outage;
    this.#series = new CountSeries(watched.samples);
    this.#prepareChartElement();
  }

  /** When the last sample came; undefined before the first. */
  get lastAt(): number | undefined {
    return this.#series.lastAt;
  }

  addSample(at: number, counts: QueueCounts): void {
    this.#outage = undefined;
    this.#series.push(at, counts);
  }

  setOutage(outage: Outage): void {
    this.#outage = outage;
    this.#series.break();
  }

  followTheme(): void {
    this.#chart?.followTheme();
  }

  /** Shows the times (epoch milliseconds) between two edges; to be called before `template`. */
  setWindow(window: readonly [number, number]): void {
    const isSameSpan = window[1] - window[0] === this.#window[1] - this.#window[0];
    this.#window = window;
    if (isSameSpan && window[1] - this.#readAt < READING_MS) return;
    this.#read();
  }

  /** Draws the chart; to be called once the template is in the page. */
  draw(): void {
    if (this.#chart) return this.#chart.update(this.#series.data, this.#window);
    this.#chart = new CountChart(this.#chartElement, this.#series.data, this.#window, (row) =>
      this.#setRow(row),
    );
  }

  template(): TemplateResult {
    const { queueName } = this.heading;
    return html`
      <section class="queue" aria-label=${queueName}>
        ${
          this.role === 'deadLetterQueue'
            ? html`<h2 class="queue-title">${this.#strings.deadLetterQueue}: ${queueName}</h2>`
            : nothing
        }
        ${this.#outageTemplate()}
        <div class="queue-chart">
          <div class="chart-frame">
            ${this.#chartElement}
            ${this.#series.lastAt === undefined && !this.#outage ? this.#emptyTemplate() : nothing}
          </div>
          ${this.#keyTemplate()}
        </div>
        <p class="sr-only" aria-live="polite">${this.#summary}</p>
        ${this.#tableTemplate()}
      </section>
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

  #keyTemplate(): TemplateResult {
    const reading = this.#reading();
    const counts = reading?.counts ?? this.#series.latest;
    const lines = [this.#strings.solidLine, this.#strings.dashedLine, this.#strings.dottedLine];
    return html`
      <div class="key">
        <p class="key-time">
          ${reading ? format(this.#strings.atTime, formatTime(reading.at)) : this.#strings.now}
        </p>
        <dl class="key-values">
          ${SERIES.map(
            (name, index) => html`
              <div class="key-value" data-series=${name}>
                <dt>
                  <svg class="swatch" viewBox="0 0 28 8" role="img" aria-label=${lines[index] ?? ''}>
                    <line x1="1" y1="4" x2="27" y2="4"></line>
                  </svg>
                  ${this.#strings[name]}
                </dt>
                <dd>${counts ? formatInteger(counts[name]) : '–'}</dd>
              </div>
            `,
          )}
        </dl>
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
              ${SERIES.map((name) => html`<th scope="col" class="number">${this.#strings[name]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.#readings.map(
              ({ at, counts }) => html`
                <tr>
                  <td>${formatTime(at)}</td>
                  ${SERIES.map((name) => html`<td class="number">${formatInteger(counts[name])}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </details>
    `;
  }

  #read(): void {
    this.#readAt = this.#window[1];
    this.#readings = readings(this.#series, ...this.#window);
    this.#summary = summarize(this.#series, this.heading.queueName, this.#window, this.#strings);
  }

  #readAgain(): void {
    this.#read();
    this.#onChange();
  }

  /** The sample under the crosshair; undefined when there is none. */
  #reading(): Reading | undefined {
    if (this.#row === undefined) return undefined;
    const at = this.#series.data[0][this.#row];
    const counts = this.#series.countsAt(this.#row);
    return at === undefined || !counts ? undefined : { at, counts };
  }

  #setRow(row: number | undefined): void {
    if (row === this.#row) return;
    this.#row = row;
    this.#describeCursor();
    this.#onChange();
  }

  /** To assistive technology the chart is a slider over its samples: arrow keys move, each stop is read out. */
  #prepareChartElement(): void {
    const element = this.#chartElement;
    element.className = 'chart';
    element.tabIndex = 0;
    element.role = 'slider';
    element.ariaLabel = format(this.#strings.chartLabel, this.heading.queueName);
    element.setAttribute('aria-description', this.#strings.chartHint);
    element.ariaValueMin = '0';
    element.addEventListener('keydown', (event) => this.#onKey(event));
    element.addEventListener('blur', () => this.#chart?.showCursor(undefined));
    this.#describeCursor();
  }

  #describeCursor(): void {
    const reading = this.#reading();
    this.#chartElement.ariaValueMax = String(this.#series.data[0].length);
    this.#chartElement.ariaValueNow = String(this.#row ?? this.#series.data[0].length);
    this.#chartElement.ariaValueText = reading ? describeReading(reading, this.#strings) : this.#strings.now;
  }

  #onKey(event: KeyboardEvent): void {
    const rows = this.#series.rowsBetween(...this.#window);
    const target = nextRow(event.key, rows, this.#row);
    if (target === null) return;
    event.preventDefault();
    this.#chart?.showCursor(target);
  }
}

/** The row that a key leads to: undefined for back to the present, null when the key is none of ours. */
function nextRow(key: string, rows: readonly number[], row: number | undefined): number | undefined | null {
  const position = row === undefined ? rows.length : rows.indexOf(row);
  switch (key) {
    case 'ArrowLeft':
      return rows[Math.max(position - 1, 0)];
    case 'ArrowRight':
      return rows[position + 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'Escape':
      return undefined;
    default:
      return null;
  }
}
