import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { QueueRef } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import { useEmulatorServices } from '../support/emulatorServices';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { dashboardHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';
import { themes } from '../support/themes';

describe('The dashboard', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  async function openDashboard(
    fill: (monitor: ManualQueueMonitor, queue: QueueRef) => void = () => undefined,
  ) {
    const queue = await createQueue('dashboard-orders');
    const monitor = new ManualQueueMonitor();
    fill(monitor, queue);
    const record = panelRecord();
    const host = dashboardHost({ queue, service, monitor, record });
    const panel = await pages.open({ page: 'dashboard', host });
    return { queue, monitor, record, panel, page: panel.page };
  }

  it('says that there are no samples yet', async () => {
    const { page } = await openDashboard();
    await page.getByText('No samples yet').waitFor();
    assert.deepEqual(await currentValues(page), ['–', '–', '–']);
  });

  it('shows the latest counts, and each new sample as it comes', async () => {
    const now = Date.now();
    const { page, monitor, queue } = await openDashboard((filled, target) => fillFlat(filled, target, now));
    assert.deepEqual(await currentValues(page), ['100', '50', '10']);
    monitor.sample(queue, now + 1000, { visible: 1234, inFlight: 0, delayed: 7 });
    await page.locator('[data-series=visible] .key-number', { hasText: '1,234' }).waitFor();
    assert.deepEqual(await currentValues(page), ['1,234', '0', '7']);
  });

  it('draws each series in its own colour of the theme, at the height of its count', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    const blue = await findRows(page, themes.dark.variables['charts-blue'] ?? '');
    const orange = await findRows(page, themes.dark.variables['charts-orange'] ?? '');
    assert.ok(blue.count > 100, 'The line of visible is not drawn.');
    assert.ok(orange.count > 50, 'The line of in flight is not drawn.');
    // 100, 50 and the bottom of 0 stand at equal distances.
    const { bottom } = await plotArea(page);
    assert.ok(
      Math.abs(bottom - orange.row - (orange.row - blue.row)) <= 3,
      'The lines do not stand at their counts.',
    );
  });

  it('draws dashes where colours alone would tell the series apart', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    const blue = await findRows(page, themes.dark.variables['charts-blue'] ?? '');
    const orange = await findRows(page, themes.dark.variables['charts-orange'] ?? '');
    assert.ok(blue.longestGap <= 2, 'The line of visible has holes.');
    assert.ok(orange.longestGap >= 3, 'The line of in flight has no dashes.');
  });

  it('draws nothing where no samples came', async () => {
    const now = Date.now();
    const { page } = await openDashboard((monitor, queue) => {
      for (let second = 200; second >= 0; second -= 1) {
        if (second > 60 && second < 120) continue;
        monitor.sample(queue, now - second * 1000, { visible: 100, inFlight: 50, delayed: 10 });
      }
    });
    const { longestGap } = await findRows(page, themes.dark.variables['charts-blue'] ?? '');
    const { width } = await plotArea(page);
    // A minute of five.
    assert.ok(Math.abs(longestGap - width / 5) < width / 40, `The gap is ${longestGap} of ${width} px wide.`);
  });

  it('takes the colours of another theme at once', async () => {
    const { panel, page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    await panel.setTheme('light');
    await page.waitForTimeout(100);
    assert.equal((await findRows(page, themes.dark.variables['charts-blue'] ?? '')).count, 0);
    assert.ok((await findRows(page, themes.light.variables['charts-blue'] ?? '')).count > 100);
  });

  it('fills its window after a change of size', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    for (const width of [1400, 500]) {
      await page.setViewportSize({ width, height: 600 });
      await page.waitForTimeout(100);
      const [frame, canvas] = await Promise.all([
        page.locator('.chart').first().boundingBox(),
        page.locator('canvas').first().boundingBox(),
      ]);
      assert.ok(frame && canvas);
      assert.equal(Math.round(canvas.width), Math.round(frame.width));
      assert.equal(Math.round(canvas.height), Math.round(frame.height));
    }
  });

  it('lists in its data table the samples of the window that is chosen, newest first', async () => {
    const now = Date.now();
    const { page, panel } = await openDashboard((monitor, queue) => {
      for (const [index, second] of [300, 120, 50, 0].entries()) {
        monitor.sample(queue, now - second * 1000, { visible: index, inFlight: 0, delayed: 0 });
      }
    });
    await page.getByText('Data table').click();
    const visible = page.locator('tbody td:nth-child(2)');
    assert.deepEqual(await visible.allTextContents(), ['3', '2', '1', '0']);
    await page.getByLabel('1 min').check();
    await page.waitForTimeout(100);
    assert.deepEqual(await visible.allTextContents(), ['3', '2']);
    assert.deepEqual((panel.kept as { windowMinutes: number }).windowMinutes, 1);
  });

  it('says since when and why no samples come, and keeps the chart', async () => {
    const { page, monitor, queue } = await openDashboard((filled, target) =>
      fillFlat(filled, target, Date.now()),
    );
    monitor.fail(queue, new Failure('notFound', 'The specified queue does not exist.', 'QueueDoesNotExist'));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(
      await alert.innerText(),
      /^No samples since \d\d:\d\d:\d\d. The queue does not exist any more.$/,
    );
    assert.ok((await findRows(page, themes.dark.variables['charts-blue'] ?? '')).count > 100);
    monitor.sample(queue, Date.now() + 1000, { visible: 1, inFlight: 2, delayed: 3 });
    await alert.waitFor({ state: 'detached' });
  });

  it('stands still while it is paused, and says so', async () => {
    const now = Date.now();
    const { page, monitor, queue } = await openDashboard((filled, target) => fillFlat(filled, target, now));
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText(/^Paused at/).waitFor();
    const blue = () => findRows(page, themes.dark.variables['charts-blue'] ?? '');
    const before = await blue();
    for (let second = 1; second <= 60; second += 1) {
      monitor.sample(queue, now + second * 1000, { visible: 0, inFlight: 0, delayed: 0 });
    }
    await page.locator('[data-series=visible] .key-number', { hasText: /^0$/ }).waitFor();
    // The line now goes on beyond the edge, which may colour a pixel more.
    assert.ok(Math.abs((await blue()).count - before.count) <= 2);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForTimeout(100);
    const { width } = await plotArea(page);
    // A minute of five has moved in.
    assert.ok(Math.abs(before.count - (await blue()).count - width / 5) < width / 40);
  });

  it('reads the samples one by one with the arrow keys', async () => {
    const now = Date.now();
    const { page } = await openDashboard((monitor, queue) => {
      for (let second = 9; second >= 0; second -= 1) {
        monitor.sample(queue, now - second * 1000, { visible: second, inFlight: 0, delayed: 0 });
      }
    });
    const chart = page.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.match(
      (await chart.getAttribute('aria-valuetext')) ?? '',
      /^At \d\d:\d\d:\d\d: Visible 1, In flight 0, Delayed 0, answered in 0 ms$/,
    );
    assert.equal((await currentValues(page))[0], '1');
    await page.keyboard.press('Escape');
    assert.equal((await currentValues(page))[0], '0');
  });

  it('opens composer and messages by a key that the host gave out', async () => {
    const { page, record } = await openDashboard();
    await page.getByRole('button', { name: 'Send Message' }).click();
    await page.getByRole('button', { name: 'Receive Messages' }).click();
    await waitUntil(() => record.opened.length === 2);
    assert.deepEqual(record.opened, ['composer', 'messages']);
  });

  it('stops watching when its page is closed', async () => {
    const { panel, monitor } = await openDashboard();
    assert.equal(monitor.watched.size, 1);
    await panel.page.close();
    await waitUntil(() => monitor.watched.size === 0);
  });
});

