import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { CloudWatchFile } from '../../src/history/cloudWatchFile';
import { CloudWatchHistory } from '../../src/history/cloudWatchHistory';
import type { HistoryColumns } from '../../src/shared/history';
import type { QueueRef } from '../../src/shared/queue';
import { QUEUE_METRICS, toMetricRows } from '../../src/sqs/queueMetrics';
import { useEmulatorServices } from '../support/emulatorServices';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { type DashboardOptions, dashboardHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';
import { type ThemeName, themes } from '../support/themes';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** In the order of `QUEUE_METRICS`. */
const VALUES = [80, 40, 20, 600, 540, 480, 120, 7_200];

describe('The dashboard with history from CloudWatch', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  async function openDashboard(
    options: Partial<DashboardOptions> = {},
    fill: (monitor: ManualQueueMonitor, queue: QueueRef) => void = () => undefined,
  ) {
    const queue = await createQueue('history-orders');
    const monitor = new ManualQueueMonitor();
    fill(monitor, queue);
    const cloudWatch = new CloudWatchHistory();
    const record = panelRecord();
    const host = dashboardHost({
      ...{ queue, service, monitor, record, cloudWatch },
      ...{ cloudWatchOffer: 'possible' as const, hasRates: false },
      ...options,
    });
    const panel = await pages.open({ page: 'dashboard', host, height: 1_000 });
    return { queue, monitor, record, panel, page: panel.page, cloudWatch };
  }

  it('asks its host for it, by a button and by a key', async () => {
    const { page, record } = await openDashboard();
    await page.getByRole('button', { name: 'CloudWatch History…' }).click();
    await waitUntil(() => record.opened.length === 1);
    await page.getByRole('slider').focus();
    await page.keyboard.press('h');
    await waitUntil(() => record.opened.length === 2);
    assert.deepEqual(record.opened, Array(2).fill('CloudWatch of history-orders'));
  });

  it('says at a custom endpoint that there is none', async () => {
    const { page } = await openDashboard({ cloudWatchOffer: 'impossible' });
    await page.getByText('No history from CloudWatch: a custom endpoint has none.').waitFor();
    assert.equal(await page.getByRole('button', { name: /CloudWatch/ }).count(), 0);
  });

  it('draws it in its own colour at the height of its values, and nothing where it has none', async () => {
    const { page, cloudWatch, queue } = await openDashboard();
    cloudWatch.set(queue, flat(3), 3);
    await page.getByLabel('3 h', { exact: true }).and(page.locator(':checked')).waitFor();
    const colour = themes.dark.variables['charts-purple'] ?? '';
    const { rows, width } = await paintedRows(page, colour, (found) => found.length >= 3);
    const [visible, inFlight, delayed] = rows;
    assert.ok(visible && inFlight && delayed, JSON.stringify(rows));
    // 80, 40 and 20 over the bottom of 0: 40 apart, 20 apart.
    assert.ok(
      Math.abs(inFlight.row - visible.row - 2 * (delayed.row - inFlight.row)) <= 4,
      `${visible.row}, ${inFlight.row} and ${delayed.row} are not at 80, 40 and 20.`,
    );
    assert.ok(visible.count > width * 0.9, `Visible is ${visible.count} of ${width} pixels wide.`);
    assert.ok(inFlight.count < visible.count && delayed.count < inFlight.count, 'No dashes are drawn.');
    assert.equal(await page.locator('.cloud canvas').count(), 2);
    cloudWatch.set(
      queue,
      flat(3, (at) => at % HOUR_MS >= HOUR_MS / 2),
      3,
    );
    // Every other half hour of three.
    await paintedRows(page, colour, ([first]) => Math.abs((first?.longestGap ?? 0) - width / 6) < width / 40);
  });

  it('keeps what was sampled in its colours, and reads both by arrow keys', async () => {
    const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 5_000;
    const { page, cloudWatch, queue } = await openDashboard({}, (monitor, target) => {
      for (let second = 300; second >= 0; second -= 1)
        monitor.sample(target, now - second * 1_000, { visible: 11, inFlight: 5, delayed: 1 });
    });
    cloudWatch.set(
      queue,
      flat(3, () => true, now),
      3,
    );
    await page.locator('.cloud').waitFor();
    const blue = await paintedRows(page, themes.dark.variables['charts-blue'] ?? '', (f) => f.length > 0);
    // Five minutes of 180.
    assert.ok((blue.rows[0]?.count ?? 0) < blue.width / 20);
    const chart = page.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('[aria-valuetext*="Visible 11"]').waitFor();
    await page.keyboard.press('Home');
    const first =
      /^CloudWatch, from .*: Visible 80, In flight 40, Delayed 20, Sent 600, Received 540, Deleted 480, Empty receives 120, Oldest message 2:00:00 h$/;
    assert.match((await chart.getAttribute('aria-valuetext')) ?? '', first);
    await page.locator('.key-values [data-series=visible]').getByText('–').waitFor();
    assert.deepEqual(await page.locator('.cloud .rate-value dd').allTextContents(), [
      ...['10', '9', '8', '2'],
      '2:00:00 h',
    ]);
    await page.keyboard.press('Escape');
    await page.locator('.key-values [data-series=visible]').getByText('11').waitFor();
  });

  it('tells it in a summary and a table of its own', async () => {
    const { page, cloudWatch, queue } = await openDashboard();
    cloudWatch.set(queue, flat(24), 24);
    const summary = page.locator('.queue > p.sr-only');
    await summary
      .filter({
        hasText:
          /CloudWatch of history-orders, 24 h: Visible lowest 80, highest 80; .*Sent 86\d,\d00 in all; .*Oldest message 2:00:00 h/,
      })
      .waitFor();
    await page.getByText('Data table of CloudWatch').click();
    const table = page.getByRole('table', { name: /^What CloudWatch says of/ });
    assert.deepEqual(await table.getByRole('columnheader').allTextContents(), [
      ...['Time', 'Of', 'Visible', 'In flight', 'Delayed', 'Sent', 'Received', 'Deleted'],
      ...['Empty receives', 'Oldest message'],
    ]);
    const cells = table.getByRole('row').nth(2).getByRole('cell');
    assert.deepEqual(
      (await cells.allTextContents()).slice(1).map((text) => text.trim()),
      [...['1 h', '80', '40', '20', '36,000', '32,400', '28,800', '7,200', '2:00:00 h']],
    );
  });

  it('goes back seven days, also where it was read before the page was there, and is taken away again', async () => {
    const queue = await createQueue('history-orders');
    const cloudWatch = new CloudWatchHistory();
    const monitor = new ManualQueueMonitor();
    const host = dashboardHost({ queue, service, monitor, cloudWatch, hasRates: false });
    const { page } = await pages.open({
      page: 'dashboard',
      host: (post) => {
        const made = host(post);
        cloudWatch.set(queue, flat(168), 168);
        return made;
      },
    });
    await page.getByLabel('7 d', { exact: true }).and(page.locator(':checked')).waitFor();
    await page.getByRole('button', { name: 'Remove CloudWatch' }).click();
    await page.locator('.cloud').waitFor({ state: 'detached' });
    assert.equal(cloudWatch.read(queue), undefined);
    await page.getByLabel('24 h', { exact: true }).and(page.locator(':checked')).waitFor();
    assert.equal(await page.getByLabel('7 d', { exact: true }).count(), 0);
  });

  it('draws what was stored again after a reload, in its colour and in the window that was chosen', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'queuescope-cloudwatch-'));
    const queue = await createQueue('history-orders');
    const read = new CloudWatchHistory();
    const readFile = new CloudWatchFile(folder, read, fail);
    await readFile.load(Date.now());
    read.set(queue, flat(168), 168);
    await readFile.save();
    const cloudWatch = new CloudWatchHistory();
    const stored = new CloudWatchFile(folder, cloudWatch, fail);
    const host = dashboardHost({ queue, service, monitor: new ManualQueueMonitor(), cloudWatch });
    const panel = await pages.open({
      ...{ page: 'dashboard', host, height: 1_000 },
      kept: { windowMinutes: 10_080 },
    });
    // The page is restored before all is read.
    await panel.page.getByLabel('24 h', { exact: true }).and(panel.page.locator(':checked')).waitFor();
    await stored.load(Date.now());
    await panel.page.getByLabel('7 d', { exact: true }).and(panel.page.locator(':checked')).waitFor();
    const purple = themes.dark.variables['charts-purple'] ?? '';
    await paintedRows(panel.page, purple, (found) => found.length >= 3);
    await rm(folder, { recursive: true });
  });

  it('stacks its counts too, and axe objects to nothing, in any theme', async () => {
    const { page, panel, cloudWatch, queue } = await openDashboard({ heading: { isAws: true } }, filled);
    cloudWatch.set(queue, flat(3), 3);
    await page.locator('.cloud').waitFor();
    const purple = (name: ThemeName) => themes[name].variables['charts-purple'] ?? '';
    const lines = await paintedRows(page, purple('dark'), (found) => found.length >= 3);
    await page.getByLabel('Stacked').check();
    // The upper line is their sum, 140, which is not much higher than 120 on the scale that has grown.
    const isStacked = (found: readonly PaintedRow[]) =>
      found.length >= 3 && Math.abs((found[2]?.row ?? 0) - (lines.rows[2]?.row ?? 0)) > 10;
    await paintedRows(page, purple('dark'), isStacked);
    for (const theme of ['dark', 'light', 'highContrast'] as const) {
      await panel.setTheme(theme);
      await paintedRows(page, purple(theme), (found) => found.length >= 3);
      await panel.screenshot(`dashboard-cloudwatch-${theme}`);
      assert.deepEqual(await panel.findAccessibilityProblems(), [], `in the theme ${theme}`);
    }
  });
});

