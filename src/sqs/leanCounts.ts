import { Agent, get } from 'node:http';
import { adminPath } from '../shared/emulatorAdmin';
import type { QueueCounts } from '../shared/queue';

const TIMEOUT_MS = 5_000;
/** Names in one request: its line stays below the 16 KiB that Node takes. */
const MOST_NAMES = 100;

interface Reading {
  readonly queueName: string;
  readonly resolve: (counts: QueueCounts | undefined) => void;
}

/**
 * Reads the counts of the emulator's queues without the SDK: those that are wanted in the same turn of the event loop
 * by one request, since a dashboard asks for many every second.
 */
export class LeanCounts {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  readonly #endpoint: () => string | undefined;
  readonly #region: string;
  #waiting: Reading[] = [];

  constructor(endpoint: () => string | undefined, region: string) {
    this.#endpoint = endpoint;
    this.#region = region;
  }

  /**
   * Undefined for everything but a plain answer: the SDK says better what is wrong. And while faults are on, which only
   * the API of SQS shows.
   */
  read(queueUrl: string): Promise<QueueCounts | undefined> {
    const queueName = queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
    return new Promise((resolve) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#readWaiting());
      this.#waiting.push({ queueName, resolve });
    });
  }

  dispose(): void {
    this.#agent.destroy();
  }

  #readWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let first = 0; first < waiting.length; first += MOST_NAMES)
      void this.#readTogether(waiting.slice(first, first + MOST_NAMES));
  }

  async #readTogether(readings: readonly Reading[]): Promise<void> {
    const query = new URLSearchParams({ region: this.#region });
    for (const { queueName } of readings) query.append('queue', queueName);
    const endpoint = this.#endpoint();
    const url = `${endpoint}${adminPath}/counts?${query}`;
    const answer = endpoint === undefined ? undefined : await this.#get(url).catch(() => undefined);
    const counts = answer === undefined ? undefined : parseCounts(answer);
    for (const { queueName, resolve } of readings) resolve(counts?.[queueName]);
  }

  /** @returns undefined for a status other than 200 */
  #get(url: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const call = get(url, { agent: this.#agent, timeout: TIMEOUT_MS }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () => resolve(response.statusCode === 200 ? text : undefined));
      });
      call.on('timeout', () => call.destroy(new Error('No answer came in time.')));
      call.on('error', reject);
    });
  }
}

interface CountsAnswer {
  readonly areFaultsOn: boolean;
  readonly counts: Readonly<Record<string, QueueCounts>>;
}

function parseCounts(answer: string): Readonly<Record<string, QueueCounts>> | undefined {
  try {
    const { areFaultsOn, counts } = JSON.parse(answer) as CountsAnswer;
    return areFaultsOn ? undefined : counts;
  } catch {
    return undefined;
  }
}
