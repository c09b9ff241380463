/** The windows that the page offers, in minutes. */
export const WINDOWS_MINUTES = [1, 5, 15, 60, 360, 1_440];
/** Those with what CloudWatch says. */
export const LONG_WINDOWS_MINUTES = [1, 5, 15, 60, 180, 360, 1_440, 10_080];
const MINUTE_MS = 60_000;
const SHORTEST_MS = 5_000;
const LONGEST_MS = 1_440 * MINUTE_MS;
const LONGEST_WITH_CLOUD_WATCH_MS = 10_080 * MINUTE_MS;
const ZOOM = 2;

/** Which times the charts show: the newest, or some that stand still. */
export class TimeView {
  #spanMs: number;
  #chosenMs: number;
  /** The right edge where the view stands still; undefined while it follows the newest samples. */
  #fixedTo: number | undefined;
  #longestMs = LONGEST_MS;

  constructor(windowMinutes: number) {
    this.#spanMs = windowMinutes * MINUTE_MS;
    this.#chosenMs = this.#spanMs;
  }

  get spanMs(): number {
    return this.#spanMs;
  }

  /** The window that was chosen, whatever was zoomed since, also where it is longer than the history that there is. */
  get chosenMinutes(): number {
    return this.#chosenMs / MINUTE_MS;
  }

  get fixedTo(): number | undefined {
    return this.#fixedTo;
  }

  /** Lets windows be as long as the history that there is; the chosen one is taken again when history comes later. */
  setHasCloudWatch(hasCloudWatch: boolean): void {
    const { isAsChosen } = this;
    this.#longestMs = hasCloudWatch ? LONGEST_WITH_CLOUD_WATCH_MS : LONGEST_MS;
    this.#spanMs = this.#clamp(isAsChosen ? this.#chosenMs : this.#spanMs);
  }

  /** A time of day alone does not say which day. */
  get isLong(): boolean {
    return this.#longestMs > LONGEST_MS;
  }

  get windowsMinutes(): readonly number[] {
    return this.isLong ? LONG_WINDOWS_MINUTES : WINDOWS_MINUTES;
  }

  get isAsChosen(): boolean {
    return this.#fixedTo === undefined && this.#spanMs === this.#clamp(this.#chosenMs);
  }

  /** Left and right edge, where `latest` is the time of the newest sample. */
  window(latest: number): readonly [number, number] {
    const to = this.#fixedTo ?? latest;
    return [to - this.#spanMs, to];
  }

  choose(minutes: number): void {
    this.#chosenMs = minutes * MINUTE_MS;
    this.#spanMs = this.#chosenMs;
  }

  pauseAt(at: number): void {
    this.#fixedTo = at;
  }

  resume(): void {
    this.#fixedTo = undefined;
  }

  reset(): void {
    this.#fixedTo = undefined;
    this.#spanMs = this.#clamp(this.#chosenMs);
  }

  show(from: number, to: number): void {
    this.#spanMs = this.#clamp(to - from);
    this.#fixedTo = from + this.#spanMs;
  }

  /** @param share of the window by which it moves; below zero into the past */
  pan(share: number, latest: number): void {
    const to = this.window(latest)[1] + share * this.#spanMs;
    this.#fixedTo = to >= latest ? undefined : to;
  }

  /** Around a time, by default the right edge. */
  zoom(direction: 'in' | 'out', latest: number, around?: number, factor = ZOOM): void {
    const [from, to] = this.window(latest);
    const span = this.#clamp(direction === 'in' ? this.#spanMs / factor : this.#spanMs * factor);
    const centre = around ?? to;
    const rightShare = (to - centre) / (to - from);
    const newTo = centre + rightShare * span;
    this.#spanMs = span;
    if (this.#fixedTo === undefined && around === undefined) return;
    this.#fixedTo = newTo >= latest ? undefined : newTo;
  }

  #clamp(spanMs: number): number {
    return Math.min(Math.max(spanMs, SHORTEST_MS), this.#longestMs);
  }
}