/** Every metric at the same value in each period, up to now. @param isKnown of the time that a period begins */
function flat(
  hours: number,
  isKnown: (at: number) => boolean = () => true,
  now = Date.now(),
): HistoryColumns {
  const periodSeconds = hours > 24 ? 300 : 60;
  const periodMs = periodSeconds * 1_000;
  const end = Math.floor(now / periodMs) * periodMs;
  const count = (hours * HOUR_MS) / periodMs;
  const at = Array.from({ length: count }, (_, index) => end - (count - index) * periodMs).filter(isKnown);
  const answers = QUEUE_METRICS.map((_, metric) => ({
    ...{ queue: 0, metric, at },
    values: at.map(() => VALUES[metric] ?? 0),
  }));
  return toMetricRows(answers, 0, { queueNames: ['a'], from: 0, to: 0, periodSeconds });
}

function filled(monitor: ManualQueueMonitor, queue: QueueRef): void {
  const now = Date.now();
  for (let second = 1_800; second >= 0; second -= 2)
    monitor.sample(queue, now - second * 1_000, { visible: 60, inFlight: 30, delayed: 10 });
}

interface PaintedRow {
  readonly row: number;
  readonly count: number;
  readonly longestGap: number;
}

/** The rows of the main chart that a colour fills most, from the top, once they are as wanted. */
async function paintedRows(
  page: Page,
  colour: string,
  isWanted: (rows: readonly PaintedRow[]) => boolean,
): Promise<{ readonly rows: readonly PaintedRow[]; readonly width: number }> {
  const end = Date.now() + 10_000;
  for (;;) {
    const painted = await readRows(page, colour);
    if (isWanted(painted.rows)) return painted;
    assert.ok(Date.now() < end, `The chart has only ${JSON.stringify(painted)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function readRows(page: Page, colour: string): Promise<{ rows: PaintedRow[]; width: number }> {
  return page.evaluate((wanted) => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const plot = (document.querySelector('.u-over') as HTMLElement).offsetWidth;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
    const isWanted = (pixel: number) =>
      channels.every((channel, index) => Math.abs((data[pixel * 4 + index] ?? 0) - channel) <= 10) &&
      (data[pixel * 4 + 3] ?? 0) > 200;
    const all = Array.from({ length: height }, (_, row) => {
      const columns = Array.from({ length: width }, (_column, column) => column).filter((column) =>
        isWanted(row * width + column),
      );
      const gaps = columns.slice(1).map((column, index) => column - (columns[index] ?? 0) - 1);
      return { row, count: columns.length, longestGap: Math.max(0, ...gaps) };
    });
    // A line is one or two rows high: the fuller one stands for it.
    const lines = all.filter(
      ({ row, count }) =>
        count > 8 && count >= (all[row - 1]?.count ?? 0) && count > (all[row + 1]?.count ?? 0),
    );
    return { rows: lines, width: plot };
  }, colour);
}

function fail(error: unknown): never {
  throw error;
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, 'It did not come true within five seconds.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
