import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { QueueRef } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import { useEmulatorServices } from '../support/emulatorServices';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { composerHost, dashboardHost, messagesHost } from '../support/panelHosts';
import { type PanelPage, usePanelPages } from '../support/panelPage';
import type { ThemeName } from '../support/themes';

const THEMES: readonly ThemeName[] = ['dark', 'light', 'highContrast'];
const SIZES = { wide: { width: 1280, height: 760 }, narrow: { width: 300, height: 800 } } as const;
const LONG_NAME = `orders-of-the-northern-warehouses-${'0123456789'.repeat(4)}-retry`.padEnd(80, 'x');

const ORDER = JSON.stringify({ orderId: 4711, items: [{ sku: 'A-1', count: 2 }], paid: true, note: 'leave at door' });

// Every page in every theme, wide and narrow: pictures to look at, and axe to find what eyes do not see.
describe('Looks of the pages', function () {
  this.timeout(60_000);
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  async function check(panel: PanelPage, name: string): Promise<void> {
    await panel.screenshot(name);
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `The page is ${overflow} px wider than its window.`);
  }

  for (const theme of THEMES) {
    for (const size of ['wide', 'narrow'] as const) {
      it(`shows the dashboard in ${theme}, ${size}, with nothing that axe objects to`, async () => {
        await createQueue('looks-dlq');
        const RedrivePolicy = JSON.stringify({
          deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:looks-dlq',
          maxReceiveCount: 3,
        });
        const queue = await createQueue(size === 'wide' ? 'looks-orders' : LONG_NAME, { RedrivePolicy });
        const monitor = new ManualQueueMonitor();
        fillWithSamples(monitor, queue);
        const host = dashboardHost({ queue, service, monitor });
        const panel = await pages.open({ page: 'dashboard', host, theme, ...SIZES[size] });
        await panel.page.locator('.queue').nth(1).waitFor();
        if (size === 'narrow') monitor.fail(queue, new Failure('unreachable', 'connect ECONNREFUSED 127.0.0.1:9324', 'ECONNREFUSED'));
        await panel.page.waitForTimeout(150);
        await check(panel, `dashboard-${theme}-${size}`);
      });

      it(`shows the messages in ${theme}, ${size}, with nothing that axe objects to`, async () => {
        const queue = await createQueue(size === 'wide' ? `looks-messages-${theme}.fifo` : `looks-messages-${theme}`, {
          ...(size === 'wide' ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {}),
        });
        for (const index of Array(8).keys()) {
          await service().sendMessage(queue, {
            body: index % 3 === 0 ? ORDER : `Message ${index}: <b>no markup</b> & no \u202Etricks`,
            attributes: [
              { name: 'JobType', dataType: 'String', value: 'NewDonor' },
              { name: 'Attempt', dataType: 'Number.int', value: '3' },
              { name: 'Picture', dataType: 'Binary.png', value: 'iVBORw0KGgo=' },
            ],
            messageGroupId: size === 'wide' ? `group-${index % 2}` : undefined,
            messageDeduplicationId: size === 'wide' ? String(index) : undefined,
          });
        }
        const heading = size === 'wide' ? { isAws: true, connection: 'AWS profile production' } : {};
        const host = messagesHost({ queue, service, heading });
        const panel = await pages.open({ page: 'messages', host, theme, ...SIZES[size] });
        await panel.page.getByRole('button', { name: 'Receive', exact: true }).click();
        await panel.page.getByRole('row').nth(1).click();
        await panel.page.locator('.long-text').first().waitFor();
        await check(panel, `messages-${theme}-${size}`);
      });

      it(`shows the composer in ${theme}, ${size}, with nothing that axe objects to`, async () => {
        const queue = await createQueue(size === 'wide' ? `looks-composer-${theme}.fifo` : `looks-composer-${theme}`, {
          ...(size === 'wide' ? { FifoQueue: 'true' } : {}),
        });
        const panel = await pages.open({
          page: 'composer',
          host: composerHost({ queue, service }),
          theme,
          ...SIZES[size],
          kept: { key: 'any', draft: TYPED },
        });
        await panel.page.getByRole('button', { name: 'Send', exact: true }).click();
        await check(panel, `composer-${theme}-${size}`);
      });
    }
  }
});

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
};

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
