import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { cacheFolder } from '../../support/browser';
import { Workbench } from '../objects/workbench';
import { session } from '../session';

/** Longer than a build on a busy machine takes. */
const START_MS = 90_000;

describe('npm start -- --no-open', () => {
  let start: ChildProcess;
  let page: Page;
  let url = '';
  let project = '';

  before(async function () {
    this.timeout(START_MS);
    project = await copyProject();
    start = spawn(process.execPath, ['scripts/start.mjs', '--no-open'], {
      cwd: project,
      env: { ...process.env, QUEUESCOPE_CACHE: cacheFolder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await readUrl(start);
    page = await session.newPage();
  });

  after(async () => {
    start.kill('SIGINT');
    await page?.close();
    await rm(project, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
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

/** It builds: in a copy, so that it does not touch what other tests use. */
async function copyProject(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'queuescope-start-'));
  const parts = ['src', 'webview', 'media', 'scripts', ...(await readdir('.')).filter(isJson)];
  await Promise.all(parts.map((part) => cp(part, path.join(folder, part), { recursive: true })));
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

function isJson(file: string): boolean {
  return file.endsWith('.json');
}

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
