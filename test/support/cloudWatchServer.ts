import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of GetMetricData, as it came over the wire. */
export interface MetricCall {
  readonly accessKeyId: string;
  /** Of the signature. */
  readonly region: string;
  readonly input: MetricInput;
}

/** The JSON of GetMetricData; times in epoch seconds. */
interface MetricInput {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly NextToken?: string;
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat: {
      readonly Metric: {
        readonly Namespace: string;
        readonly MetricName: string;
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
      };
      readonly Period: number;
      readonly Stat: string;
    };
  }[];
}

/** A refusal: the code and the HTTP status. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
}

/** Answers GetMetricData over HTTP as CloudWatch does, in the JSON that the SDK's client speaks. Nothing else. */
export class CloudWatchServer {
  readonly calls: MetricCall[] = [];
  /** What every call is refused with; undefined: it answers. */
  refusal: Refusal | undefined;
  /** Values of one metric that a page of an answer holds. */
  valuesPerPage = Number.POSITIVE_INFINITY;
  /** `Forbidden` or `InternalError` for every metric; undefined: all is there. */
  statusCode: string | undefined;
  /** Holds every answer back until it resolves. */
  gate: Promise<void> | undefined;
  /** The value of a queue's metric in the period that begins at `at` (epoch milliseconds); undefined: none. */
  valueOf: (queueName: string, metric: string, at: number) => number | undefined = () => undefined;
  readonly #server = createServer((incoming, answer) => void this.#answer(incoming, answer));

  /** @returns the endpoint */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.endpoint;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    answer.setHeader('content-type', 'application/x-amz-json-1.0');
    if (incoming.headers['x-amz-target'] !== 'GraniteServiceVersion20100801.GetMetricData')
      return refuse(answer, { code: 'UnknownOperationException', status: 404 });
    const [, accessKeyId = '', region = ''] =
      /Credential=([^/]+)\/\d+\/([^/]+)\/monitoring\//.exec(incoming.headers.authorization ?? '') ?? [];
    const input = JSON.parse(body) as MetricInput;
    this.calls.push({ accessKeyId, region, input });
    await this.gate;
    if (this.refusal) return refuse(answer, this.refusal);
    answer.end(JSON.stringify(this.#page(input)));
  }

  #page(input: MetricInput): object {
    const first = Number(input.NextToken ?? 0);
    const results = input.MetricDataQueries.map((query) => this.#values(input, query));
    const next = first + this.valuesPerPage;
    const hasMore = results.some(({ values }) => values.length > next);
    return {
      MetricDataResults: results.map(({ id, at, values }) => ({
        Id: id,
        Label: id,
        Timestamps: at.slice(first, next),
        Values: values.slice(first, next),
        StatusCode: this.statusCode ?? (hasMore ? 'PartialData' : 'Complete'),
        ...(this.statusCode ? { Messages: [{ Code: this.statusCode, Value: 'Not for you.' }] } : {}),
      })),
      Messages: [],
      ...(hasMore ? { NextToken: String(next) } : {}),
    };
  }

  #values(input: MetricInput, { Id, MetricStat }: MetricInput['MetricDataQueries'][number]) {
    const { Metric, Period } = MetricStat;
    const queueName = Metric.Dimensions.find(({ Name }) => Name === 'QueueName')?.Value ?? '';
    const at: number[] = [];
    const values: number[] = [];
    for (let time = input.StartTime; time < input.EndTime; time += Period) {
      const value = this.valueOf(queueName, Metric.MetricName, time * 1_000);
      if (value === undefined) continue;
      at.push(time);
      values.push(value);
    }
    return { id: Id, at, values };
  }
}

function refuse(answer: ServerResponse, { code, status }: Refusal): void {
  answer.writeHead(status, { 'x-amzn-query-error': `${code};Sender` });
  answer.end(JSON.stringify({ __type: `com.amazonaws.cloudwatch#${code}`, message: 'Refused.' }));
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
