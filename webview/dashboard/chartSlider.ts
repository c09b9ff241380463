import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format } from '../text';
import { type CrosshairPlace, describeCrosshair, sampleUnder } from './crosshair';
import { nextStop, stops } from './stops';

/** What the slider is of. */
export interface SliderPlace extends CrosshairPlace {
  /** From when to when the chart shows. */
  readonly window: readonly [number, number];
}

/** What a slider tells the view that it is in. */
export interface SliderListener {
  cursor(at: number | undefined): void;
  /** A key that moves or zooms all charts; true when it was one. */
  key(event: KeyboardEvent): boolean;
}

export interface SliderWords {
  readonly queueName: string;
  readonly strings: DashboardStrings;
  /** A key reads history from CloudWatch. */
  readonly hasCloudWatchKey: boolean;
}

/** To assistive technology a chart is a slider over its samples: arrow keys move, each stop is read out. */
export class ChartSlider {
  readonly #element: HTMLElement;
  readonly #place: SliderPlace;
  readonly #strings: DashboardStrings;
  readonly #listener: SliderListener;

  /** @param place is looked at anew whenever it is needed */
  constructor(
    element: HTMLElement,
    place: SliderPlace,
    { queueName, strings, hasCloudWatchKey }: SliderWords,
    listener: SliderListener,
  ) {
    this.#element = element;
    this.#place = place;
    this.#strings = strings;
    this.#listener = listener;
    element.tabIndex = 0;
    element.role = 'slider';
    element.ariaLabel = format(strings.chartLabel, queueName);
    const hints = [strings.chartHint, ...(hasCloudWatchKey ? [strings.cloudWatch.keyHint] : [])];
    element.setAttribute('aria-description', hints.join(' '));
    element.ariaValueMin = '0';
    element.addEventListener('keydown', (event) => this.#onKey(event));
    element.addEventListener('blur', () => listener.cursor(undefined));
    this.describe();
  }

  /** Says where the crosshair stands; to be called when it has moved. */
  describe(): void {
    const { counts } = this.#place;
    this.#element.ariaValueMax = String(counts.length);
    this.#element.ariaValueNow = String(sampleUnder(this.#place) ?? counts.length);
    this.#element.ariaValueText = describeCrosshair(this.#place, this.#strings);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#listener.key(event)) return event.preventDefault();
    const { counts, cloudWatch, cursorAt, window } = this.#place;
    const all = [counts, ...(cloudWatch ? [cloudWatch.series] : [])];
    const row = cloudWatch ? undefined : sampleUnder(this.#place);
    const at = row === undefined ? cursorAt : counts.at(row);
    const target = nextStop(event.key, stops(all, window), at);
    if (target === null) return;
    event.preventDefault();
    this.#listener.cursor(target);
  }
}
