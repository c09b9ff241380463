/** What is wrong with a filter. The sentence for it is made where it is shown. */
export type FilterProblemCode =
  /** A `"` or `'` has no end. */
  | 'unclosedQuote'
  | 'unclosedParenthesis'
  /** A `)` that closes nothing. */
  | 'strayParenthesis'
  /** After `and`, `or`, `not` or `(` comes nothing to look for. */
  | 'termMissing'
  /** An operator without a field before it. */
  | 'fieldMissing'
  /** An operator without a value behind it. */
  | 'valueMissing'
  /** `text` is none of the fields. */
  | 'fieldUnknown'
  /** `text` is not a number. */
  | 'numberExpected'
  /** `text` is not a duration such as `90s`, `5m`, `2h` or `1d`. */
  | 'durationExpected'
  /** `text` is not a size such as `512`, `64KiB` or `1MiB`. */
  | 'sizeExpected'
  /** `text` is not a date such as `2026-11-22` or `2026-11-22T20:15Z`. */
  | 'timeExpected';

/** Where a filter cannot be understood, and why. */
export interface FilterProblem {
  readonly code: FilterProblemCode;
  /** Where it stands in the filter, in UTF-16 units from 0. */
  readonly index: number;
  /** The part of the filter that it is about. */
  readonly text: string;
}

/** Carries a problem out of the parser. @internal */
export class FilterSyntaxError extends Error {
  override readonly name = 'FilterSyntaxError';

  constructor(readonly problem: FilterProblem) {
    super(`${problem.code} at ${problem.index}: ${problem.text}`);
  }
}

/** @internal */
export function fail(code: FilterProblemCode, index: number, text = ''): never {
  throw new FilterSyntaxError({ code, index, text });
}
