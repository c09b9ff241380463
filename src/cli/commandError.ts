/** Ends the command with a sentence on standard error. */
export class CommandError extends Error {
  private constructor(
    message: string,
    readonly exitCode: 1 | 2,
  ) {
    super(message);
  }

  /** The command was called wrongly. */
  static usage(message: string): CommandError {
    return new CommandError(message, 2);
  }

  /** It was called rightly and could not be done. */
  static failure(message: string): CommandError {
    return new CommandError(message, 1);
  }
}
