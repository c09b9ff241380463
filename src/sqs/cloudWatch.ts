import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { type AwsTarget, awsClientConfig } from './awsClientConfig';
import { configuredEndpoint } from './configuredEndpoint';
import { Failure } from './failure';
import { type MetricRequest, type MetricValues, QUEUE_METRICS } from './queueMetrics';
import { readSections } from './sharedFiles';
import type { ClientHooks } from './sqs';

// Part of the bundle of the AWS SDK.

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Where a profile's calls to SQS and to CloudWatch go; undefined for AWS. */
export interface ProfileEndpoints {
  readonly sqs: string | undefined;
  readonly cloudWatch: string | undefined;
}

/** @throws EndpointConfigError */
export async function readProfileEndpoints(profile: string): Promise<ProfileEndpoints> {
  const sections = await readSections();
  const endpoint = (service: 'sqs' | 'cloudwatch') =>
    configuredEndpoint(service, profile, sections, process.env);
  return { sqs: endpoint('sqs'), cloudWatch: endpoint('cloudwatch') };
}

/**
 * Asks CloudWatch for all metrics of queues, with GetMetricData: yields each page of the answer.
 * @throws what the SDK throws; Failure where CloudWatch says that an answer lacks values
 */
export async function* readMetricPages(
  target: AwsTarget,
  request: MetricRequest,
  hooks: ClientHooks,
  signal?: AbortSignal,
): AsyncGenerator<readonly MetricValues[]> {
  const config = await awsClientConfig('cloudwatch', target, hooks);
  const client = new CloudWatchClient({
    ...config,
    ...(target.kind === 'profile' ? { profile: target.profile } : {}),
    maxAttempts: 3,
    requestHandler: {
      ...config.requestHandler,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  try {
    const input = toInput(request);
    let token: string | undefined;
    do {
      const command = new GetMetricDataCommand(token ? { ...input, NextToken: token } : input);
      const page = await client.send(command, signal ? { abortSignal: signal } : {});
      yield (page.MetricDataResults ?? []).map(toValues);
      token = page.NextToken;
    } while (token);
  } finally {
    client.destroy();
  }
}

function toInput({ queueNames, from, to, periodSeconds }: MetricRequest): GetMetricDataCommandInput {
  return {
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: queueNames.flatMap((queueName, queue) =>
      QUEUE_METRICS.map(({ name, statistic }, metric) => ({
        Id: `q${queue}_${metric}`,
        ReturnData: true,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: name,
            Dimensions: [{ Name: 'QueueName', Value: queueName }],
          },
          Period: periodSeconds,
          Stat: statistic,
        },
      })),
    ),
  };
}

function toValues({ Id = '', Timestamps = [], Values = [], ...result }: MetricDataResult): MetricValues {
  assertHasValues(result);
  const [queue = 0, metric = 0] = Id.slice(1).split('_').map(Number);
  return { queue, metric, at: Timestamps.map((time) => time.getTime()), values: Values };
}

/** `PartialData` is said of every page but the last. */
function assertHasValues({ StatusCode, Messages = [] }: MetricDataResult): void {
  const message = Messages.map(({ Value = '' }) => Value).join(' ');
  if (StatusCode === 'Forbidden') throw new Failure('denied', message, 'AccessDenied');
  if (StatusCode === 'InternalError') throw new Failure('unreachable', message, StatusCode);
}
