import { Agent, request } from 'node:http';
import type { QueueCounts } from '../shared/queue';
import { countAttributes, toCounts } from './queueCounts';

const TIMEOUT_MS = 5_000;

/**
 * Reads the counts of the emulator's queues by GetQueueAttributes, without the SDK: a dashboard asks many times a second,
 * and most of what the SDK does for a call (credentials, signature, retries) the emulator does not look at.
 */
export class LeanCounts {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });
  readonly #endpoint: () => string | undefined;
  readonly #authorization: string;

  constructor(endpoint: () => string | undefined, region: string) {
    this.#endpoint = endpoint;
    // The emulator takes the region from here, and checks no signature.
    this.#authorization = `AWS4-HMAC-SHA256 Credential=queuescope/20260101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=0`;
  }

  /** Undefined for everything but a plain answer: the SDK says better what is wrong. */
  async read(queueUrl: string, signal?: AbortSignal): Promise<QueueCounts | undefined> {
    const endpoint = this.#endpoint();
    if (!endpoint) return undefined;
    const body = JSON.stringify({ QueueUrl: queueUrl, AttributeNames: countAttributes });
    const answer = await this.#post(endpoint, body, signal).catch(() => undefined);
    return answer === undefined ? undefined : parseCounts(answer);
  }

  dispose(): void {
    this.#agent.destroy();
  }

  /** @returns undefined for a status other than 200 */
  #post(endpoint: string, body: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: this.#authorization,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-target': 'AmazonSQS.GetQueueAttributes',
      };
      const options = {
        method: 'POST',
        agent: this.#agent,
        timeout: TIMEOUT_MS,
        headers,
        ...(signal && { signal }),
      };
      const call = request(endpoint, options, (response) => {
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
      call.end(body);
    });
  }
}

function parseCounts(answer: string): QueueCounts | undefined {
  try {
    const { Attributes: attributes } = JSON.parse(answer) as { Attributes?: Record<string, string> };
    return attributes && toCounts(attributes);
  } catch {
    return undefined;
  }
}
