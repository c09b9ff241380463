/** Two times, epoch milliseconds. */
type Span = readonly [number, number];

/** Rows that were read for a span serve windows down to this share of it. */
const SHARE = 0.4;

/** Which spans of the past have been asked for: the day comes thinned out, what is looked at closely comes finer. */
export class Detail {
  readonly #asked: Span[];
  readonly #oldest: number;
  readonly #wholeFrom: number;

  /**
   * @param first span of the rows that are there from the beginning
   * @param wholeFrom from here on they are not thinned out
   */
  constructor(first: Span, wholeFrom: number) {
    this.#asked = [first];
    [this.#oldest] = first;
    this.#wholeFrom = wholeFrom;
  }

  /** The span to ask for before a window can be drawn finely, with room to move in; undefined when there is none. */
  wanted([windowFrom, to]: Span): Span | undefined {
    // Nothing is older than what was sent at first.
    const from = Math.max(windowFrom, this.#oldest);
    const end = Math.min(to, this.#wholeFrom);
    if (from >= end) return undefined;
    const longest = (to - from) / SHARE;
    const isKnown = this.#asked.some(
      (asked) => asked[0] <= from && asked[1] >= end && asked[1] - asked[0] <= longest,
    );
    if (isKnown) return undefined;
    const room = (to - from) / 2;
    return [from - room, Math.min(to + room, this.#wholeFrom)];
  }

  didAsk(span: Span): void {
    this.#asked.push(span);
  }
}
