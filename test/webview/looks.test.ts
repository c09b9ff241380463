import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { QueueRef } from '../../src/shared/queue';
import { useEmulatorServices } from '../support/emulatorServices';
import { eventually } from '../support/eventually';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { composerHost, dashboardHost, messagesHost } from '../support/panelHosts';
import { type PanelPage, usePanelPages } from '../support/panelPage';
import type { ThemeName } from '../support/themes';

const THEMES: readonly ThemeName[] = ['dark', 'light', 'highContrast'];
const SIZES = {
  wide: { width: 1280, height: 760 },
  narrow: { width: 300, height: 800 },
} as const;
const LONG_NAME = `orders-of-the-northern-warehouses-${'0123456789'.repeat(4)}-retry`.padEnd(80, 'x');
const ORDER = JSON.stringify({
  orderId: 4711,
  items: [{ sku: 'A-1', count: 2 }],
  paid: true,
  note: 'leave at door',
});

/** A draft with a problem in each part. */
const TYPED = {
  body: ORDER,
  attributes: [
    { name: 'JobType', baseType: 'String', customType: '', value: 'NewDonor', encoding: 'text' },
    { name: 'Attempt', baseType: 'Number', customType: 'int', value: 'three', encoding: 'text' },
    { name: 'Picture', baseType: 'Binary', customType: 'png', value: '89 50 4e 47', encoding: 'hex' },
  ],
  delay: '',
  groupId: '',
  deduplicationId: '',
  traceHeader: 'Root=none',
  hasPlaceholders: true,
};

// Every page in every theme, wide and narrow: pictures to look at, and axe to find what eyes do not see.
describe('The looks of the pages', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  /** The page follows each change of theme and size. */
  async function check(panel: PanelPage, name: string): Promise<void> {
    for (const theme of THEMES) {
      await panel.setTheme(theme);
      for (const [sizeName, size] of Object.entries(SIZES)) {
        await panel.page.setViewportSize(size);
        await panel.settle();
        await panel.screenshot(`${name}-${theme}-${sizeName}`);
        await eventually(async () => {
          const overflow = await panel.page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(overflow <= 0, `The page is ${overflow} px wider than its window.`);
        });
      }
      assert.deepEqual(await panel.findAccessibilityProblems(), [], `in the theme ${theme}`);
    }
  }

  it('axe objects to nothing on the dashboard, in any theme', async () => {
    await createQueue('looks-dlq');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:looks-dlq',
      maxReceiveCount: 3,
    });
    const queue = await createQueue(LONG_NAME, { RedrivePolicy });
    const monitor = new ManualQueueMonitor();
    fillWithSamples(monitor, queue);
    const panel = await pages.open({ page: 'dashboard', host: dashboardHost({ queue, service, monitor }) });
    await panel.page.locator('.queue').nth(1).waitFor();
    await check(panel, 'dashboard');
  });

  it('axe objects to nothing on the messages page, in any theme', async () => {
    const queue = await createQueue('looks-messages.fifo', { FifoQueue: 'true' });
    for (const index of Array(8).keys()) await service().sendMessage(queue, draftOf(index));
    const heading = { isAws: true, connection: 'AWS profile production' };
    const panel = await pages.open({ page: 'messages', host: messagesHost({ queue, service, heading }) });
    await panel.page.getByRole('radio', { name: 'Receive' }).check();
    await panel.page.getByRole('button', { name: 'Receive', exact: true }).click();
    await panel.page.getByRole('row').nth(1).click();
    await panel.page.locator('.cm-content').first().waitFor();
    await check(panel, 'messages');
  });

  it('axe objects to nothing on the composer, in any theme', async () => {
    const queue = await createQueue('looks-composer.fifo', { FifoQueue: 'true' });
    const kept = { key: 'any', draft: TYPED };
    const panel = await pages.open({ page: 'composer', host: composerHost({ queue, service }), kept });
    await panel.page.getByRole('button', { name: 'Send', exact: true }).click();
    await panel.page.getByText('Send many').click();
    await panel.page.getByLabel('Per second').fill('0');
    await panel.page.getByRole('button', { name: 'Find', exact: true }).click();
    await panel.page.locator('.cm-search').waitFor();
    await check(panel, 'composer');
  });
});

function draftOf(index: number) {
  return {
    body: index % 3 === 0 ? ORDER : `Message ${index}: <b>no markup</b> & no \u202Etricks`,
    attributes: [
      { name: 'JobType', dataType: 'String', value: 'NewDonor' },
      { name: 'Attempt', dataType: 'Number.int', value: '3' },
      { name: 'Picture', dataType: 'Binary.png', value: 'iVBORw0KGgo=' },
    ],
    messageGroupId: `group-${index % 2}`,
    messageDeduplicationId: String(index),
  };
}

function fillWithSamples(monitor: ManualQueueMonitor, queue: QueueRef): void {
  const end = Date.now();
  for (let second = 240; second >= 0; second -= 1) {
    if (second > 90 && second < 120) continue;
    const phase = second / 20;
    monitor.sample(queue, end - second * 1000, {
      visible: Math.round(60 + 40 * Math.sin(phase)),
      inFlight: Math.round(30 + 20 * Math.cos(phase * 1.7)),
      delayed: Math.round(Math.max(0, 12 * Math.sin(phase * 0.7))),
    });
  }
}