/** Five minutes of the same counts. */
function fillFlat(monitor: ManualQueueMonitor, queue: QueueRef, now: number): void {
  for (let second = 300; second >= 0; second -= 1) {
    monitor.sample(queue, now - second * 1000, { visible: 100, inFlight: 50, delayed: 10 });
  }
}

function currentValues(page: Page): Promise<string[]> {
  return page.locator('.key-number').allTextContents();
}

/** Where the plot stands on the canvas, in its pixels. */
function plotArea(page: Page): Promise<{ bottom: number; width: number }> {
  return page.evaluate(() => {
    const over = document.querySelector('.u-over') as HTMLElement;
    return { bottom: over.offsetTop + over.offsetHeight, width: over.offsetWidth };
  });
}

/** The row of the canvas with most pixels of a colour, how many there are, and the longest gap among them. */
function findRows(page: Page, colour: string): Promise<{ row: number; count: number; longestGap: number }> {
  return page.evaluate((wanted) => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { data, width, height } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
    const isWanted = (pixel: number) =>
      channels.every((channel, index) => Math.abs((data[pixel * 4 + index] ?? 0) - channel) <= 8) &&
      (data[pixel * 4 + 3] ?? 0) > 200;
    const rows = Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_column, column) => column).filter((column) =>
        isWanted(row * width + column),
      ),
    );
    const row = rows.reduce(
      (best, columns, index) => (columns.length > (rows[best]?.length ?? 0) ? index : best),
      0,
    );
    const columns = rows[row] ?? [];
    const gaps = columns.slice(1).map((column, index) => column - (columns[index] ?? 0) - 1);
    return { row, count: columns.length, longestGap: Math.max(0, ...gaps) };
  }, colour);
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, 'It did not come true within five seconds.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
