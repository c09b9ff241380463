/** Rows as columns of one length; a row whose values are all -1 is a gap, of which nothing is known. */
export interface HistoryColumns {
  /** Epoch milliseconds, ascending. */
  readonly at: Float64Array;
  readonly values: readonly Float64Array[];
}
