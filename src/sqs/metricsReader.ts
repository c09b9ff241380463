import type { HistoryColumns } from '../shared/history';
import type { QueueRef } from '../shared/queue';
import { type ClientSources, clientTarget } from './clients';
import type { Connection } from './connection';
import { Failure, lacksPermission, toFailure } from './failure';
import {
  type MetricRequest,
  type MetricValues,
  type MetricWindow,
  metricDollars,
  metricRequests,
  QUEUE_METRICS,
  toMetricRows,
} from './queueMetrics';
import { accountIdOf } from './queueUrl';
import type { RequestMeter } from './requestMeter';

/** Why CloudWatch cannot be asked about a queue. */
export type NoMetrics =
  | { readonly reason: 'emulator' | 'endpoint' | 'removed' }
  /** Its queues are elsewhere, and the profile names no CloudWatch there. */
  | { readonly reason: 'notAws'; readonly url: string }
  /** CloudWatch would tell of a queue of the same name in the connection's own account. */
  | { readonly reason: 'otherAccount'; readonly account: string };

/** Whom to ask about a queue. */
export interface MetricPlace {
  readonly connection: Connection;
  readonly region: string;
  /** Twelve digits; undefined when it is not known. */
  readonly account: string | undefined;
  /** Where CloudWatch answers instead of AWS, as the profile says. */
  readonly url: string | undefined;
}

/** What reading metrics needs. */
export interface MetricSources {
  readonly clients: ClientSources;
  readonly meter: Pick<RequestMeter, 'addOther'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** True when the connection is of a kind that CloudWatch can know: what a page can tell without reading files. */
export function mayHaveMetrics(connection: Connection | undefined): boolean {
  return connection?.kind === 'profile' || connection?.kind === 'keys';
}

/**
 * Finds out, without a call, whom to ask about a queue.
 * @throws Failure when the profile names an endpoint that is none
 */
export async function findMetricPlace(
  { loadSqs }: Pick<ClientSources, 'loadSqs'>,
  queue: QueueRef,
  connection: Connection | undefined,
): Promise<MetricPlace | NoMetrics> {
  if (!connection) return { reason: 'removed' };
  if (connection.kind === 'emulator' || connection.kind === 'endpoint') return { reason: connection.kind };
  const account = accountIdOf(queue.queueUrl);
  if (account && connection.account && account !== connection.account)
    return { reason: 'otherAccount', account };
  const place = { connection, region: queue.region, account: account ?? connection.account };
  if (connection.kind === 'keys') return { ...place, url: undefined };
  const { sqs, cloudWatch } = await explain(connection, async () =>
    (await loadSqs()).readProfileEndpoints(connection.profile),
  );
  if (sqs && !cloudWatch && !isHostOfAws(sqs)) return { reason: 'notAws', url: sqs };
  return { ...place, url: cloudWatch };
}

/** A VPC endpoint is AWS, too. */
function isHostOfAws(url: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/.test(new URL(url).hostname);
}

/** What CloudWatch has of one queue. `from`: what was asked for, epoch milliseconds. */
export interface QueueMetrics {
  readonly queue: QueueRef;
  readonly from: number;
  readonly rows: HistoryColumns;
}

/**
 * Asks CloudWatch about queues of one connection and region: yields each queue when all of it is there.
 *
 * It is a read, so read-only connections allow it.
 * @throws Failure with `service` CloudWatch
 */
export async function* readQueueMetrics(
  sources: MetricSources,
  { connection, region }: Pick<MetricPlace, 'connection' | 'region'>,
  queues: readonly QueueRef[],
  window: MetricWindow,
  signal?: AbortSignal,
): AsyncGenerator<QueueMetrics> {
  const names = queues.map(({ queueName }) => queueName);
  let done = 0;
  for (const request of metricRequests(names, window, sources.now())) {
    const answers = await explain(connection, () => ask(sources, connection, region, request, signal));
    for (const index of request.queueNames.keys()) {
      const queue = queues[done + index];
      if (queue) yield { queue, from: request.from, rows: toMetricRows(answers, index, request) };
    }
    done += request.queueNames.length;
  }
}

async function ask(
  { clients, meter }: MetricSources,
  connection: Connection,
  region: string,
  request: MetricRequest,
  signal: AbortSignal | undefined,
): Promise<readonly MetricValues[]> {
  const target = await clientTarget(clients, connection, region);
  if (target.kind !== 'profile' && target.kind !== 'keys')
    throw new Error(`There is no CloudWatch for ${connection.label}.`);
  const { readMetricPages } = await clients.loadSqs();
  const answers: MetricValues[] = [];
  for await (const page of readMetricPages(target, request, clients, signal)) {
    const metrics = request.queueNames.length * QUEUE_METRICS.length;
    meter.addOther(connection.id, 'GetMetricData', metricDollars(metrics));
    answers.push(...page);
  }
  return answers;
}

/** Says of what failed who was asked, and what the identity lacks. */
async function explain<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const failure = toFailure(error);
    if (!(failure instanceof Failure)) throw error;
    failure.service = 'CloudWatch';
    failure.connection = connection;
    if (lacksPermission(failure)) failure.iamAction = 'cloudwatch:GetMetricData';
    throw failure;
  }
}
