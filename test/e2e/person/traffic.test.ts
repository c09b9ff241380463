import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { TrafficView } from '../objects/trafficView';
import type { Workbench } from '../objects/workbench';
import { session } from '../session';
import { waitUntil } from '../waitUntil';

const QUEUE = 'traffic-orders';
const ADD = /^Add Producer or Consumer/;

/** Counts of a row: `visible · in flight · delayed`. */
const toTotal = (counts: string) =>
  counts.split('·').reduce((sum, count) => sum + Number(count.replace(/\D/g, '')), 0);

describe('producers and consumers in the editor', () => {
  let workbench: Workbench;
  let traffic: TrafficView;
  const folder = () => path.join(session.workspace, '.vscode');

  before(async () => {
    workbench = session.workbench;
    traffic = new TrafficView(session.page);
    await session.ensureEmulator();
    await workbench.queues.createQueue(QUEUE);
  });

  after(async () => {
    rmSync(folder(), { recursive: true, force: true });
    await workbench.queues.chooseFromMenu(QUEUE, /^Delete Queue/);
    await workbench.dialog.press('Delete Queue');
  });

  it('run at the press of a button', async () => {
    await workbench.queues.chooseFromMenu(QUEUE, ADD);
    await workbench.quickInput.choose('fast-producer');
    await waitUntil(
      () => traffic.figure('Sent'),
      (sent) => sent >= 2,
    );
    assert.match(await traffic.description('fast-producer'), new RegExp(`^${QUEUE} · [\\d.]+/s`));
    await session.picture('80 producer at work');
    await traffic.press('fast-producer', /^Stop/);
    await waitUntil(
      () => traffic.description('fast-producer'),
      (text) => text.includes('ended'),
    );
  });

  it('are changed field by field, and a wrong value is told', async () => {
    await traffic.press('fast-producer', /^Edit/);
    await workbench.quickInput.choose('Messages a Second');
    await workbench.quickInput.fill('20000');
    await workbench.quickInput.waitForMessage('Messages a Second: a number from 0.001 to 10000.');
    await workbench.quickInput.enter('20');
    await workbench.quickInput.waitFor('Edit fast-producer');
    await workbench.quickInput.choose('Name');
    await workbench.quickInput.enter('Orders come in');
    await workbench.quickInput.waitFor('Edit Orders come in');
    await session.picture('81 producer edited');
    await workbench.quickInput.cancel();
    await traffic.press('Orders come in', /^Start/);
    await waitUntil(
      () => traffic.figure('Sent'),
      (sent) => sent >= 20,
    );
  });

  it('lose no message', async () => {
    await workbench.queues.chooseFromMenu(QUEUE, ADD);
    await workbench.quickInput.choose('fast-consumer');
    await waitUntil(
      () => traffic.figure('Deleted'),
      (deleted) => deleted >= 2,
    );
    await session.picture('82 producer and consumer at work');
    await workbench.runCommand('SQS: Stop All Traffic');
    for (const name of ['Orders come in', 'fast-consumer'])
      await waitUntil(
        () => traffic.description(name),
        (text) => text.includes('ended'),
      );
    const [deleted, sent] = [await traffic.figure('Deleted'), await traffic.figure('Sent')];
    const counts = workbench.queues.row(QUEUE).locator('.label-description');
    // The first run of the producer sent some too.
    await waitUntil(
      () => counts.innerText(),
      (text) => toTotal(text) >= sent - deleted,
    );
  });

  it('come from a file of the workspace, and wait to be started', async () => {
    mkdirSync(folder(), { recursive: true });
    const entries = [
      { name: 'From the file', queue: QUEUE, preset: 'slow-producer' },
      { queue: QUEUE, preset: 'no-such-preset' },
    ];
    writeFileSync(path.join(folder(), 'queuescope.json'), JSON.stringify({ queues: [], traffic: entries }));
    // Rows below the fold are not there.
    for (const name of ['fast-consumer', 'Orders come in']) {
      await traffic.row(name).click();
      await session.page.keyboard.press('ArrowLeft');
    }
    await workbench.runCommand('View: Show Explorer');
    await workbench.queues.open();
    await traffic.row('From the file').waitFor();
    assert.equal(await traffic.description('From the file'), `${QUEUE} · 1 messages a second`);
    await session.page
      .getByText(/traffic\[1\]: “preset” must be one of/)
      .first()
      .waitFor();
    await session.picture('83 traffic of a file');
  });

  it('are taken away', async () => {
    for (const name of ['Orders come in', 'fast-consumer']) {
      await traffic.row(name).click({ button: 'right' });
      const entry = session.page.getByRole('menuitem', { name: /^Remove/ });
      await entry.waitFor();
      await session.page.waitForTimeout(300);
      await entry.click();
      await traffic.row(name).waitFor({ state: 'detached' });
    }
  });
});
