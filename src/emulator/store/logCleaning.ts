/** Messages that were sent and are gone, below which the log is left alone. */
const fewMessages = 1_000;

/** How large the log is, as it was read. */
export interface LogExtent {
  readonly bytes: number;
  /** Of the newest entry. */
  readonly lastNumber: number;
  /** How many entries of messages it has, gone ones as well. */
  readonly messageEntries: number;
}

/**
 * When the oldest part of the log is to be written anew, without what is gone: in rounds, each of which goes once over
 * the whole log, step by step. A round begins when the log has doubled since the last one, when more than half of its
 * messages are gone, or after a purge.
 */
export class LogCleaning {
  readonly #smallLogBytes: number;
  #limit: number;
  /** The round ends with this entry; undefined between two rounds. */
  #end: number | undefined;

  constructor(bytes: number, smallLogBytes: number) {
    this.#smallLogBytes = smallLogBytes;
    this.#limit = this.#limitFor(bytes);
  }

  get isUnderWay(): boolean {
    return this.#end !== undefined;
  }

  /** Begins a round when one is due. @param live how many messages there are */
  update({ bytes, lastNumber, messageEntries }: LogExtent, live: number, isPurged: boolean): void {
    if (this.#end !== undefined || bytes <= this.#smallLogBytes) return;
    const isHalfGone = messageEntries > 2 * live + fewMessages;
    if (isPurged || isHalfGone || bytes > this.#limit) this.#end = lastNumber;
  }

  /** @param firstNumber of the oldest entry that is left */
  advance(firstNumber: number, bytes: number): void {
    if (this.#end === undefined || firstNumber <= this.#end) return;
    this.#end = undefined;
    this.#limit = this.#limitFor(bytes);
  }

  #limitFor(bytes: number): number {
    return 2 * bytes + this.#smallLogBytes;
  }
}
