import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { CLOUD_WATCH_COLUMNS } from '../../src/shared/cloudWatch';
import type { HistoryColumns } from '../../src/shared/history';
import type { QueueRef } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import { findMetricPlace, type MetricPlace, readQueueMetrics } from '../../src/sqs/metricsReader';
import { METRIC_WINDOWS, type MetricWindow } from '../../src/sqs/queueMetrics';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { CloudWatchServer } from '../support/cloudWatchServer';
import { sqsSideOn } from '../support/sqsSide';

const REGION = 'eu-central-1';
const NOW = Date.UTC(2026, 0, 10, 12, 0, 30);
const [THREE_HOURS, , SEVEN_DAYS] = METRIC_WINDOWS as [MetricWindow, MetricWindow, MetricWindow];

describe('history from CloudWatch, by the real client', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-cloudwatch-'));
  const variables = { ...process.env };
  const server = new CloudWatchServer();
  let side: SqsSide;

  before(async () => {
    const endpoint = await server.start();
    const config = path.join(folder, 'config');
    writeFileSync(config, configText(endpoint));
    process.env['AWS_CONFIG_FILE'] = config;
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'none');
    for (const name of ['AWS_PROFILE', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_CLOUDWATCH'])
      delete process.env[name];
  });
  after(async () => {
    process.env = variables;
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    server.calls.length = 0;
    server.refusal = undefined;
    server.statusCode = undefined;
    server.gate = undefined;
    server.valuesPerPage = Number.POSITIVE_INFINITY;
    server.valueOf = () => 7;
    side = sqsSideOn(() => undefined, { variables: process.env });
    await side.connections.put({ kind: 'profile', profile: 'dev' });
  });
  afterEach(() => side.dispose());

  async function findPlace(queue: QueueRef = queueOf('orders')): Promise<MetricPlace> {
    const place = await findMetricPlace(side.clients, queue, side.connections.find(queue.connectionId));
    assert.ok(!('reason' in place), JSON.stringify(place));
    return place;
  }

  async function read(
    window: MetricWindow,
    names: readonly string[] = ['orders'],
    signal?: AbortSignal,
  ): Promise<readonly HistoryColumns[]> {
    const place = await findPlace();
    const sources = { clients: side.clients, meter: side.meter, now: () => NOW };
    const all: HistoryColumns[] = [];
    for await (const { rows } of readQueueMetrics(sources, place, names.map(queueOf), window, signal))
      all.push(rows);
    return all;
  }

  it('goes to the endpoint that the profile names, with its credentials and the region of the queue', async () => {
    const place = await findPlace();
    assert.deepEqual([place.url, place.account, place.region], [server.endpoint, '123456789012', REGION]);
    assert.equal(server.calls.length, 0, 'nothing is asked to find out whom to ask');
    await read(THREE_HOURS);
    const [call] = server.calls;
    assert.equal(server.calls.length, 1);
    assert.deepEqual([call?.accessKeyId, call?.region], ['AKIADEVDEVDEVDEVDEV1', REGION]);
    assert.equal((call?.input.EndTime ?? 0) * 1_000, Date.UTC(2026, 0, 10, 12, 0));
    assert.equal((call?.input.EndTime ?? 0) - (call?.input.StartTime ?? 0), 3 * 3_600);
    const asked = call?.input.MetricDataQueries.map(
      ({ MetricStat: { Metric, Stat, Period } }) =>
        `${Metric.Namespace} ${Metric.MetricName} ${Metric.Dimensions[0]?.Value} ${Stat} ${Period}`,
    );
    assert.deepEqual(asked, [
      'AWS/SQS ApproximateNumberOfMessagesVisible orders Maximum 60',
      'AWS/SQS ApproximateNumberOfMessagesNotVisible orders Maximum 60',
      'AWS/SQS ApproximateNumberOfMessagesDelayed orders Maximum 60',
      'AWS/SQS NumberOfMessagesSent orders Sum 60',
      'AWS/SQS NumberOfMessagesReceived orders Sum 60',
      'AWS/SQS NumberOfMessagesDeleted orders Sum 60',
      'AWS/SQS NumberOfEmptyReceives orders Sum 60',
      'AWS/SQS ApproximateAgeOfOldestMessage orders Maximum 60',
    ]);
  });

  it('gives each queue its own values in the order of time, and keeps gaps', async () => {
    const hole = [Date.UTC(2026, 0, 10, 10, 0), Date.UTC(2026, 0, 10, 10, 30)] as const;
    server.valueOf = (queueName, metric, at) => {
      if (queueName === 'idle' || (at >= hole[0] && at < hole[1])) return undefined;
      return metric === 'NumberOfMessagesSent' ? (at / 60_000) % 60 : 3;
    };
    const [orders, idle] = await read(THREE_HOURS, ['orders', 'idle']);
    assert.equal(idle?.at.length, 0);
    assert.equal(orders?.at.length, 180 - 30 + 1);
    const sent = orders.values[CLOUD_WATCH_COLUMNS.indexOf('sent')];
    assert.deepEqual([...(sent ?? [])].slice(0, 3), [0, 1, 2]);
    const gap = orders.at.indexOf(hole[0]);
    assert.deepEqual(
      orders.values.map((column) => column[gap]),
      CLOUD_WATCH_COLUMNS.map(() => -1),
    );
    assert.equal(orders.at[gap + 1], hole[1]);
  });

  it('reads all pages of an answer', async () => {
    server.valuesPerPage = 1_000;
    server.valueOf = (_queue, _metric, at) => at / 300_000;
    const [rows] = await read(SEVEN_DAYS);
    assert.equal(server.calls.length, 3);
    assert.equal(rows?.at.length, 2_016);
    assert.deepEqual(rows.values[1]?.at(-1), (rows.at.at(-1) ?? 0) / 300_000);
  });

  it('asks about many queues in as many calls as it says, and the meter counts them with their price', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `queue-${index}`);
    const rows = await read(SEVEN_DAYS, names);
    assert.deepEqual([rows.length, server.calls.length], [7, 2]);
    const { byAction, cost, calls, lastHour } = side.meter.read('profile:dev');
    assert.deepEqual([byAction, calls, lastHour], [{ GetMetricData: 2 }, 2, 2]);
    assert.equal(cost.toFixed(6), (7 * 8 * 0.00001).toFixed(6));
  });

  it('is a read, which a read-only connection allows', async () => {
    await side.connections.mark('profile:dev', { isReadOnly: true, isProduction: true });
    assert.equal((await read(THREE_HOURS)).length, 1);
  });

  it('says which permission is missing', async () => {
    for (const code of ['AccessDenied', 'AccessDeniedException']) {
      server.refusal = { code, status: 403 };
      const error = await failureOf(() => read(THREE_HOURS));
      assert.deepEqual(
        [error.kind, error.iamAction, error.service, error.connection?.label],
        ['denied', 'cloudwatch:GetMetricData', 'CloudWatch', 'dev'],
      );
    }
    server.refusal = undefined;
    server.statusCode = 'Forbidden';
    assert.equal((await failureOf(() => read(THREE_HOURS))).iamAction, 'cloudwatch:GetMetricData');
  });

  it('says that it is throttled after three attempts, and that nobody answers', async () => {
    server.refusal = { code: 'Throttling', status: 400 };
    const throttled = await failureOf(() => read(THREE_HOURS));
    assert.deepEqual(
      [throttled.kind, throttled.service, server.calls.length],
      ['throttled', 'CloudWatch', 3],
    );
    process.env['AWS_ENDPOINT_URL_CLOUDWATCH'] = 'http://127.0.0.1:1';
    try {
      const gone = await failureOf(() => read(THREE_HOURS));
      assert.deepEqual([gone.kind, gone.code], ['unreachable', 'ECONNREFUSED']);
    } finally {
      delete process.env['AWS_ENDPOINT_URL_CLOUDWATCH'];
    }
  });

  it('ends when it is cancelled', async () => {
    let open: () => void = () => undefined;
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    const abort = new AbortController();
    const reading = read(THREE_HOURS, ['orders'], abort.signal);
    while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    open();
    assert.equal(side.meter.read('profile:dev').calls, 0);
  });

  it('is not asked about queues that it cannot know', async () => {
    await side.connections.put({ kind: 'profile', profile: 'local' });
    await side.connections.put({ kind: 'profile', profile: 'vpc' });
    const find = (queue: QueueRef) =>
      findMetricPlace(side.clients, queue, side.connections.find(queue.connectionId));
    assert.deepEqual(await find({ ...queueOf('a'), connectionId: 'emulator' }), { reason: 'emulator' });
    assert.deepEqual(await find({ ...queueOf('a'), connectionId: 'gone' }), { reason: 'removed' });
    assert.deepEqual(await find({ ...queueOf('a'), connectionId: 'profile:local' }), {
      reason: 'notAws',
      url: 'http://127.0.0.1:4566',
    });
    const vpc = await find({ ...queueOf('a'), connectionId: 'profile:vpc' });
    assert.ok(!('reason' in vpc) && vpc.url === undefined, 'a VPC endpoint of SQS is AWS');
    side.connections.found('profile:dev', { account: '999999999999' });
    assert.deepEqual(await find(queueOf('a')), { reason: 'otherAccount', account: '123456789012' });
  });
});

function queueOf(queueName: string): QueueRef {
  const queueUrl = `https://sqs.${REGION}.amazonaws.com/123456789012/${queueName}`;
  return { connectionId: 'profile:dev', region: REGION, queueName, queueUrl };
}

async function failureOf(call: () => Promise<unknown>): Promise<Failure> {
  try {
    await call();
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'It did not fail.' });
}

function configText(cloudWatch: string): string {
  const keys = 'aws_access_key_id = AKIADEVDEVDEVDEVDEV1\naws_secret_access_key = secret\n';
  return `[profile dev]
region = us-west-2
services = dev-services
${keys}
[services dev-services]
cloudwatch =
  endpoint_url = ${cloudWatch}

[profile local]
services = local-services
${keys}
[services local-services]
sqs =
  endpoint_url = http://127.0.0.1:4566

[profile vpc]
services = vpc-services
${keys}
[services vpc-services]
sqs =
  endpoint_url = https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com
`;
}
