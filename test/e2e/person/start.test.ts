import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { Workbench } from '../objects/workbench';
import { session } from '../session';

/** Longer than a build on a busy machine takes. */
const START_MS = 90_000;

describe('npm start -- --no-open', () => {
  let start: ChildProcess;
  let page: Page;
  let url = '';

  before(async function () {
    this.timeout(START_MS);
    start = spawn(process.execPath, ['scripts/start.mjs', '--no-open'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await readUrl(start);
    page = await session.newPage();
  });

  after(async () => {
    start.kill('SIGINT');
    await page?.close();
  });

  it('prints the address of a page that lets nobody in without its token', async () => {
    const address = new URL(url);
    assert.match(address.searchParams.get('tkn') ?? '', /^[0-9a-f]{32}$/);
    const answer = await fetch(address.origin);
    assert.equal(answer.status, 403);
  });

  it('shows the emulator with three sample queues and messages in them', async () => {
    const workbench = new Workbench(page);
    await page.goto(url);
    await workbench.waitUntilLoaded();
    await workbench.queues.open();
    await workbench.queues.waitForCounts('orders', '5 · 0 · 0');
    await workbench.queues.waitForCounts('orders-dlq', '1 · 0 · 0');
    await workbench.queues.waitForCounts('orders.fifo', '3 · 0 · 0');
  });

  it('ends everything it started when it is interrupted', async () => {
    const exited = once(start, 'exit');
    start.kill('SIGINT');
    assert.deepEqual(await exited, [130, null]);
    await assert.rejects(fetch(new URL(url).origin), { message: 'fetch failed' });
  });
});

/** @throws Error when it ends without an address */
async function readUrl(start: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    start.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = /http:\/\/localhost\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    start.on('exit', () => reject(new Error(`npm start has ended: ${output}`)));
  });
}
