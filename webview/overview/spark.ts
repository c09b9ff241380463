import type { Spark } from '../../src/shared/overviewMessages';
import { cssVariable } from '../theme';

const WIDTH = 140;
const HEIGHT = 26;
const SPAN_MS = 5 * 60_000;
/** Older points are forgotten. */
const KEPT_MS = SPAN_MS + 30_000;
const LEAST_TOP = 5;

/** A small line of the last five minutes. */
export class Sparkline {
  readonly element = document.createElement('canvas');
  #at: number[];
  #visible: number[];

  constructor(spark: Spark, label: string) {
    this.#at = [...spark.at];
    this.#visible = [...spark.visible];
    this.element.className = 'spark';
    this.element.role = 'img';
    this.element.ariaLabel = label;
  }

  push(at: number, visible: number, isAfterGap: boolean): void {
    const last = this.#at.at(-1);
    if (last !== undefined && at <= last) return;
    if (isAfterGap && last !== undefined) this.#append((last + at) / 2, -1);
    this.#append(at, visible);
    const old = this.#at.findIndex((time) => time >= at - KEPT_MS);
    if (old < 60) return;
    this.#at = this.#at.slice(old);
    this.#visible = this.#visible.slice(old);
  }

  /** @param colours of the theme, read once for all rows */
  draw(now: number, colours: SparkColours): void {
    const scale = window.devicePixelRatio;
    if (this.element.width !== WIDTH * scale) {
      this.element.width = WIDTH * scale;
      this.element.height = HEIGHT * scale;
    }
    const context = this.element.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, this.element.width, this.element.height);
    const top = Math.max(LEAST_TOP, ...this.#visible);
    context.strokeStyle = colours.line;
    context.lineWidth = 1.5 * scale;
    context.beginPath();
    let isDown = false;
    for (const [index, at] of this.#at.entries()) {
      const visible = this.#visible[index] ?? -1;
      const x = (1 - (now - at) / SPAN_MS) * this.element.width;
      const y = this.element.height - scale - (visible / top) * (this.element.height - 3 * scale);
      if (visible >= 0 && isDown) context.lineTo(x, y);
      else if (visible >= 0) context.moveTo(x, y);
      isDown = visible >= 0;
    }
    context.stroke();
  }

  #append(at: number, visible: number): void {
    this.#at.push(at);
    this.#visible.push(visible);
  }
}

export interface SparkColours {
  readonly line: string;
}

export function readColours(): SparkColours {
  return { line: cssVariable('--vscode-charts-blue', '#3794ff') };
}
