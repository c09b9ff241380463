import type { ReceivedMessage } from '../shared/message';
import { sleep } from '../sqs/timers';
import { type BatchCall, callInBatch } from './batch';
import { recordFailure, type TrafficContext } from './trafficContext';
import type { ConsumerSpec } from './trafficSpec';

/** After an answer without messages to a receive that does not wait. */
const IDLE_PAUSE_MS = 1_000;
/** After failures in a row the pause doubles up to the longest one. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;

/** Receives until the limit or until it is stopped; resolves when the last call was answered. */
export async function consume(spec: ConsumerSpec, context: TrafficContext): Promise<void> {
  const consumer = new Consumer(spec, context);
  await Promise.all(Array.from({ length: spec.workers }, () => consumer.work()));
}

class Consumer {
  readonly #spec: ConsumerSpec;
  readonly #context: TrafficContext;
  /** Messages that may still be asked for. */
  #left: number;

  constructor(spec: ConsumerSpec, context: TrafficContext) {
    this.#spec = spec;
    this.#context = context;
    this.#left = spec.limit?.messages ?? Number.POSITIVE_INFINITY;
  }

  async work(): Promise<void> {
    const { timers, stopping } = this.#context;
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.aborted && this.#left > 0) {
      const messages = await this.#receive();
      if (!messages) {
        await sleep(timers, pauseMs, stopping);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pauseMs = FIRST_PAUSE_MS;
      if (messages.length > 0) await this.#handle(messages);
      else if (!this.#spec.waitTimeSeconds) await sleep(timers, IDLE_PAUSE_MS, stopping);
    }
  }

  /** Undefined after a failure. What was asked for and did not come may be asked for again. */
  async #receive(): Promise<readonly ReceivedMessage[] | undefined> {
    const { service, queue, recorder, stopping } = this.#context;
    const { batchSize, waitTimeSeconds, visibilityTimeout } = this.#spec;
    const maxNumberOfMessages = Math.min(batchSize, this.#left);
    this.#left -= maxNumberOfMessages;
    let received = 0;
    try {
      const options = { maxNumberOfMessages, waitTimeSeconds, visibilityTimeout, isContinuous: true };
      const messages = await service.receiveMessages(queue, options, stopping);
      received = messages.length;
      recorder.didReceive(messages.map(({ messageId }) => messageId));
      return messages;
    } catch (error) {
      if (!stopping.aborted) recordFailure(this.#context, error, 1);
      return undefined;
    } finally {
      this.#left += maxNumberOfMessages - received;
    }
  }

  async #handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const { deletes } = this.#spec;
    const receivedAt = this.#context.timers.now();
    if (deletes === 'beforeWork') await this.#delete(messages, receivedAt);
    const done: ReceivedMessage[] = [];
    for (const message of messages) if (await this.#process()) done.push(message);
    if (deletes === 'afterWork') await this.#delete(done, receivedAt);
  }

  /** @returns true where the work was done; what a stop interrupts comes back when its visibility lapses */
  async #process(): Promise<boolean> {
    const { timers, random, recorder, stopping } = this.#context;
    const { workMs, failureRate } = this.#spec;
    if (stopping.aborted) return false;
    const ms = workMs.from + random() * (workMs.to - workMs.from);
    const fails = random() < failureRate;
    await sleep(timers, ms, stopping);
    if (ms > 0 && stopping.aborted) return false;
    if (fails) recorder.didFailWork();
    return !fails;
  }

  async #delete(messages: readonly ReceivedMessage[], receivedAt: number): Promise<void> {
    const { service, queue, timers, recorder, cutting } = this.#context;
    const call: BatchCall<string> = {
      one: (handle) => service.deleteMessage(queue, handle, cutting),
      many: (handles) => service.deleteMessageBatch(queue, handles, cutting),
      didSucceed: (count) => recorder.didDelete(count, timers.now() - receivedAt),
    };
    const handles = messages.map(({ receiptHandle }) => receiptHandle);
    await callInBatch(this.#context, handles, this.#spec.failedEntries, call);
  }
}
