import uPlot from 'uplot';
import { cssVariable } from '../theme';
import type { ChartColumns } from './thin';
import { formatTimes, TIME_STEPS } from './timeAxis';

/** How a line is drawn. The style sheet draws the same in the key. */
export interface LineStyle {
  /** Of the editor's theme. */
  readonly variable: string;
  readonly fallback: string;
  readonly dash: readonly number[];
  /** A value holds for a period: it is drawn as a step, never filled. */
  readonly isInSteps?: boolean;
}

const LINE_WIDTH = 2;
const STEP_WIDTH = 1.5;
/** Steps of the value axis: whole numbers only. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();
const countFormat = new Intl.NumberFormat(undefined, { notation: 'compact' });

interface Theme {
  readonly lines: readonly string[];
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

export interface TimeChartOptions {
  readonly lines: readonly LineStyle[];
  /** Fills the areas between the lines, which are sums then; not those in steps. */
  readonly isStacked: boolean;
  /** The least value that the top stands for, so that a lone message does not fill the chart. */
  readonly leastTop: number;
  /** Values may be below zero. */
  readonly isSigned: boolean;
  /** Where values are no plain numbers. */
  readonly valueAxis?: { readonly steps: number[]; readonly text: (value: number) => string };
  /** Gets the time under the mouse; undefined when it leaves. */
  readonly onCursor: (at: number | undefined) => void;
  /** Gets the times that were selected by dragging. */
  readonly onSelect: (from: number, to: number) => void;
}

/** A chart over time in an element that it fills. */
export class TimeChart {
  readonly #plot: uPlot;
  readonly #options: TimeChartOptions;
  readonly #observer: ResizeObserver;
  #theme: Theme;
  #window: readonly [number, number];
  #marks: readonly number[] = [];
  /** The crosshair is being put somewhere by us. */
  #isShowing = false;

  /** @param element keeps its own size; the chart follows it */
  constructor(element: HTMLElement, window: readonly [number, number], options: TimeChartOptions) {
    this.#options = options;
    this.#window = window;
    this.#theme = readTheme(options.lines);
    const empty = [[], ...options.lines.map(() => [])] as unknown as uPlot.AlignedData;
    this.#plot = new uPlot(this.#plotOptions(element), empty, element);
    this.#observer = new ResizeObserver(() => this.#plot.setSize(sizeOf(element)));
    this.#observer.observe(element);
  }

  /** Pixels from edge to edge of the plot. */
  get width(): number {
    return this.#plot.over.clientWidth || this.#plot.width;
  }

  get canvas(): HTMLCanvasElement {
    return this.#plot.ctx.canvas;
  }

  /** Pixels from the left edge of the element to a time. Not by the scale of uPlot, which follows a moment later. */
  leftOf(at: number): number {
    const [from, to] = this.#window;
    return this.#plot.over.offsetLeft + ((at - from) / (to - from)) * this.width;
  }

  /** Draws anew. @param marks times that get a line of their own */
  update(columns: ChartColumns, window: readonly [number, number], marks: readonly number[]): void {
    this.#window = window;
    this.#marks = marks;
    this.#plot.setData(columns);
  }

  /** Takes the colours of the editor's theme once more. */
  followTheme(): void {
    this.#theme = readTheme(this.#options.lines);
    this.#plot.redraw(true, true);
  }

  /** Puts the crosshair on a time; undefined takes it away. */
  showCursor(at: number | undefined): void {
    const isInside = at !== undefined && at >= this.#window[0] && at <= this.#window[1];
    this.#isShowing = true;
    this.#plot.setCursor(isInside ? { left: this.#plot.valToPos(at, 'x'), top: 0 } : { left: -10, top: -10 });
    this.#isShowing = false;
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#plot.destroy();
  }

