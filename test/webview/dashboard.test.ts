import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { RatesResult } from '../../src/history/emulatorFollower';
import { Marks } from '../../src/marks/marks';
import { Emitter } from '../../src/shared/event';
import { type QueueRef, queueKey } from '../../src/shared/queue';
import { Failure } from '../../src/sqs/failure';
import { useEmulatorServices } from '../support/emulatorServices';
import { eventually } from '../support/eventually';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { type DashboardOptions, dashboardHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';
import { themes } from '../support/themes';

describe('The dashboard', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  type Fill = (monitor: ManualQueueMonitor, queue: QueueRef) => void;

  async function openDashboard(
    options:
      | Fill
      | (Partial<Omit<DashboardOptions, 'queue' | 'service' | 'monitor'>> & { readonly fill?: Fill }) = {},
  ) {
    const { fill = () => undefined, ...others } = typeof options === 'function' ? { fill: options } : options;
    const queue = await createQueue('dashboard-orders');
    const monitor = new ManualQueueMonitor();
    fill(monitor, queue);
    const record = panelRecord();
    const host = dashboardHost({ queue, service, monitor, record, ...others });
    const panel = await pages.open({ page: 'dashboard', host });
    return { queue, monitor, record, panel, page: panel.page };
  }

  it('says that there are no samples yet', async () => {
    const { page } = await openDashboard();
    await page.getByText('No samples yet').waitFor();
    await eventually(async () => assert.deepEqual(await currentValues(page), ['–', '–', '–']));
  });

  it('shows the latest counts, and each new sample as it comes', async () => {
    const now = Date.now();
    const { page, monitor, queue } = await openDashboard((filled, target) => fillFlat(filled, target, now));
    await eventually(async () => assert.deepEqual(await currentValues(page), ['100', '50', '10']));
    monitor.sample(queue, now + 1000, { visible: 1234, inFlight: 0, delayed: 7 });
    await page.locator('[data-series=visible] .key-number', { hasText: '1,234' }).waitFor();
    await eventually(async () => assert.deepEqual(await currentValues(page), ['1,234', '0', '7']));
  });

  it('draws each series in its own colour of the theme, at the height of its count', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    await eventually(async () => {
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
  });

  it('draws dashes where colours alone would tell the series apart', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    await eventually(async () => {
      const blue = await findRows(page, themes.dark.variables['charts-blue'] ?? '');
      const orange = await findRows(page, themes.dark.variables['charts-orange'] ?? '');
      assert.ok(blue.count > 100 && blue.longestGap <= 2, 'The line of visible has holes.');
      assert.ok(orange.longestGap >= 3, 'The line of in flight has no dashes.');
    });
  });

  it('draws nothing where no samples came', async () => {
    const now = Date.now();
    const { page } = await openDashboard((monitor, queue) => {
      for (let second = 200; second >= 0; second -= 1) {
        if (second > 60 && second < 120) continue;
        monitor.sample(queue, now - second * 1000, { visible: 100, inFlight: 50, delayed: 10 });
      }
    });
    await eventually(async () => {
      const { longestGap } = await findRows(page, themes.dark.variables['charts-blue'] ?? '');
      const { width } = await plotArea(page);
      // A minute of five.
      assert.ok(
        Math.abs(longestGap - width / 5) < width / 40,
        `The gap is ${longestGap} of ${width} px wide.`,
      );
    });
  });

  it('takes the colours of another theme at once', async () => {
    const { panel, page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    await panel.setTheme('light');
    await eventually(async () => {
      assert.equal((await findRows(page, themes.dark.variables['charts-blue'] ?? '')).count, 0);
      assert.ok((await findRows(page, themes.light.variables['charts-blue'] ?? '')).count > 100);
    });
  });

  it('fills its window after a change of size', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    for (const width of [1400, 500]) {
      await page.setViewportSize({ width, height: 600 });
      await eventually(async () => {
        const [frame, canvas] = await Promise.all([
          page.locator('.chart').first().boundingBox(),
          page.locator('canvas').first().boundingBox(),
        ]);
        assert.ok(frame && canvas && frame.width < width);
        assert.equal(Math.round(canvas.width), Math.round(frame.width));
        assert.equal(Math.round(canvas.height), Math.round(frame.height));
      });
    }
  });

  it('lists in its data table the samples of the window that is chosen, newest first', async () => {
    const now = Date.now();
    const { page, panel } = await openDashboard((monitor, queue) => {
      for (const [index, second] of [300, 120, 50, 0].entries()) {
        monitor.sample(queue, now - second * 1000, { visible: index, inFlight: 0, delayed: 0 });
      }
    });
    const visible = page.locator('tbody td:nth-child(2)');
    await page.locator('.queue-table').waitFor();
    assert.deepEqual(await visible.allTextContents(), [], 'rows that nobody can read');
    await page.getByText('Data table').click();
    await eventually(async () => assert.deepEqual(await visible.allTextContents(), ['3', '2', '1', '0']));
    await page.getByLabel('1 min', { exact: true }).check();
    await eventually(async () => {
      assert.deepEqual(await visible.allTextContents(), ['3', '2']);
      assert.equal((panel.kept as { windowMinutes: number }).windowMinutes, 1);
    });
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
    await eventually(async () =>
      assert.ok((await findRows(page, themes.dark.variables['charts-blue'] ?? '')).count > 100),
    );
    monitor.sample(queue, Date.now() + 1000, { visible: 1, inFlight: 2, delayed: 3 });
    await alert.waitFor({ state: 'detached' });
  });

  it('stands still while it is paused, and says so', async () => {
    const now = Date.now();
    const { page, monitor, queue } = await openDashboard((filled, target) => fillFlat(filled, target, now));
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText(/^Paused at/).waitFor();
    const blue = () => findRows(page, themes.dark.variables['charts-blue'] ?? '');
    const before = await eventually(async () => {
      const { width } = await plotArea(page);
      const found = await blue();
      assert.ok(found.count > width * 0.9);
      return found;
    });
    for (let second = 1; second <= 60; second += 1) {
      monitor.sample(queue, now + second * 1000, { visible: 0, inFlight: 0, delayed: 0 });
    }
    await page.locator('[data-series=visible] .key-number', { hasText: /^0$/ }).waitFor();
    // The line now goes on beyond the edge, which may colour a pixel more.
    assert.ok(Math.abs((await blue()).count - before.count) <= 2);
    await page.getByRole('button', { name: 'Resume' }).click();
    await eventually(async () => {
      const { width } = await plotArea(page);
      // A minute of five has moved in.
      assert.ok(Math.abs(before.count - (await blue()).count - width / 5) < width / 40);
    });
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
    await eventually(async () => {
      assert.match(
        (await chart.getAttribute('aria-valuetext')) ?? '',
        /^At \d\d:\d\d:\d\d: Visible 1, In flight 0, Delayed 0, answered in 0 ms$/,
      );
      assert.equal((await currentValues(page))[0], '1');
    });
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal((await currentValues(page))[0], '0'));
  });

  it('opens composer and messages by a key that the host gave out', async () => {
    const { page, record } = await openDashboard();
    await page.getByRole('button', { name: 'Send Message' }).click();
    await page.getByRole('button', { name: 'Receive Messages' }).click();
    await eventually(() => assert.deepEqual(record.opened, ['composer', 'messages']));
  });

  it('puts the crosshair of all charts on the same time', async () => {
    const other = await createQueue('dashboard-other');
    const now = Date.now();
    const { page } = await openDashboard({
      fill: (monitor, queue) => {
        for (let second = 20; second >= 0; second -= 1) {
          monitor.sample(queue, now - second * 1000, { visible: second, inFlight: 0, delayed: 0 });
          monitor.sample(other, now - second * 1000 + 3, { visible: 100 + second, inFlight: 0, delayed: 0 });
        }
      },
      picked: [other],
    });
    await page.getByRole('button', { name: 'Add Queues…' }).click();
    await page.locator('.queue').nth(1).waitFor();
    await page.getByRole('slider').first().focus();
    for (let times = 0; times < 6; times++) await page.keyboard.press('ArrowLeft');
    await page
      .locator('.queue')
      .nth(1)
      .locator('[data-series=visible] .key-number', { hasText: /^105$/ })
      .waitFor();
    await eventually(async () => assert.equal((await currentValues(page))[0], '5'));
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.locator('.queue').nth(1).waitFor({ state: 'detached' });
  });

  it('zooms by dragging and by keys, moves by keys, and goes back to the chosen window', async () => {
    const now = Date.now();
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, now));
    const over = page.locator('.u-over').first();
    const box = await over.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.getByText(/^Paused at/).waitFor();
    await eventually(async () => assert.equal(await page.locator('input[name=window]:checked').count(), 0));
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('0');
    await page.getByText(/^Paused at/).waitFor({ state: 'detached' });
    await page.locator('input[name=window]:checked').waitFor();
    assert.ok(await page.getByLabel('5 min', { exact: true }).isChecked());
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByText(/^Paused at/).waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText(/^Paused at/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Zoom In' }).click();
    await page.getByRole('button', { name: 'Reset View' }).click();
    await eventually(async () => assert.ok(await page.getByLabel('5 min', { exact: true }).isChecked()));
  });

  it('stacks the counts: the upper line stands at their sum', async () => {
    const { page } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    const orange = themes.dark.variables['charts-orange'] ?? '';
    const lines = await eventually(async () => {
      const found = await findRows(page, orange);
      assert.ok(found.count > 50, 'The line of in flight is not drawn.');
      return found;
    });
    const { bottom } = await plotArea(page);
    await page.getByLabel('Stacked').check();
    await eventually(async () => {
      const stacked = await findRows(page, orange);
      // 50 before, 100 + 50 now; the scale may have changed, the order has not.
      assert.ok(
        stacked.count > 50 && stacked.row < lines.row && stacked.row < bottom / 2,
        `${stacked.row} is not above ${lines.row}.`,
      );
    });
  });

  it('marks events on the time axis: focus tells, a click opens', async () => {
    const now = Date.now();
    const marks = new Marks();
    const { page, record, queue } = await openDashboard({
      fill: (monitor, target) => fillFlat(monitor, target, now),
      marks,
    });
    marks.add({ queue, at: now - 120_000, kind: 'sent', count: 3 });
    marks.add({ at: now - 60_000, kind: 'debugStarted', text: 'Launch <b>' });
    marks.add({ queue: { ...queue, queueName: 'elsewhere' }, at: now - 90_000, kind: 'purged' });
    const buttons = page.locator('.mark');
    await buttons.nth(1).waitFor();
    assert.equal(await buttons.count(), 2);
    await buttons.nth(1).focus();
    await page
      .getByRole('tooltip')
      .getByText(/^\d\d:\d\d:\d\d · Debugging started · Launch <b>$/)
      .waitFor();
    await buttons.nth(0).hover();
    await page.getByRole('tooltip').getByText('Sent: 3').waitFor();
    await buttons.nth(0).click();
    await eventually(() => assert.deepEqual(record.opened, ['mark sent']));
  });

  it('tells exact rates of the emulator, and the net arrival rate elsewhere', async () => {
    const now = Date.now();
    const rates = new Emitter<RatesResult>();
    const rising = (monitor: ManualQueueMonitor, queue: QueueRef) => {
      for (let second = 30; second >= 0; second -= 1)
        monitor.sample(queue, now - second * 1000, { visible: 300 - second * 4, inFlight: 0, delayed: 0 });
    };
    const exact = await openDashboard({ fill: rising, rates });
    rates.fire({
      queue: exact.queue,
      at: now,
      rates: { sent: 12, received: 8, deleted: 7, deadLettered: 1 },
      isAfterGap: true,
    });
    await exact.page.locator('.rate-value', { hasText: 'Sent' }).getByText('12').waitFor();
    await eventually(async () =>
      assert.deepEqual(await exact.page.locator('.rate-value dd').allTextContents(), ['12', '8', '7']),
    );
    const other = await openDashboard({ fill: rising, hasRates: false });
    await other.page.locator('.rate-value', { hasText: 'Net arrival' }).getByText('+4').waitFor();
    await other.page.getByText('Not draining').waitFor();
    await other.page.locator('.trend', { hasText: '▲ 240 per minute' }).waitFor();
  });

  it('says what AWS is asked, and what that costs', async () => {
    const { page } = await openDashboard({ heading: { isAws: true } });
    await page
      .getByText(/approximate and lag by up to a minute. .* 3,600 times an hour, about US\$0.0014/)
      .waitFor();
  });

  it('draws a day of samples, one a second, with every peak', async () => {
    const now = Date.now();
    const { page } = await openDashboard((monitor, queue) => {
      for (let second = 86_400; second >= 0; second -= 1)
        monitor.sample(queue, now - second * 1000, {
          visible: second === 40_000 ? 900 : 10,
          inFlight: 0,
          delayed: 0,
        });
    });
    await page.getByLabel('24 h').check();
    await eventually(async () => {
      const summary = await page.locator('.queue > p.sr-only').innerText();
      assert.match(summary, /24 h: Visible now 10, lowest 10, highest 900/);
      assert.ok(
        await hasPixelAbove(page, themes.dark.variables['charts-blue'] ?? '', 0.3),
        'The peak is not drawn.',
      );
    });
  });

  it('asks once for finer samples of the past when it is looked at closely, and draws them', async () => {
    const now = Date.now();
    const { page, panel } = await openDashboard((monitor, queue) => {
      for (let second = 86_400; second >= 0; second -= 1)
        monitor.sample(queue, now - second * 1000, { visible: second % 2, inFlight: 0, delayed: 0 });
    });
    const picture = () => page.locator('canvas').first().screenshot();
    const asked = () => panel.posted.filter((message) => (message as { type: string }).type === 'readRows');
    await page.getByLabel('24 h').check();
    panel.holdAnswers();
    await page.getByLabel('6 h').check();
    await eventually(() => assert.equal(asked().length, 1));
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const coarse = await picture();
    panel.letAnswersGo();
    await eventually(async () => assert.ok(!(await picture()).equals(coarse)));
    await page.getByLabel('24 h').check();
    await page.getByLabel('6 h').check();
    await page.waitForTimeout(300);
    assert.equal(asked().length, 1);
  });

  it('hands pictures and spans to the host, which saves them', async () => {
    const { page, record } = await openDashboard((monitor, queue) => fillFlat(monitor, queue, Date.now()));
    for (const item of [
      'Save Picture (PNG)…',
      'Save Samples (CSV)…',
      'Open Samples in Editor',
      'Copy Summary (Markdown)',
    ]) {
      await page.getByText('Export').click();
      await page.getByRole('button', { name: item }).click();
    }
    await eventually(() => assert.equal(record.exported.length, 4));
    const [picture, csv] = record.exported;
    assert.deepEqual(
      record.exported.map(([what]) => what),
      ['savePicture', 'saveCsv', 'openSamples', 'copySummary'],
    );
    const png = Buffer.from(String(picture?.[1]), 'base64');
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.ok(png.readUInt32BE(16) > 500 && png.readUInt32BE(20) > 300);
    const span = csv?.[2] as { from: number; to: number };
    assert.equal(span.to - span.from, 300_000);
  });

  it('keeps watching a queue when it is told to, and shows what was chosen', async () => {
    const { page, panel, queue, monitor } = await openDashboard((filled, target) =>
      fillFlat(filled, target, Date.now()),
    );
    await page.getByLabel('Keep watching').check();
    await eventually(() =>
      assert.ok(panel.posted.some((message) => (message as { type: string }).type === 'keep')),
    );
    assert.ok(await page.getByLabel('Keep watching').isChecked());
    await page.close();
    await page.context().close();
    assert.ok(monitor.watched.has(queueKey(queue)));
  });

  it('stops watching when its page is closed', async () => {
    const { panel, monitor } = await openDashboard();
    await eventually(() => assert.equal(monitor.watched.size, 1));
    await panel.page.close();
    await eventually(() => assert.equal(monitor.watched.size, 0));
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

/** Whether the canvas has a pixel of a colour in its upper part. */
function hasPixelAbove(page: Page, colour: string, share: number): Promise<boolean> {
  return page.evaluate(
    ({ wanted, upper }) => {
      const canvas = document.querySelector('canvas') as HTMLCanvasElement;
      const height = Math.round(canvas.height * upper);
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      const { data } = context.getImageData(0, 0, canvas.width, height);
      const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
      for (let pixel = 0; pixel < data.length; pixel += 4)
        if (channels.every((channel, index) => Math.abs((data[pixel + index] ?? 0) - channel) <= 24))
          return true;
      return false;
    },
    { wanted: colour, upper: share },
  );
}
