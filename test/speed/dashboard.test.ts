import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, it } from 'mocha';
import type { QueueRef } from '../../src/shared/queue';
import type { SqsSide } from '../../src/sqs/sqsSide';
import { useEmulatorServices } from '../support/emulatorServices';
import { ManualQueueMonitor } from '../support/manualQueueMonitor';
import { dashboardHost } from '../support/panelHosts';
import { openingTime, usePanelPages } from '../support/panelPage';
import { sqsSideOn } from '../support/sqsSide';

const QUEUES = 50;
const WARM_UP_MS = 10_000;
const MEASURED_MS = 20_000;
const DAY_SECONDS = 86_400;
const OPENINGS = 5;
const WANTED_SHARE = 0.03;
const WANTED_OPENING_MS = 200;
const WANTED_TASK_MS = 50;

describe('the speed of sampling', () => {
  const emulator = spawn(process.execPath, ['dist/cli.js', 'emulator', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let side: SqsSide;

  before(async () => {
    const endpoint = await new Promise<string>((resolve) => {
      emulator.stdout.on('data', (text: Buffer) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text));
        if (found) resolve(found[0]);
      });
    });
    side = sqsSideOn(() => endpoint);
  });

  after(() => {
    side.dispose();
    emulator.kill();
  });

  it('is printed: the share of a core that 50 queues take, once a second each', async () => {
    const service = side.services.get('emulator', 'us-east-1');
    const queues: QueueRef[] = [];
    for (let index = 0; index < QUEUES; index++) queues.push(await service.createQueue(`speed-${index}`, {}));
    let samples = 0;
    side.monitor.onDidSample((result) => {
      if ('sample' in result) samples += 1;
    });
    for (const queue of queues) side.monitor.watch(queue);
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
    samples = 0;
    const start = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, MEASURED_MS));
    const { user, system } = process.cpuUsage(start);
    const share = (user + system) / 1000 / MEASURED_MS;
    const perSample = (user + system) / samples;
    const target = `wanted ${WANTED_SHARE * 100} % of a core: ${reached(share <= WANTED_SHARE)}`;
    console.log(
      `      ${QUEUES} queues: ${(share * 100).toFixed(1)} % of a core, ${Math.round(perSample)} µs for a sample, ` +
        `${((user + system) / 1e6).toFixed(2)} CPU seconds, ${(samples / (MEASURED_MS / 1000)).toFixed(1)} samples a second; ${target}`,
    );
    assert.ok(samples > QUEUES * (MEASURED_MS / 1000) * 0.5, `${samples} samples`);
  });
});

describe('the speed of opening the dashboard', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  it('is printed: how long it takes with a day of history, and without one', async () => {
    const queue = await createQueue('speed-open');
    const empty = new ManualQueueMonitor();
    const full = new ManualQueueMonitor();
    const now = Date.now();
    for (let second = DAY_SECONDS; second >= 0; second--) {
      const at = now - second * 1000;
      const sample = { visible: second % 300, inFlight: second % 7, delayed: 0, askedAt: at, answeredAt: at };
      full.history.pushSample(queue, sample, false);
    }
    const times = { blank: [] as number[], empty: [] as number[], full: [] as number[] };
    console.log(
      `      the host's share: ${median(stateTimes(queue, full)).toFixed(3)} CPU seconds for a state`,
    );
    for (let round = 0; round < OPENINGS; round++) {
      times.blank.push(await openingTime(await pages.openEmpty()));
      for (const [name, monitor] of [
        ['empty', empty],
        ['full', full],
      ] as const) {
        const { page } = await pages.open({
          page: 'dashboard',
          host: dashboardHost({ queue, service, monitor }),
          kept: { key: 'any', windowMinutes: 1_440 },
          timedUntil: 'canvas',
        });
        times[name].push(await openingTime(page));
      }
    }
    const [blank, without, with24h] = [median(times.blank), median(times.empty), median(times.full)];
    const more = with24h - blank;
    console.log(
      `      an empty page ${Math.round(blank)} ms; the chart of a dashboard without samples ${Math.round(without)} ms, with ` +
        `24 h of samples ${Math.round(with24h)} ms; wanted ${WANTED_OPENING_MS} ms more than an empty page: ${reached(more <= WANTED_OPENING_MS)}`,
    );
    assert.ok(with24h < 10 * without, `${with24h} ms with, ${without} ms without`);
  });
});

/** CPU seconds that the host takes to make the first state of a page, several times. */
function stateTimes(queue: QueueRef, monitor: ManualQueueMonitor): readonly number[] {
  const service = () => {
    throw new Error('No queue is asked for its attributes here.');
  };
  const host = dashboardHost({ queue, service, monitor })(() => undefined);
  const times = Array.from({ length: OPENINGS }, () => {
    const start = process.cpuUsage();
    host.receive({ type: 'ready' });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  host.dispose();
  return times;
}

describe('the speed of a page with many charts', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  it('is printed: how long its tasks are with 50 queues, sampled once a second', async () => {
    const queue = await createQueue('speed-many');
    const others = Array.from({ length: QUEUES - 1 }, (_, index) => ({
      ...queue,
      queueName: `speed-many-${index}`,
      queueUrl: `${queue.queueUrl}-${index}`,
    }));
    const monitor = new ManualQueueMonitor();
    const start = Date.now();
    const sampleAll = (at: number) => {
      for (const [index, each] of [queue, ...others].entries())
        monitor.sample(each, at + index, { visible: index + (at % 50), inFlight: 2, delayed: 1 });
    };
    for (let second = 300; second > 0; second--) sampleAll(start - second * 1000);
    const host = dashboardHost({ queue, service, monitor, picked: others });
    const { page } = await pages.open({ page: 'dashboard', host });
    await page.getByRole('button', { name: 'Add Queues…' }).click();
    await page
      .locator('.queue')
      .nth(QUEUES - 1)
      .waitFor();
    await page.waitForTimeout(2_000);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      const note = (list: PerformanceObserverEntryList) =>
        void tasks.push(...list.getEntries().map(({ duration }) => duration));
      new PerformanceObserver(note).observe({ type: 'longtask' });
    });
    for (let second = 0; second < 8; second++) {
      sampleAll(start + second * 1000);
      await page.waitForTimeout(1_000);
    }
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    console.log(
      `      tasks over ${WANTED_TASK_MS} ms in 8 s: ${tasks.length}, longest ${Math.round(Math.max(0, ...tasks))} ms; ` +
        `wanted none: ${reached(tasks.length === 0)}`,
    );
  });
});

function reached(isReached: boolean): string {
  return isReached ? 'reached' : 'not reached';
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
