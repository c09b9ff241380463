import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { WatchList } from '../../src/panels/watchList';
import type { QueueHeading } from '../../src/shared/panelMessages';
import type { QueueRef } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import { eventually } from '../support/eventually';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { overviewHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';
import { MemoryMemento } from '../support/sqsSide';

function queueRef(name: string): QueueRef {
  return { connectionId: 'emulator', region: 'us-east-1', queueUrl: `http://e/1/${name}`, queueName: name };
}

describe('The overview', () => {
  const pages = usePanelPages();

  async function openOverview(
    names: readonly string[],
    picked: readonly QueueRef[] = [],
    heading: Partial<QueueHeading> = {},
  ) {
    const monitor = new ManualQueueMonitor();
    const list = new WatchList(new MemoryMemento(), monitor);
    for (const name of names) await list.set(queueRef(name));
    const record = panelRecord();
    const host = overviewHost(monitor, list, record, picked, heading);
    const panel = await pages.open({ page: 'overview', host });
    return { monitor, list, record, panel, page: panel.page };
  }

  it('says what to do while no queue is watched, and shows the queues that are picked', async () => {
    const { page } = await openOverview([], [queueRef('orders')]);
    await page.getByText('No queue is watched yet').waitFor();
    await page.getByRole('button', { name: 'Add Queues…' }).click();
    await page.locator('tr[data-queue=orders]').waitFor();
  });

  it('shows counts as they come, sorts by what is clicked, and opens a queue', async () => {
    const { page, monitor, record } = await openOverview(['a', 'b', 'c']);
    const now = Date.now();
    for (const [index, name] of ['a', 'b', 'c'].entries())
      monitor.sample(queueRef(name), now, { visible: [5, 1000, 7][index] ?? 0, inFlight: index, delayed: 0 });
    await page.locator('tr[data-queue=b]').getByText('1,000').waitFor();
    await page.getByRole('button', { name: 'Visible', exact: true }).click();
    await eventually(async () => assert.deepEqual(await names(page), ['b', 'c', 'a']));
    await page
      .getByRole('button', { name: /^Visible/ })
      .first()
      .click();
    await eventually(async () => assert.deepEqual(await names(page), ['a', 'c', 'b']));
    assert.equal(await page.locator('th[aria-sort=ascending]').count(), 1);
    await page.getByRole('button', { name: 'c', exact: true }).click();
    await eventually(() => assert.deepEqual(record.opened, ['dashboard c']));
  });

  it('says what AWS is asked for its queues, and what that costs', async () => {
    const { page } = await openOverview(['a', 'b'], [], { isAws: true });
    await page.getByText('This page asks AWS 7,200 times an hour, about US$0.0029 at list price.').waitFor();
  });

  it('marks a queue that is beyond its threshold, and keeps watching it', async () => {
    const { page, monitor, list } = await openOverview(['orders', 'orders-dlq']);
    const row = page.locator('tr[data-queue=orders]');
    await row.getByRole('button', { name: 'Thresholds…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('More visible messages than').fill('ten');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('A whole number, 0 or more; empty for no threshold').waitFor();
    await dialog.getByLabel('More visible messages than').fill('10');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => assert.ok(list.isKept(queueRef('orders'))));
    monitor.sample(queueRef('orders'), Date.now(), { visible: 11, inFlight: 0, delayed: 0 });
    await row.getByText('too deep').waitFor();
    await page.getByText('2 queues, 1 beyond a threshold').waitFor();
    await eventually(async () => assert.deepEqual(await names(page), ['orders', 'orders-dlq']));
  });

  it('says why a queue has no counts', async () => {
    const { page, monitor } = await openOverview(['orders']);
    monitor.fail(queueRef('orders'), new Failure('notFound', 'gone', 'QueueDoesNotExist'));
    await page.getByText('The queue does not exist any more.').waitFor();
  });

  it('stays quick with 200 queues, sampled once a second', async () => {
    const queues = Array.from({ length: 200 }, (_, index) => `queue-${String(index).padStart(3, '0')}`);
    const { page, monitor } = await openOverview(queues);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({
        type: 'longtask',
      });
    });
    const start = Date.now();
    for (let second = 0; second < 4; second++) {
      for (const [index, name] of queues.entries())
        monitor.sample(queueRef(name), start + second * 1000, {
          visible: index + second,
          inFlight: 0,
          delayed: 0,
        });
      await page
        .locator('tr[data-queue=queue-199]')
        .getByText(String(199 + second), { exact: true })
        .waitFor();
    }
    const longest = await page.evaluate(() =>
      Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
    );
    console.log(`      longest task with 200 queues: ${Math.round(longest)} ms`);
    assert.equal(await page.locator('tbody tr').count(), 200);
  });

  it('axe objects to nothing, in any theme', async () => {
    const { page, panel, monitor, list } = await openOverview(['orders', 'orders-dlq', 'x'.repeat(80)]);
    await list.set(queueRef('orders-dlq'), { thresholds: { notEmpty: true } });
    const now = Date.now();
    for (let second = 300; second >= 0; second--) {
      monitor.sample(queueRef('orders'), now - second * 1000, {
        visible: 60 + (second % 40),
        inFlight: 2,
        delayed: 0,
      });
      monitor.sample(queueRef('orders-dlq'), now - second * 1000, { visible: 3, inFlight: 0, delayed: 0 });
    }
    await page.getByText('not empty').waitFor();
    for (const theme of ['dark', 'light', 'highContrast'] as const) {
      await panel.setTheme(theme);
      await panel.settle();
      await panel.screenshot(`overview-${theme}`);
      assert.deepEqual(await panel.findAccessibilityProblems(), [], `in the theme ${theme}`);
    }
  });
});

function names(page: Page): Promise<string[]> {
  return page
    .locator('.overview-name')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim() ?? ''));
}
