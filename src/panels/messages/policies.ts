import type { ReceivePolicy } from '../../shared/messagesPanelMessages';
import type { QueueRef } from '../../shared/queue';
import type { SqsService } from '../../sqs/sqsService';
import { deadLetterQueue, receivePolicy } from '../queuePolicy';

type Attributes = Readonly<Record<string, string>>;

/** What a queue and its dead-letter queue say about receiving from them; empty until it has been read. */
export class Policies {
  readonly #queue: QueueRef;
  readonly #service: () => SqsService;
  readonly #signal: AbortSignal;
  #own: ReceivePolicy = {};
  #deadLetterQueue: QueueRef | undefined;
  #deadLetters: { readonly policy: ReceivePolicy; readonly next: QueueRef | undefined } | undefined;

  constructor(queue: QueueRef, service: () => SqsService, signal: AbortSignal) {
    this.#queue = queue;
    this.#service = service;
    this.#signal = signal;
  }

  get own(): ReceivePolicy {
    return this.#own;
  }

  get deadLetters(): ReceivePolicy | undefined {
    return this.#deadLetters?.policy;
  }

  get deadLetterQueue(): QueueRef | undefined {
    return this.#deadLetterQueue;
  }

  /** Of one of the two queues. */
  of(queue: QueueRef): ReceivePolicy {
    return queue.queueUrl === this.#queue.queueUrl ? this.#own : (this.deadLetters ?? {});
  }

  /** Where a queue's dead letters go, as far as it is known. */
  nextOf(queue: QueueRef): QueueRef | undefined {
    return queue.queueUrl === this.#queue.queueUrl ? this.#deadLetterQueue : this.#deadLetters?.next;
  }

  /** Rejects with `Failure` where the attributes cannot be read; what was known stays. */
  async read(): Promise<void> {
    const attributes = await this.#readAttributes(this.#queue);
    this.#own = receivePolicy(attributes);
    const next = deadLetterQueue(this.#queue, attributes);
    if (next?.queueUrl !== this.#deadLetterQueue?.queueUrl) this.#deadLetters = undefined;
    this.#deadLetterQueue = next;
  }

  /** Rejects with `Failure` where the attributes of the dead-letter queue cannot be read. */
  async readDeadLetters(): Promise<void> {
    const queue = this.#deadLetterQueue;
    if (!queue) return;
    const attributes = await this.#readAttributes(queue);
    this.#deadLetters = { policy: receivePolicy(attributes), next: deadLetterQueue(queue, attributes) };
  }

  #readAttributes(queue: QueueRef): Promise<Attributes> {
    return this.#service().readAttributes(queue, this.#signal);
  }
}
