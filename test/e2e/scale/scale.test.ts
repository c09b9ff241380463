import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQS } from '@aws-sdk/client-sqs';
import { after, before, describe, it } from 'mocha';
import { eachWithLimit } from '../../../src/shared/eachWithLimit';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUES = Number(process.env['SCALE_QUEUES'] ?? 10_000);
/** Where nothing is before the measurement. */
const REGION = 'eu-west-1';
const IDLE_MS = 20_000;
const MIB = 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'queuescope-scale-'));
const probe = path.join(folder, 'host.jsonl');

// The session, which starts later, hands them to the editor.
process.env['QUEUESCOPE_HOST_PROBE'] = probe;
process.env['NODE_OPTIONS'] = `--require ${path.resolve('test/e2e/scale/hostProbe.cjs')}`;

interface HostLine {
  readonly at: number;
  readonly longestMs: number;
  readonly p99Ms: number;
  readonly rss: number;
  readonly heapUsed: number;
}

describe(`the Queues view with ${QUEUES.toLocaleString()} queues`, () => {
  let sqs: SQS;

  before(async function () {
    this.timeout(300_000);
    await session.ensureEmulator();
    sqs = new SQS({
      endpoint: `http://127.0.0.1:${session.emulatorPort}`,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const names = Array.from({ length: QUEUES }, (_, index) => nameOf(index));
    await eachWithLimit(names, 16, async (QueueName) => {
      await sqs.createQueue({ QueueName });
    });
    await session.page.evaluate(() => {
      const found: { start: number; ms: number }[] = [];
      Object.assign(globalThis, { longTasks: found });
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          found.push({ start: performance.timeOrigin + startTime, ms: duration });
      }).observe({ type: 'longtask' });
    });
  });

  after(() => {
    sqs.destroy();
    delete process.env['NODE_OPTIONS'];
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints the time to first and to all rows', async () => {
    const { quickInput, queues } = session.workbench;
    await measured('at rest before', () => session.page.waitForTimeout(5_000));
    await session.workbench.runCommand('SQS: Add Region…');
    await quickInput.fill(REGION);
    await quickInput.row(REGION).waitFor();
    await measured('until all rows', async () => {
      const start = Date.now();
      await quickInput.accept();
      const region = queues.row(REGION);
      await region.waitFor();
      await queues.expand(REGION);
      await session.page
        .getByRole('treeitem', { name: /^queue-00-…/ })
        .first()
        .waitFor();
      const firstMs = Date.now() - start;
      const all = `${QUEUES.toLocaleString()} queues`;
      await region
        .locator('.label-description')
        .getByText(new RegExp(`^${all}( ·|$)`))
        .waitFor();
      console.log(`      first rows after ${firstMs} ms, all after ${Date.now() - start} ms`);
    });
  });

  it('prints what an open group, the filter and the search take', async () => {
    const { quickInput, queues } = session.workbench;
    const group = session.page.getByRole('treeitem', { name: /^queue-03-…/ });
    await measured('an open group', async () => {
      await group.locator('.monaco-tl-twistie').click();
      const row = session.page.getByRole('treeitem', { name: new RegExp(`^${nameOf(300)}, .*0 visible`) });
      await row.waitFor();
    });
    await session.picture('90 ten thousand queues');
    await measured('typing into the filter', async () => {
      await session.workbench.runCommand('SQS: Filter Queues…');
      await quickInput.waitFor('Part of the name');
      await session.page.keyboard.type('9-order');
      await group.waitFor({ state: 'detached' });
      await quickInput.cancel();
      await group.waitFor();
    });
    await measured('a search by prefix', async () => {
      await queues.chooseFromMenu(REGION, 'Find Queue by Prefix…');
      await quickInput.waitFor('Find Queue by Prefix');
      await session.page.keyboard.type('queue-07-order-0');
      await quickInput.row(nameOf(700)).click();
      await session.page
        .getByRole('treeitem', { name: new RegExp(`^${nameOf(700)},`), selected: true })
        .waitFor();
    });
    await measured('at rest after', () => session.page.waitForTimeout(IDLE_MS));
  });

  /** `queue-00-order-00`: a hundred groups of a hundred. */
  function nameOf(index: number): string {
    const two = (number: number) => String(number).padStart(2, '0');
    return `queue-${two(Math.floor(index / 100))}-order-${two(index % 100)}`;
  }

  async function measured(what: string, step: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await step();
    const until = Date.now();
    // What was measured last is written half a second later.
    const lines = await waitUntil(
      () => Promise.resolve(hostLines()),
      (read) => (read.at(-1)?.at ?? 0) > until,
    );
    const tasks = (await longTasks()).filter(({ start }) => start >= from && start <= until);
    const host = lines.filter(({ at }) => at >= from);
    assert.ok(host.length > 0);
    const heap = await session.page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    );
    const last = host.at(-1);
    const total = tasks.reduce((sum, { ms }) => sum + ms, 0);
    console.log(
      `      ${what} (${((until - from) / 1_000).toFixed(1)} s): ` +
        `window ${tasks.length} long tasks, longest ${round(max(tasks.map(({ ms }) => ms)))} ms, together ${round(total)} ms; ` +
        `extension host held up ${round(max(host.map(({ longestMs }) => longestMs)))} ms at most; ` +
        `memory: window ${round(heap / MIB)} MiB, extension host ${round((last?.heapUsed ?? 0) / MIB)} MiB of heap, ${round((last?.rss ?? 0) / MIB)} MiB in all`,
    );
  }

  function longTasks(): Promise<readonly { readonly start: number; readonly ms: number }[]> {
    return session.page.evaluate(
      () => (globalThis as unknown as { longTasks: { start: number; ms: number }[] }).longTasks,
    );
  }
});

function hostLines(): readonly HostLine[] {
  if (!existsSync(probe)) return [];
  const lines = readFileSync(probe, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as HostLine);
}

function max(values: readonly number[]): number {
  return Math.max(0, ...values);
}

function round(value: number): number {
  return Math.round(value);
}
