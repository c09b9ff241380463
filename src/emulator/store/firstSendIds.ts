/** How long a deduplication ID holds, and in which steps those that have expired leave the file. */
const lifetimeMs = 300_000;
const stepMs = 10_000;

/** Numbers first sends in the order of time, so that all before a point in time are all up to an id. */
export class FirstSendIds {
  /** Where each step of time begins, oldest first. */
  readonly #marks: { readonly sentAt: number; readonly id: number }[] = [];
  #last: number;
  #now = 0;

  constructor(last: number) {
    this.#last = last;
  }

  /** The id of a first send that was just made. */
  add(sentAt: number): number {
    const id = ++this.#last;
    this.#now = sentAt;
    const newest = this.#marks.at(-1);
    if (!newest || sentAt >= newest.sentAt + stepMs) this.#marks.push({ sentAt, id });
    return id;
  }

  /** The highest id whose first send, and all before it, have expired since the last call; undefined when none has. */
  findExpired(): number | undefined {
    let expired: number | undefined;
    for (let next = this.#marks[1]; next && next.sentAt + lifetimeMs <= this.#now; next = this.#marks[1]) {
      expired = next.id - 1;
      this.#marks.shift();
    }
    return expired;
  }
}
