/** One command of `queuescope`; each has a file of its own. */
export interface Verb {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help text, with a line end. */
  readonly usage: string;
  /**
   * @returns the exit code
   * @throws CommandError with a sentence for the user
   */
  run(args: readonly string[]): Promise<number>;
}
