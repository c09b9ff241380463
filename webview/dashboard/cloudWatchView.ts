import { html, type TemplateResult } from 'lit';
import { type CloudWatchColumn, cloudWatchColumn } from '../../src/shared/cloudWatch';
import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import type { HistoryColumns } from '../../src/shared/history';
import { format, formatDuration, formatInteger, formatRange, formatShortMinute } from '../text';
import { CLOUD_WATCH_SUMS, describePeriod, periodAt, summarizeCloudWatch } from './cloudWatchReading';
import { cloudWatchTable, numberText } from './cloudWatchTable';
import { COUNTS } from './derived';
import { swatch } from './keyPanel';
import { AGE_LINES, CLOUD_RATE_LINES } from './lines';
import { durationText } from './reading';
import { Series } from './series';
import { type ChartColumns, chartColumns } from './thin';
import { SECOND_STEPS } from './timeAxis';
import { TimeChart } from './timeChart';

const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** What the charts of CloudWatch tell the view that they are in. */
export interface CloudWatchListener {
  cursor(at: number | undefined): void;
  select(from: number, to: number): void;
}

/** What CloudWatch says of one queue: lines for its main chart, charts of their own, key, summary, table. */
export class CloudWatchView {
  readonly series: Series;
  readonly #queueName: string;
  readonly #strings: DashboardStrings;
  readonly #listener: CloudWatchListener;
  readonly #rateElement: HTMLElement;
  readonly #ageElement: HTMLElement;
  #rateChart: TimeChart | undefined;
  #ageChart: TimeChart | undefined;
  #window: readonly [number, number] = [0, 0];
  #cursorAt: number | undefined;

  constructor(
    rows: HistoryColumns,
    queueName: string,
    strings: DashboardStrings,
    listener: CloudWatchListener,
  ) {
    this.series = new Series(rows);
    this.#queueName = queueName;
    this.#strings = strings;
    this.#listener = listener;
    this.#rateElement = chartElement(format(strings.cloudWatch.ratesLabel, queueName));
    this.#ageElement = chartElement(format(strings.cloudWatch.ageLabel, queueName));
  }

