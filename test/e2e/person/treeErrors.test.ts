import { after, before, describe, it } from 'mocha';
import type { FaultRule } from '../../../src/emulator/admin/faultRules';
import { EmulatorClient } from '../../../src/emulatorClient/emulatorClient';
import { callJson } from '../../support/rawCalls';
import { session } from '../session';

const QUEUE = 'faulty';

describe('errors stand in the tree, next to what failed', () => {
  let client: EmulatorClient;
  let endpoint: string;

  before(async () => {
    endpoint = `http://127.0.0.1:${session.emulatorPort}`;
    client = new EmulatorClient(endpoint);
    await session.ensureEmulator();
    await callJson(endpoint, 'CreateQueue', { QueueName: QUEUE });
    await session.workbench.queues.waitForCounts(QUEUE, '0 · 0 · 0');
  });

  after(async () => {
    await client.clearFaults();
    await callJson(endpoint, 'DeleteQueue', { QueueUrl: QUEUE });
    await session.workbench.runCommand('SQS: Refresh Queues');
    await session.workbench.queues.row(QUEUE).waitFor({ state: 'detached' });
  });

  const ofRegion: readonly [what: string, rule: FaultRule, label: string, action: string][] = [
    [
      'access denied, with the action of IAM',
      { kind: 'error', code: 'AccessDeniedException' },
      'Access denied: sqs:ListQueues is not allowed',
      'Choose Profile',
    ],
    ['throttling', { kind: 'throttle' }, 'SQS asks to slow down', 'Retry'],
    ['no answer', { kind: 'lostAnswer' }, 'SQS does not answer', 'Retry'],
    ['an expired token', { kind: 'expiredToken' }, 'Credentials have expired', 'Choose Profile'],
  ];
  for (const [what, rule, label, action] of ofRegion) {
    it(`below the region, with what helps: ${what}`, async () => {
      await client.setFaults({ rules: [{ ...rule, actions: ['ListQueues'] }] });
      await session.workbench.runCommand('SQS: Refresh Queues');
      await session.workbench.queues.row(label).locator('.label-description', { hasText: action }).waitFor();
      await session.picture(`80 ${label}`);
      await client.clearFaults();
      await session.workbench.runCommand('SQS: Refresh Queues');
      await session.workbench.queues.row(label).waitFor({ state: 'detached' });
    });
  }

  it('on the row of a queue whose counts cannot be read', async () => {
    const rule = { kind: 'error', code: 'AccessDeniedException', queue: QUEUE } as const;
    await client.setFaults({ rules: [{ ...rule, actions: ['GetQueueAttributes'] }] });
    await session.workbench.queues.waitForCounts(QUEUE, 'sqs:GetQueueAttributes is not allowed');
    await session.picture('81 counts are denied');
    await client.clearFaults();
    await session.workbench.queues.waitForCounts(QUEUE, '0 · 0 · 0');
  });

  it('not at all while SQS is slow: the rows stay until it has answered', async () => {
    await client.setFaults({ rules: [{ kind: 'latency', minMs: 3_000, maxMs: 3_000 }] });
    await session.workbench.runCommand('SQS: Refresh Queues');
    await session.workbench.queues.row(QUEUE).waitFor();
    await session.picture('82 SQS is slow');
    await session.workbench.queues.waitForCounts(QUEUE, '0 · 0 · 0');
  });
});
