/** A message as the model sees it. Times are epoch milliseconds. */
export interface ModelMessage {
  readonly id: string;
  readonly group: number;
  readonly sentAt: number;
  /** Hidden (delayed or in flight) until then. */
  hiddenUntil: number;
  receives: number;
}

/** What a queue is obliged to do, written as plainly as can be: a list that is searched from one end to the other. */
export class QueueModel {
  readonly isFifo: boolean;
  readonly retentionMs: number;
  readonly maxReceiveCount: number;
  messages: ModelMessage[] = [];
  now: number;
  sent = 0;
  deleted = 0;
  deadLettered = 0;
  expired = 0;
  purged = 0;
  #firstSends = new Map<string, { readonly id: string; readonly at: number }>();

  constructor(isFifo: boolean, now: number, retentionMs: number, maxReceiveCount: number) {
    this.isFifo = isFifo;
    this.now = now;
    this.retentionMs = retentionMs;
    this.maxReceiveCount = maxReceiveCount;
  }

  /** Time has come to `now`. */
  passTo(now: number): void {
    this.now = now;
    const alive = this.messages.filter(({ sentAt }) => sentAt + this.retentionMs > now);
    this.expired += this.messages.length - alive.length;
    this.messages = alive;
  }

  /** The id that a send of this deduplication id has to answer, if it must add nothing. */
  findFirstSend(deduplicationId: string): string | undefined {
    const first = this.#firstSends.get(deduplicationId);
    return this.isFifo && first && first.at + 300_000 > this.now ? first.id : undefined;
  }

  send(id: string, group: number, delayMs: number, deduplicationId: string): void {
    this.sent++;
    this.#firstSends.set(deduplicationId, { id, at: this.now });
    this.messages.push({ id, group, sentAt: this.now, hiddenUntil: this.now + delayMs, receives: 0 });
  }

  find(id: string): ModelMessage | undefined {
    return this.messages.find((message) => message.id === id);
  }

  isHidden(message: ModelMessage): boolean {
    return message.hiddenUntil > this.now;
  }

  /** Whether it has been received as often as it may be. */
  isExhausted(message: ModelMessage): boolean {
    return message.receives >= this.maxReceiveCount;
  }

  /** What a receive could give: all that is visible; of a FIFO group only what stands before all that is hidden. */
  get receivable(): ModelMessage[] {
    const locked = new Set<number>();
    return this.messages.filter((message) => {
      if (this.isHidden(message)) locked.add(message.group);
      return !this.isHidden(message) && !(this.isFifo && locked.has(message.group));
    });
  }

  remove(id: string): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  purge(): void {
    this.purged += this.messages.length;
    this.messages = [];
    this.#firstSends.clear();
  }

  get counts(): [visible: number, inFlight: number, delayed: number] {
    const hidden = this.messages.filter((message) => this.isHidden(message));
    const delayed = hidden.filter(({ receives }) => receives === 0).length;
    return [this.messages.length - hidden.length, hidden.length - delayed, delayed];
  }
}