  get canvases(): readonly HTMLCanvasElement[] {
    return [this.#rateChart?.canvas ?? [], this.#ageChart?.canvas ?? []].flat();
  }

  followTheme(): void {
    this.#rateChart?.followTheme();
    this.#ageChart?.followTheme();
  }

  showCursor(at: number | undefined): void {
    this.#cursorAt = at;
    this.#rateChart?.showCursor(at);
    this.#ageChart?.showCursor(at);
  }

  /** Shows the times between two edges; to be called before `template`. */
  setWindow(window: readonly [number, number]): void {
    this.#window = window;
  }

  /** Draws the charts; to be called once the template is in the page. @param marks times that get a line */
  draw(marks: readonly number[]): void {
    const [rates, age] = [this.#createRateChart(), this.#createAgeChart()];
    rates.update(this.#columns(CLOUD_WATCH_SUMS, rates.width, true), this.#window, marks);
    age.update(this.#columns(['oldestAge'], age.width), this.#window, marks);
  }

  /** Visible, in flight and delayed for the main chart; stacked: their sums, the largest first. */
  countColumns(pixels: number, isStacked: boolean): ChartColumns {
    if (!isStacked) return this.#columns(COUNTS, pixels);
    const sums = (row: number) => {
      const values = COUNTS.map((name) => this.#value(name, row));
      if (values.some((value) => value < 0)) return [-1, -1, -1];
      const [visible = 0, inFlight = 0, delayed = 0] = values;
      return [visible + inFlight + delayed, visible + inFlight, visible];
    };
    return withGaps(chartColumns(this.series, 3, sums, this.#window, pixels));
  }

  summary(): string {
    return summarizeCloudWatch(this.series, this.#queueName, this.#window, this.#strings);
  }

  /** The period that is told: under the crosshair, or the newest. */
  get row(): number | undefined {
    if (this.#cursorAt === undefined) return this.series.lastRowTo(Number.POSITIVE_INFINITY);
    return periodAt(this.series, this.#cursorAt);
  }

  /** Of the period that is told; undefined when none is. */
  get periodMs(): number | undefined {
    return this.row === undefined ? undefined : this.#value('periodSeconds', this.row) * 1_000;
  }

  describe(row: number): string {
    return describePeriod(this.series, row, this.#strings);
  }

  dispose(): void {
    this.#rateChart?.dispose();
    this.#ageChart?.dispose();
  }

  /** For the panel beside the main chart. */
  keyTemplate(): TemplateResult {
    const { cloudWatch, ...words } = this.#strings;
    return html`
      <div class="cloud-key">
        <p class="cloud-name">${cloudWatch.name}</p>
        <p class="hint">${this.#periodText(cloudWatch.period)}</p>
        ${this.#valuesTemplate(
          COUNTS.map((name) => ({ name, label: words[name], text: this.#text(name, formatInteger) })),
        )}
      </div>
    `;
  }

  /** The charts that CloudWatch alone has. */
  template(): TemplateResult {
    const { cloudWatch, sent, received, deleted } = this.#strings;
    const labels = { sent, received, deleted, emptyReceives: cloudWatch.emptyReceives };
    const perSecond = (value: number) => oneDigit.format(value / this.#periodSeconds);
    const rates = CLOUD_WATCH_SUMS.map((name) => ({
      name,
      label: labels[name],
      text: this.#text(name, perSecond),
    }));
    const age = this.#text('oldestAge', (seconds) => formatDuration(seconds * 1_000));
    return html`
      <div class="cloud">
        <p class="cloud-head">
          <span class="cloud-name">${this.#spanText()}</span> <span class="hint">${cloudWatch.lag}</span>
        </p>
        <div class="queue-chart queue-rates">
          <div class="chart-frame">${this.#rateElement}</div>
          <div class="key">
            <p class="key-time">${this.#periodText(cloudWatch.perSecond)}</p>
            ${this.#valuesTemplate(rates)}
          </div>
        </div>
        <div class="queue-chart queue-rates">
          <div class="chart-frame">${this.#ageElement}</div>
          <div class="key">
            ${this.#valuesTemplate([{ name: 'oldestAge', label: cloudWatch.oldestAge, text: age }])}
          </div>
        </div>
      </div>
    `;
  }

  tableTemplate(): TemplateResult {
    return cloudWatchTable(this.series, this.#queueName, this.#window, this.#strings);
  }

  get #periodSeconds(): number {
    return this.row === undefined ? 60 : this.#value('periodSeconds', this.row);
  }

  #value(name: CloudWatchColumn, row: number): number {
    return this.series.value(cloudWatchColumn(name), row);
  }

  #text(name: CloudWatchColumn, text: (value: number) => string): string {
    return this.row === undefined ? '–' : numberText(this.#value(name, this.row), text);
  }

  /** The time of what is told, and what the numbers are of. */
  #periodText(words: string): string {
    const time = this.row === undefined ? '' : `${formatShortMinute(this.series.at(this.row))} · `;
    return time + format(words, durationText(this.#periodSeconds, this.#strings));
  }

  #spanText(): string {
    const { firstAt = 0, lastAt = 0, length } = this.series;
    const end = lastAt + this.#value('periodSeconds', length - 1) * 1_000;
    return format(this.#strings.cloudWatch.span, formatRange(firstAt, end));
  }

  #valuesTemplate(
    values: readonly { readonly name: string; readonly label: string; readonly text: string }[],
  ): TemplateResult {
    const { solidLine, dashedLine, dottedLine, cloudWatch } = this.#strings;
    const dashes = [solidLine, dashedLine, dottedLine, cloudWatch.dashDotLine];
    return html`
      <dl class="rate-values">
        ${values.map(
          ({ name, label, text }, index) => html`
            <div class="rate-value" data-cloud=${name}>
              <dt>${swatch(`${cloudWatch.name}, ${dashes[index] ?? ''}`)} ${label}</dt>
              <dd>${text}</dd>
            </div>
          `,
        )}
      </dl>
    `;
  }

  #columns(names: readonly CloudWatchColumn[], pixels: number, isPerSecond = false): ChartColumns {
    const values = (row: number) =>
      names.map((name) => {
        const value = this.#value(name, row);
        return isPerSecond && value >= 0 ? value / this.#value('periodSeconds', row) : value;
      });
    return withGaps(chartColumns(this.series, names.length, values, this.#window, pixels));
  }

  #createRateChart(): TimeChart {
    this.#rateChart ??= new TimeChart(this.#rateElement, this.#window, {
      ...this.#chartOptions,
      lines: CLOUD_RATE_LINES,
      leastTop: 2,
    });
    return this.#rateChart;
  }

  #createAgeChart(): TimeChart {
    this.#ageChart ??= new TimeChart(this.#ageElement, this.#window, {
      ...this.#chartOptions,
      lines: AGE_LINES,
      leastTop: 60,
      valueAxis: { steps: SECOND_STEPS, text: (seconds) => durationText(seconds, this.#strings) },
    });
    return this.#ageChart;
  }

  get #chartOptions() {
    return {
      isStacked: false,
      isSigned: false,
      onCursor: (at: number | undefined) => this.#listener.cursor(at),
      onSelect: (from: number, to: number) => this.#listener.select(from, to),
    };
  }
}

function chartElement(label: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'chart';
  element.role = 'img';
  element.ariaLabel = label;
  return element;
}

/** What CloudWatch has no value of breaks its line. */
function withGaps([times, ...lines]: ChartColumns): ChartColumns {
  return [times, ...lines.map((line) => line.map((value) => (value === -1 ? null : value)))];
}