  #plotOptions(element: HTMLElement): uPlot.Options {
    const { lines, isStacked } = this.#options;
    const filled = lines.filter(({ isInSteps }) => !isInSteps);
    return {
      ...sizeOf(element),
      ms: 1,
      padding: [12, 40, null, null],
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false, setScale: false, dist: 4 }, points: { size: 8 } },
      scales: {
        x: { range: () => [...this.#window] as [number, number] },
        y: { range: (_plot, least, most) => this.#valueRange(least, most) },
      },
      axes: [this.#timeAxis(), this.#valueAxis()],
      series: [{}, ...lines.map((line, index) => this.#series(index, line))],
      ...(isStacked && { bands: filled.slice(1).map((_, index) => ({ series: [index + 1, index + 2] })) }),
      hooks: {
        setCursor: [(plot) => this.#onCursor(plot)],
        setSelect: [(plot) => this.#onSelect(plot)],
        drawClear: [(plot) => this.#drawMarks(plot)],
      },
    };
  }

  #valueRange(least: number, most: number): [number, number] {
    const { leastTop, isSigned } = this.#options;
    const top = uPlot.rangeNum(0, Math.max(leastTop, most), 0.1, true)[1] ?? leastTop;
    if (!isSigned) return [0, top];
    return [Math.min(0, uPlot.rangeNum(least, 0, 0.1, true)[0] ?? 0), top];
  }

  #timeAxis(): uPlot.Axis {
    return {
      ...this.#axis(),
      incrs: TIME_STEPS,
      size: 30,
      space: 88,
      values: (_plot, splits, _axis, _space, step) => formatTimes(splits, step),
    };
  }

  #valueAxis(): uPlot.Axis {
    const { leastTop, valueAxis } = this.#options;
    const text = valueAxis?.text ?? ((value: number) => countFormat.format(value));
    return {
      ...this.#axis(),
      incrs: valueAxis?.steps ?? (leastTop < 5 ? [0.1, 0.2, 0.5, ...WHOLE_STEPS] : WHOLE_STEPS),
      size: 56,
      values: (_plot, splits) => splits.map(text),
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

  #series(index: number, { dash, isInSteps = false }: LineStyle): uPlot.Series {
    const colour = () => this.#theme.lines[index] ?? this.#theme.text;
    return {
      stroke: colour,
      ...(this.#options.isStacked &&
        !isInSteps && { fill: () => `color-mix(in srgb, ${colour()} 35%, transparent)` }),
      width: isInSteps ? STEP_WIDTH : LINE_WIDTH,
      dash: [...dash],
      ...(isInSteps && uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1, alignGaps: 1 }) }),
      // A sample between two gaps has no line: it is drawn as a point.
      points: { show: true, size: 5, filter: (plot, series) => lonelyRows(plot.data[series] ?? []) },
    };
  }

  #onCursor(plot: uPlot): void {
    if (this.#isShowing) return;
    const { left = -1 } = plot.cursor;
    this.#options.onCursor(left < 0 ? undefined : plot.posToVal(left, 'x'));
  }

  #onSelect(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= 0) return;
    this.#options.onSelect(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  #drawMarks(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = this.#theme.text;
    ctx.lineWidth = 1;
    ctx.setLineDash([2, 3]);
    ctx.beginPath();
    for (const at of this.#marks) {
      const left = Math.round(plot.valToPos(at, 'x', true)) + 0.5;
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
    }
    ctx.stroke();
    ctx.restore();
  }
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: Math.max(element.clientWidth, 1), height: Math.max(element.clientHeight, 1) };
}

function readTheme(lines: readonly LineStyle[]): Theme {
  return {
    lines: lines.map(({ variable, fallback }) => cssVariable(variable, fallback)),
    text: cssVariable('--vscode-descriptionForeground', '#999999'),
    grid: `color-mix(in srgb, ${cssVariable('--vscode-charts-lines', '#80808080')} 40%, transparent)`,
    font: `11px ${cssVariable('--vscode-font-family', 'sans-serif')}`,
  };
}

/** Rows with a value between two that have none; those of another series (undefined) do not count. */
function lonelyRows(column: ArrayLike<number | null | undefined>): number[] {
  const rows: number[] = [];
  let before: number | null = null;
  let last = -1;
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (value === undefined) continue;
    if (value === null && last >= 0 && before === null) rows.push(last);
    if (value !== null) before = last >= 0 ? (column[last] ?? null) : null;
    last = value === null ? -1 : row;
    if (value === null) before = null;
  }
  if (last >= 0 && before === null) rows.push(last);
  return rows;
}
