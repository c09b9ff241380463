import uPlot from 'uplot';
import { cssVariable } from '../theme';
import type { ChartData } from './countSeries';

/** Colour and dash of each series, in the order of `SERIES`. The style sheet draws the same in the key. */
const LINES = [
  { variable: '--vscode-charts-blue', fallback: '#3794ff', dash: [] },
  { variable: '--vscode-charts-orange', fallback: '#d18616', dash: [9, 5] },
  { variable: '--vscode-charts-foreground', fallback: '#cccccc', dash: [2, 4] },
] as const;

const LINE_WIDTH = 2;
/** The least count that the top of the chart stands for, so that a lone message does not fill it. */
const MIN_TOP = 5;
const MINUTE_MS = 60_000;
/** Steps of the time axis, in milliseconds. */
const TIME_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map((seconds) => seconds * 1000);
/** Steps of the count axis: whole numbers only. */
const COUNT_STEPS = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

const minuteFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const secondFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const countFormat = new Intl.NumberFormat(undefined, { notation: 'compact' });

interface Theme {
  readonly lines: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

/** A line chart of counts over time in an element that it fills. */
export class CountChart {
  readonly #plot: uPlot;
  #theme = readTheme();
  #range: readonly [number, number];

  /**
   * @param element keeps its own size; the chart follows it
   * @param range the times (epoch milliseconds) at the left and right edge
   * @param onCursor gets the row under the crosshair, undefined when there is none
   */
  constructor(
    element: HTMLElement,
    data: ChartData,
    range: readonly [number, number],
    onCursor: (row: number | undefined) => void,
  ) {
    this.#range = range;
    this.#plot = new uPlot(this.#options(element, onCursor), data, element);
    new ResizeObserver(() => this.#plot.setSize(sizeOf(element))).observe(element);
  }

  /** Draws the data anew; rows may have been added or taken away. */
  update(data: ChartData, range: readonly [number, number]): void {
    this.#range = range;
    this.#plot.setData(data);
  }

  /** Takes the colours of the editor's theme once more. */
  followTheme(): void {
    this.#theme = readTheme();
    this.#plot.redraw(true, true);
  }

  /** Puts the crosshair on a row; undefined takes it away. */
  showCursor(row: number | undefined): void {
    const at = row === undefined ? undefined : this.#plot.data[0][row];
    const left = at === undefined ? -10 : this.#plot.valToPos(at, 'x');
    this.#plot.setCursor({ left, top: at === undefined ? -10 : 0 });
  }

  #options(element: HTMLElement, onCursor: (row: number | undefined) => void): uPlot.Options {
    return {
      ...sizeOf(element),
      ms: 1,
      padding: [12, 40, null, null],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      scales: {
        x: { range: () => [...this.#range] as [number, number] },
        y: {
          range: (_plot, _least, most) => [
            0,
            uPlot.rangeNum(0, Math.max(MIN_TOP, most), 0.1, true)[1] ?? MIN_TOP,
          ],
        },
      },
      axes: [
        {
          ...this.#axis(),
          incrs: TIME_STEPS,
          size: 30,
          space: 88,
          values: (_plot, splits, _axis, _space, step) => formatTimes(splits, step),
        },
        {
          ...this.#axis(),
          incrs: COUNT_STEPS,
          size: 56,
          values: (_plot, splits) => splits.map((count) => countFormat.format(count)),
        },
      ],
      series: [{}, ...LINES.map(({ dash }, index) => this.#series(index, [...dash]))],
      hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)] },
    };
  }

  #axis(): uPlot.Axis {
    return {
      stroke: () => this.#theme.text,
      font: this.#theme.font,
      grid: { stroke: () => this.#theme.grid, width: 1 },
      ticks: { stroke: () => this.#theme.grid, width: 1, size: 4 },
    };
  }

  #series(index: number, dash: number[]): uPlot.Series {
    return {
      stroke: () => this.#theme.lines[index] ?? this.#theme.text,
      width: LINE_WIDTH,
      dash,
      // A sample between two gaps has no line: it is drawn as a point.
      points: { show: true, size: 5, filter: (plot, series) => lonelyRows(plot.data[series] ?? []) },
    };
  }
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: Math.max(element.clientWidth, 1), height: Math.max(element.clientHeight, 1) };
}

function readTheme(): Theme {
  return {
    lines: LINES.map(({ variable, fallback }) => cssVariable(variable, fallback)),
    text: cssVariable('--vscode-descriptionForeground', '#999999'),
    grid: `color-mix(in srgb, ${cssVariable('--vscode-charts-lines', '#80808080')} 40%, transparent)`,
    font: `11px ${cssVariable('--vscode-font-family', 'sans-serif')}`,
  };
}

function formatTimes(splits: readonly number[], step: number): string[] {
  const format = step < MINUTE_MS ? secondFormat : minuteFormat;
  return splits.map((at) => format.format(at));
}

function lonelyRows(column: ArrayLike<number | null | undefined>): number[] {
  return Array.from(column, (value, row) => ({ value, row }))
    .filter(({ value, row }) => isCount(value) && !isCount(column[row - 1]) && !isCount(column[row + 1]))
    .map(({ row }) => row);
}

function isCount(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
