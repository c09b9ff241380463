import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { QueueRef } from '../../../src/shared/queue';
import type { SqsService } from '../../../src/sqs/sqsService';
import { CloudWatchServer } from '../../support/cloudWatchServer';
import { sqsSideOn } from '../../support/sqsSide';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUE = 'incident-orders';
const PROFILE = 'incident';

describe('History from CloudWatch', () => {
  const cloudWatch = new CloudWatchServer();
  let service: SqsService;
  let queue: QueueRef;
  let closeSide: () => void;

  before(async () => {
    await cloudWatch.start();
    cloudWatch.valueOf = incident;
    await session.ensureEmulator();
    const sqs = `http://127.0.0.1:${session.emulatorPort}`;
    const side = sqsSideOn(() => sqs);
    closeSide = () => side.dispose();
    service = side.services.get('emulator', 'us-east-1');
    queue = await service.createQueue(QUEUE, {});
    session.writeAwsConfig(configText(sqs, cloudWatch.endpoint));
  });

  after(async () => {
    const { workbench } = session;
    await cloudWatch.stop();
    await service.deleteQueue(queue);
    closeSide();
    await workbench.closeAllEditors();
    const row = workbench.queues.row(`AWS profile ${PROFILE}`);
    if ((await row.count()) > 0) {
      await workbench.queues.chooseFromMenu(`AWS profile ${PROFILE}`, /^Remove Connection/);
      await workbench.dialog.press('Remove Connection');
      await row.waitFor({ state: 'detached' });
    }
    session.writeAwsConfig();
    await workbench.queues.row('AWS profile default').waitFor({ state: 'detached' });
  });

  it('says what it asks, of whom and at what price, before anything is sent', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.runCommand('SQS: Add Connection…');
    await quickInput.choose(/^AWS Profile/);
    await quickInput.choose(PROFILE);
    await workbench.queues.row(`AWS profile ${PROFILE}`).waitFor();
    await workbench.runCommand('SQS: Show History from CloudWatch…');
    await quickInput.choose(new RegExp(`AWS profile ${PROFILE}`));
    await quickInput.choose(QUEUE);
    await quickInput.waitFor(
      /History from CloudWatch: AWS profile incident · 000000000000 · us-east-1 · http:\/\/127\.0\.0\.1:\d+/,
    );
    await quickInput.waitFor(/1 call of GetMetricData for 8 metrics: about \$0\.00008 at list price/);
    await session.picture('price of history from CloudWatch');
    assert.equal(cloudWatch.calls.length, 0);
  });

  it('shows it on the dashboard of the queue, apart from what is sampled', async () => {
    const { workbench } = session;
    await workbench.quickInput.choose('24 hours');
    const dashboard = await workbench.dashboard(QUEUE);
    await dashboard.content.locator('input:checked + span', { hasText: '24 h' }).waitFor();
    const shown = await dashboard.readCloudWatch(QUEUE);
    assert.deepEqual([shown['visible'], shown['sent'], shown['oldestAge']], ['0', '2', '0 s']);
    await waitUntil(
      () => dashboard.readCounts(QUEUE),
      (counts) => counts?.visible === 0,
    );
    assert.equal(cloudWatch.calls.length, 1);
    await session.picture('history from CloudWatch');
  });

  it('says in a sentence which permission is missing, and keeps what was read', async () => {
    const { workbench } = session;
    cloudWatch.refusal = { code: 'AccessDenied', status: 403 };
    const dashboard = await workbench.dashboard(QUEUE);
    await workbench.runCommand('SQS: Show History from CloudWatch…');
    await workbench.quickInput.choose('3 hours');
    await workbench.notifications.waitFor(
      /Could not show history from CloudWatch: cloudwatch:GetMetricData is not allowed/,
    );
    assert.equal((await dashboard.readCloudWatch(QUEUE))['sent'], '2');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
});

/** Consumers stopped from twelve to ten hours ago, and nobody used the queue from six to five hours ago. */
function incident(_queueName: string, metric: string, at: number): number | undefined {
  const hoursAgo = (Date.now() - at) / 3_600_000;
  if (hoursAgo < 6 && hoursAgo > 5) return undefined;
  const backlog = hoursAgo > 12 || hoursAgo < 9 ? 0 : hoursAgo > 10 ? 12 - hoursAgo : 2 * (hoursAgo - 9);
  switch (metric) {
    case 'ApproximateNumberOfMessagesVisible':
      return Math.round(backlog * 7_200);
    case 'NumberOfMessagesSent':
      return 120;
    case 'NumberOfMessagesReceived':
    case 'NumberOfMessagesDeleted':
      return backlog === 0 ? 120 : hoursAgo > 10 ? 0 : 360;
    case 'ApproximateAgeOfOldestMessage':
      return Math.round(backlog * 3_600);
    default:
      return 0;
  }
}

function configText(sqs: string, cloudWatch: string): string {
  return `[profile ${PROFILE}]
region = us-east-1
services = ${PROFILE}-services
aws_access_key_id = AKIAINCIDENTINCIDENT
aws_secret_access_key = secret

[services ${PROFILE}-services]
sqs =
  endpoint_url = ${sqs}
cloudwatch =
  endpoint_url = ${cloudWatch}
`;
}
