import type { QueueRef } from '../../src/shared/queue';
import type { Failure } from '../../src/sqs/failure';
import type { SqsService } from '../../src/sqs/sqsService';

const PAGE_SIZE = 1_000;

/** A region with many queues in memory, which counts the calls that listing and reading them takes. */
export class CountedQueues {
  readonly calls = { list: 0, read: 0 };
  /** Names of the queues that attributes were asked of, in order. */
  readonly read: string[] = [];
  names: string[];
  /** What every call fails with. */
  failure: Failure | undefined;
  /** Resolved by the test to let the next page through; undefined: pages come at once. */
  nextPage: (() => Promise<void>) | undefined;

  constructor(names: readonly string[]) {
    this.names = [...names];
  }

  get allCalls(): number {
    return this.calls.list + this.calls.read;
  }

  get service(): SqsService {
    return {
      listQueues: () => this.#list(),
      readAttributes: (queue: QueueRef, signal?: AbortSignal) => this.#read(queue, signal),
    } as unknown as SqsService;
  }

  async *#list(): AsyncGenerator<readonly QueueRef[]> {
    let start = 0;
    do {
      this.calls.list += 1;
      await this.nextPage?.();
      if (this.failure) throw this.failure;
      yield this.names.slice(start, start + PAGE_SIZE).map(queueOf);
      start += PAGE_SIZE;
    } while (start < this.names.length);
  }

  async #read(queue: QueueRef, signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
    this.calls.read += 1;
    this.read.push(queue.queueName);
    await Promise.resolve();
    signal?.throwIfAborted();
    if (this.failure) throw this.failure;
    return {
      ApproximateNumberOfMessages: '1',
      QueueArn: `arn:aws:sqs:us-east-1:000000000000:${queue.queueName}`,
    };
  }
}

function queueOf(queueName: string): QueueRef {
  const queueUrl = `http://127.0.0.1:9324/000000000000/${queueName}`;
  return { connectionId: 'emulator', region: 'us-east-1', queueUrl, queueName };
}

/** `start-00001`, `start-00002`, … */
export function numbered(start: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${start}-${String(index + 1).padStart(5, '0')}`);
}
